package io.digitstream.trainer;

import io.digitstream.trainer.photos.DigitFile;
import io.digitstream.trainer.photos.LabelFile;
import io.digitstream.trainer.photos.PhotoSet;
import io.digitstream.trainer.photos.PhotoSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
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

    @Option(
            names = "--weight",
            paramLabel = "N",
            description = "Training uses the photos of this source as often as if there were so many."
                    + " Default: as many as there are.")
    private @Nullable Double weight;

    @Option(
            names = "--corrections",
            paramLabel = "CSV",
            description =
                    "Labels that replace those of --labels: columns file,label, as 'trainer audit' lists them and a"
                            + " person corrected them.")
    private @Nullable Path corrections;

    /** Loads all photos; says on standard error which labels match no file, and which photos cannot be used. */
    static PhotoSet load(List<LabeledImages> sources) throws IOException {
        PhotoSet all = new PhotoSet(List.of());
        for (LabeledImages source : sources) {
            all = all.and(source.load());
        }
        return all;
    }

    private PhotoSet load() throws IOException {
        Consumer<String> problems = spec.commandLine().getErr()::println;
        PhotoSet photos =
                PhotoSet.load(images, labelFile(), digits == null ? Map.of() : DigitFile.read(digits), problems);
        PhotoSet corrected = corrections == null ? photos : photos.corrected(LabelFile.read(corrections), problems);
        return corrected.from(source(corrected));
    }

    private PhotoSource source(PhotoSet photos) {
        try {
            return new PhotoSource(
                    shownName(), weight == null ? Math.max(1, photos.photos().size()) : weight);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--weight: " + e.getMessage(), e);
        }
    }

    /** With its folder, since archives of several kinds have the same name; a release states the name alone. */
    private String shownName() {
        Path parent = images.toAbsolutePath().normalize().getParent();
        return parent == null || parent.getFileName() == null ? toString() : parent.getFileName() + "/" + this;
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
