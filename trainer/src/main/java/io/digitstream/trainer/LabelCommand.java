package io.digitstream.trainer;

import io.digitstream.recognizer.engine.PlacedReading;
import io.digitstream.recognizer.engine.Recognizer;
import io.digitstream.recognizer.image.ImageLimits;
import io.digitstream.recognizer.image.ImageRejectedException;
import io.digitstream.recognizer.pixels.Prepared;
import io.digitstream.recognizer.pixels.Preparer;
import io.digitstream.recognizer.sequence.Candidate;
import io.digitstream.recognizer.weights.Release;
import io.digitstream.trainer.photos.LabelFileWriter;
import io.digitstream.trainer.photos.LabelRow;
import io.digitstream.trainer.photos.LabeledFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code trainer label}: from photos of which nothing is known to photos to train on. */
@Command(
        name = "label",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Finds the numbers in photos without labels, and where they are, and writes those it is sure of as a label file"
                    + " for 'trainer train'.",
            "",
            "It takes the surest number in each photo. With the shipped weights it labels six in ten"
                    + " photos of house numbers, and about three in a hundred labels are wrong; the regions are near the"
                    + " digits, not exact. Nothing is ever validated on these labels.",
            "",
            "With --labels the numbers are known, and only their places are looked for."
        },
        footer = {"", "Example: ${ROOT-COMMAND-NAME} label --images unlabelled.zip --out labels.csv"})
final class LabelCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    private ReleaseFile releaseFile = new ReleaseFile();

    @Option(
            names = "--images",
            required = true,
            paramLabel = "PATH",
            description = "Folder or zip of PNG and JPEG files.")
    private Path images = Path.of("");

    @Option(
            names = "--labels",
            paramLabel = "CSV",
            description =
                    "Numbers that are known: columns file,label. Each photo in which its number is found and read is"
                            + " written, with the place; --above does not count then.")
    private @Nullable Path known;

    @Option(names = "--out", required = true, paramLabel = "CSV", description = "Label file to write.")
    private Path out = Path.of("");

    @Option(
            names = "--above",
            paramLabel = "CONFIDENCE",
            defaultValue = "0.8",
            description = "Confidence from which on a number is written, 0 to 1. Default: ${DEFAULT-VALUE}")
    private double above;

    @Override
    public Integer call() throws Exception {
        if (!(above >= 0 && above <= 1)) {
            throw new ParameterException(spec.commandLine(), "--above: expected 0 to 1, not " + above);
        }
        Release release = releaseFile.load();
        try (LabeledFolder folder = LabeledFolder.open(images, known);
                Recognizer recognizer = Recognizer.of(release);
                LabelFileWriter labels = new LabelFileWriter(out)) {
            label(folder, release.networks().preparer(ImageLimits.DEFAULT), recognizer, labels);
        }
        return 0;
    }

    private void label(LabeledFolder folder, Preparer preparer, Recognizer recognizer, LabelFileWriter labels)
            throws IOException {
        folder.problems().forEach(spec.commandLine().getErr()::println);
        Map<String, String> numbers = new HashMap<>();
        folder.rows().forEach(row -> numbers.put(row.file(), row.label()));
        List<String> names = known == null
                ? folder.names()
                : folder.rows().stream().map(LabelRow::file).distinct().toList();
        Map<Integer, Integer> byLength = new TreeMap<>();
        int unreadable = 0;
        for (String name : ProgressBar.wrap(names, progress())) {
            try {
                Prepared photo = preparer.prepare(folder.read(name), null);
                PlacedReading found = recognizer.read(List.of(photo)).get(0);
                Candidate number = found.reading().best();
                if (known == null ? isSure(number) : isFound(number, numbers.get(name))) {
                    Double confidence = known == null ? number.probability() : null;
                    labels.write(new LabelRow(name, number.digits(), found.region(), confidence));
                    byLength.merge(number.length(), 1, Integer::sum);
                }
            } catch (ImageRejectedException | IOException e) {
                unreadable++;
                spec.commandLine().getErr().println(name + ": " + e.getMessage());
            }
        }
        int labelled = byLength.values().stream().mapToInt(Integer::intValue).sum();
        spec.commandLine()
                .getOut()
                .printf(
                        "%,d of %,d photos labelled, %,d could not be read; labels by digits %s; %s%n",
                        labelled, names.size(), unreadable, byLength, out);
    }

    private boolean isSure(Candidate number) {
        return !number.digits().isEmpty() && number.probability() >= above;
    }

    /** The place of a number is believed where the number is read there. */
    private static boolean isFound(Candidate number, @Nullable String label) {
        return !number.digits().isEmpty() && number.digits().equals(label);
    }

    /** Nothing where nobody looks: in a file or pipe. */
    private static ProgressBarBuilder progress() {
        ProgressBarBuilder bar = new ProgressBarBuilder()
                .setTaskName("label")
                .setStyle(ProgressBarStyle.ASCII)
                .setUnit(" photos", 1)
                .showSpeed();
        return CommandLine.Help.Ansi.AUTO.enabled()
                ? bar
                : bar.setConsumer(new DelegatingProgressBarConsumer(unseen -> {}));
    }
}
