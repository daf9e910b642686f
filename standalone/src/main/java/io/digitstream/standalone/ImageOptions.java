package io.digitstream.standalone;

import io.digitstream.standalone.bench.BenchImage;
import io.digitstream.standalone.sending.OutgoingImage;
import io.digitstream.standalone.sending.PhotoFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which files to send. */
final class ImageOptions {
    @Option(
            names = "--images",
            required = true,
            paramLabel = "PATH",
            description =
                    "A folder, a zip, or a single file. Files that are no images are sent too, and come back rejected.")
    private Path images = Path.of("");

    @Option(
            names = "--labels",
            paramLabel = "CSV",
            description =
                    "What the images show: columns file,label and, if known, left,top,width,height of the number.")
    private @Nullable Path labels;

    @Option(names = "--whole", description = "Hides the places that the labels give: the numbers must be found first.")
    private boolean whole;

    PhotoFiles open() throws IOException {
        return PhotoFiles.open(images, labels, whole);
    }

    /** Those of the images, all in memory, that a benchmark wants. */
    List<BenchImage> load(Predicate<OutgoingImage> wanted) throws IOException {
        try (PhotoFiles files = open()) {
            return BenchImage.load(files, wanted);
        }
    }

    Path images() {
        return images;
    }

    @Nullable
    Path labels() {
        return labels;
    }

    boolean labelled() {
        return labels != null;
    }
}
