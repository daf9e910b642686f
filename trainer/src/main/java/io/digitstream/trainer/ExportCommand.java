package io.digitstream.trainer;

import io.digitstream.recognizer.weights.InvalidWeightsException;
import io.digitstream.recognizer.weights.Release;
import io.digitstream.schemas.BrokenReleaseException;
import io.digitstream.trainer.publishing.WeightsTopic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code trainer export}: from a release on the topic back to a file. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Writes a release that is on the topic of weights to a file, if it is whole and sound.",
        footer = {"", "Example: trainer export shipped-ad53db70 --out shipped.safetensors"})
final class ExportCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(paramLabel = "VERSION", description = "As 'trainer releases' lists it.")
    private String version = "";

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "Release file to write (safetensors).")
    private Path out = Path.of("");

    @Mixin
    private KafkaOptions kafka = new KafkaOptions();

    @Override
    public Integer call() throws Exception {
        byte[] file = fetch();
        check(file);
        write(file);
        spec.commandLine().getOut().printf(Locale.ROOT, "%s: release %s, %,d bytes%n", out, version, Files.size(out));
        return 0;
    }

    private byte[] fetch() throws IOException, InterruptedException, BrokenReleaseException {
        try (WeightsTopic topic = WeightsTopic.open(kafka.connection())) {
            return topic.file(topic.require(topic.index(), version));
        }
    }

    private void check(byte[] file) throws IOException {
        try {
            Release.read(file);
        } catch (InvalidWeightsException e) {
            throw new IOException("release " + version + ": " + e.getMessage(), e);
        }
    }

    /** As it stands on the topic, byte for byte. */
    private void write(byte[] file) throws IOException {
        Files.write(out, file);
    }
}
