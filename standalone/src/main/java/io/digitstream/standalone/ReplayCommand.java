package io.digitstream.standalone;

import io.digitstream.application.connection.KafkaOptions;
import io.digitstream.recognizer.image.RejectionReason;
import io.digitstream.standalone.sending.Replay;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Gives rejected images another chance, once what was wrong is mended. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Sends rejected images again that have not been sent again yet, each once, as they came: after limits were raised, for"
                    + " example, or the processors learned to read another kind of file.",
            "Those that are rejected again stand on the topic once more, for the next time."
        },
        footer = {"%nExample:", "  ${ROOT-COMMAND-NAME} replay --reason UNDECODABLE_IMAGE"})
final class ReplayCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--reason",
            split = ",",
            paramLabel = "REASON",
            description = "Only what was rejected for one of: ${COMPLETION-CANDIDATES}. The others are passed over.")
    private Set<RejectionReason> reasons = EnumSet.noneOf(RejectionReason.class);

    @Option(names = "--again", description = "Also what was sent again or passed over before.")
    private boolean again;

    @Mixin
    private final KafkaOptions kafka = new KafkaOptions();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Set<String> names = reasons.stream().map(Enum::name).collect(Collectors.toSet());
        try (Replay replay = new Replay(kafka.connection(), names)) {
            Replay.Report report = replay.run(again);
            new Terminal(spec)
                    .print("sent again %d, passed over %d, not there any more %d: too large to be written on"
                            .formatted(report.replayed(), report.passedOver(), report.withoutBytes()));
            return ExitCode.OK;
        }
    }
}
