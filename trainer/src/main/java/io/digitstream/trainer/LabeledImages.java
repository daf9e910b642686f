package io.digitstream.trainer;

import io.digitstream.trainer.photos.DigitFile;
import io.digitstream.trainer.photos.PhotoSet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The pair of options that names labelled photos; may be given several times. */
final class LabeledImages {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--images",
            required = true,
            paramLabel = "PATH",
            description = "Folder or zip of PNG and JPEG files.")
    private Path images = Path.of("");

    @Option(
            names = "--labels",
            paramLabel = "CSV",
            description = "Columns file,label and, if known, left,top,width,height. Rows with a confidence,"
                    + " as 'trainer label' writes them, are trained on and never validated on."
                    + " Default: the name of the folder or zip with .csv at its end.")
    private @Nullable Path labels;

    @Option(
            names = "--digit-boxes",
            paramLabel = "CSV",
            description = "Where each digit is: columns file,digit,left,top,width,height, left to right."
                    + " Needed to recombine digits.")
    private @Nullable Path digits;

    /** Loads all photos; says on standard error which labels match no file, and which photos cannot be used. */
    static PhotoSet load(List<LabeledImages> sources) throws IOException {
        PhotoSet all = new PhotoSet(List.of());
        for (LabeledImages source : sources) {
            all = all.and(source.load());
        }
        return all;
    }

    private PhotoSet load() throws IOException {
        return PhotoSet.load(
                images,
                labelFile(),
                digits == null ? Map.of() : DigitFile.read(digits),
                spec.commandLine().getErr()::println);
    }

    private Path labelFile() {
        return labels != null
                ? labels
                : images.resolveSibling(String.valueOf(images.getFileName()).replaceFirst("(?i)\\.zip$", "") + ".csv");
    }

    @Override
    public String toString() {
        return String.valueOf(images.getFileName());
    }
}
