package io.digitstream.standalone;

import io.digitstream.application.connection.Connection;
import io.digitstream.application.connection.KafkaOptions;
import io.digitstream.standalone.receiving.Result;
import io.digitstream.standalone.receiving.ResultReader;
import io.digitstream.standalone.report.ResultJson;
import io.digitstream.standalone.report.ResultView;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows results while they come: the second half of reading. */
@Command(
        name = "watch",
        mixinStandardHelpOptions = true,
        description = "Shows what a running system reads and rejects, until Ctrl-C.",
        footer = {"%nExample:", "  ${ROOT-COMMAND-NAME} watch --bootstrap-servers localhost:9092 --json"})
final class WatchCommand implements Callable<Integer> {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration SUSPICIOUS_SILENCE = Duration.ofSeconds(10);

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--json", description = "One JSON object a line instead of a table.")
    private boolean json;

    @Option(names = "--from-beginning", description = "Begin with the results that are there already.")
    private boolean fromBeginning;

    @Option(names = "--count", paramLabel = "N", description = "Stop after so many results.")
    private long count = Long.MAX_VALUE;

    @Mixin
    private final KafkaOptions kafka = new KafkaOptions();

    private final InstantSource clock = InstantSource.system();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Connection connection = kafka.connection();
        try (StopSignal stop = new StopSignal();
                ResultReader results =
                        fromBeginning ? ResultReader.fromBeginning(connection) : ResultReader.fromNow(connection)) {
            Terminal terminal = new Terminal(spec);
            ResultView view = json ? new ResultJson(terminal.out(), clock.instant()) : terminal.table();
            watch(results, view, connection, stop);
            view.end();
            return ExitCode.OK;
        }
    }

    private void watch(ResultReader results, ResultView view, Connection connection, StopSignal stop)
            throws IOException, InterruptedException {
        long shown = 0;
        Instant heard = clock.instant();
        while (shown < count && !stop.raised()) {
            List<Result> arrived = results.poll(POLL);
            arrived.stream().limit(count - shown).forEach(view::show);
            shown += arrived.size();
            // A consumer waits for a broker that is away without a word.
            if (!arrived.isEmpty()) {
                heard = clock.instant();
            } else if (clock.instant().isAfter(heard.plus(SUSPICIOUS_SILENCE))) {
                connection.require(connection.topics().recognitions());
                heard = clock.instant();
            }
        }
    }
}
