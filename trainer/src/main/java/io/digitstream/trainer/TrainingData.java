package io.digitstream.trainer;

import io.digitstream.synthetic.lettering.TypefaceFolder;
import io.digitstream.synthetic.lettering.Typefaces;
import io.digitstream.trainer.examples.Mix;
import io.digitstream.trainer.photos.PhotoSet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options that say what a network trains on. */
final class TrainingData {
    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @ArgGroup(exclusive = false, multiplicity = "0..*")
    private List<LabeledImages> sources = new ArrayList<>();

    @Option(
            names = "--drawn",
            paramLabel = "SHARE",
            defaultValue = "0.25",
            description = "Share of drawn numbers, 0 to 1. Default: ${DEFAULT-VALUE}; 1 without photos.")
    private double drawn;

    @Option(
            names = "--recombined",
            paramLabel = "SHARE",
            defaultValue = "0.4",
            description = "Share of numbers recombined from the digits of the photos, 0 to 1."
                    + " Default: ${DEFAULT-VALUE}; 0 where no --digit-boxes are given.")
    private double recombined;

    @Option(
            names = "--typefaces",
            paramLabel = "DIR",
            description = "Folder of TTF and OTF files for generated numbers. Default: those of the product, 32.")
    private @Nullable Path folder;

    private @Nullable Typefaces typefaces;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Of all that is drawn by chance. Default: ${DEFAULT-VALUE}")
    private long seed;

    PhotoSet photos() throws IOException {
        return LabeledImages.load(sources);
    }

    /** @param photos that these options name */
    Mix mix(PhotoSet photos) {
        if (photos.photos().isEmpty()) {
            return new Mix(1, 0);
        }
        boolean located =
                photos.photos().stream().anyMatch(photo -> !photo.digits().isEmpty());
        return new Mix(drawn, located ? recombined : 0);
    }

    /** The typefaces of generated numbers; loaded once. */
    Typefaces typefaces() throws IOException {
        if (typefaces == null) {
            typefaces = folder == null
                    ? Typefaces.builtIn()
                    : TypefaceFolder.load(folder, spec.commandLine().getErr()::println);
        }
        return typefaces;
    }

    long seed() {
        return seed;
    }

    /** The sources' names. */
    @Override
    public String toString() {
        return sources.toString();
    }
}
