package io.digitstream.standalone;

import io.digitstream.standalone.bench.BenchImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of benchmarks that need photos, and the places of their numbers. */
final class BenchOptions {
    @Mixin
    private final ImageOptions images = new ImageOptions();

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "10",
            description = "How long each case is measured. Default: ${DEFAULT-VALUE}.")
    private int seconds = 10;

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            defaultValue = "target/bench",
            description = "Where the results are written, as CSV and Markdown. Default: ${DEFAULT-VALUE}.")
    private Path out = Path.of("target/bench");

    ImageOptions images() {
        return images;
    }

    int seconds() {
        return seconds;
    }

    Path out() {
        return out;
    }

    /** @throws IOException if they cannot be read, or none comes with the place of its number */
    List<BenchImage> load() throws IOException {
        List<BenchImage> loaded = images.load(image -> image.region() != null);
        if (loaded.isEmpty()) {
            throw new IOException("no image comes with the place of its number: --labels says where they are");
        }
        return loaded;
    }
}
