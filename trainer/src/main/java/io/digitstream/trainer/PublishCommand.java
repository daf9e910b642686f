package io.digitstream.trainer;

import io.digitstream.application.connection.Connection;
import io.digitstream.application.connection.KafkaOptions;
import io.digitstream.recognizer.weights.InvalidWeightsException;
import io.digitstream.trainer.publishing.OutgoingRelease;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code trainer publish}: from a release file to a release in force, on a person's word. */
@Command(
        name = "publish",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Puts a release file on the topic of weights and in force: the first one, or one that you have trained yourself.",
            "",
            "Nothing is compared: that it is better is your word. 'trainer rollback' takes it back."
        },
        footer = {
            "",
            "Example: ${ROOT-COMMAND-NAME} publish my.safetensors --bootstrap-servers kafka:9092 --sign release-key.pem"
        })
final class PublishCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "Release file (safetensors).")
    private Path file = Path.of("");

    @Mixin
    private SigningOption signing = new SigningOption();

    @Option(
            names = "--keep",
            paramLabel = "K",
            defaultValue = "10",
            description =
                    "How many of the newest releases stay on the topic, this one among them. The one that was in force"
                            + " and this one's parent stay too. Default: ${DEFAULT-VALUE}")
    private int keep;

    @Mixin
    private KafkaOptions kafka = new KafkaOptions();

    @Override
    public Integer call() throws Exception {
        if (keep < 1) {
            throw new ParameterException(spec.commandLine(), "--keep: expected 1 or more, not " + keep);
        }
        Connection connection = kafka.connection();
        OutgoingRelease release = release();
        spec.commandLine().getOut().println(ByHand.of(connection).publish(release, keep));
        return 0;
    }

    private OutgoingRelease release() throws IOException {
        Optional<PrivateKey> key = signing.key();
        try {
            OutgoingRelease release = OutgoingRelease.read(Files.readAllBytes(file), Instant.now());
            return key.isEmpty() ? release : release.signed(key.get());
        } catch (InvalidWeightsException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }
}
