package io.digitstream.trainer;

import io.digitstream.application.connection.KafkaOptions;
import io.digitstream.recognizer.onnx.OnnxModel;
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
        description = {
            "Writes a release that is on the topic of weights to a file, if it is whole and sound.",
            "",
            "A FILE that ends in .onnx is the network that reads, as an ONNX model for other tools; the one that finds numbers"
                    + " is written beside it, its name ending in -locator.onnx."
        },
        footer = {"", "Example: ${ROOT-COMMAND-NAME} export shipped-ad53db70 --out shipped.safetensors"})
final class ExportCommand implements Callable<Integer> {
    private static final String ONNX = ".onnx";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(paramLabel = "VERSION", description = "As 'trainer releases' lists it.")
    private String version = "";

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "File to write: safetensors, or ONNX.")
    private Path out = Path.of("");

    @Mixin
    private KafkaOptions kafka = new KafkaOptions();

    @Override
    public Integer call() throws Exception {
        byte[] file = fetch();
        Release release = checked(file);
        String name = String.valueOf(out.getFileName());
        if (name.endsWith(ONNX)) {
            String locator = name.substring(0, name.length() - ONNX.length()) + "-locator" + ONNX;
            write(out, OnnxModel.reading(release));
            write(out.resolveSibling(locator), OnnxModel.locating(release));
        } else {
            // As it stands on the topic, byte for byte.
            write(out, file);
        }
        return 0;
    }

    private byte[] fetch() throws IOException, InterruptedException, BrokenReleaseException {
        try (WeightsTopic topic = WeightsTopic.open(kafka.connection())) {
            return topic.file(topic.require(topic.index(), version));
        }
    }

    private Release checked(byte[] file) throws IOException {
        try {
            return Release.read(file);
        } catch (InvalidWeightsException e) {
            throw new IOException("release " + version + ": " + e.getMessage(), e);
        }
    }

    private void write(Path path, byte[] content) throws IOException {
        Files.write(path, content);
        spec.commandLine().getOut().printf(Locale.ROOT, "%s: release %s, %,d bytes%n", path, version, content.length);
    }
}
