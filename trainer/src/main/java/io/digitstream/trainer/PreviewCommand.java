package io.digitstream.trainer;

import io.digitstream.trainer.examples.Example;
import io.digitstream.trainer.examples.TrainingExamples;
import io.digitstream.trainer.photos.PhotoSet;
import io.digitstream.trainer.sheets.ContactSheet;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code trainer preview}: a contact sheet of what a network would train on. */
@Command(
        name = "preview",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Shows the first images that 'train' would train on with the same options, each with its label.",
        footer = {
            "",
            "Example: ${ROOT-COMMAND-NAME} preview --images photos.zip --labels photos.csv --drawn 0.4 --out sheet.png"
        })
final class PreviewCommand implements Callable<Integer> {
    private static final int COLUMNS = 12;
    private static final int TILE_WIDTH = 128;
    private static final int TILE_HEIGHT = 96;

    @Mixin
    private TrainingData data = new TrainingData();

    @Mixin
    private DigitsOption digits = new DigitsOption();

    @Option(
            names = "--count",
            paramLabel = "N",
            defaultValue = "120",
            description = "Images to show. Default: ${DEFAULT-VALUE}")
    private int count;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "PNG file to write.")
    private Path out = Path.of("");

    @Override
    public Integer call() throws Exception {
        PhotoSet photos = data.photos();
        TrainingExamples examples = new TrainingExamples(
                photos.training().photos(), data.mix(photos), digits.architecture(null), data.seed());
        ContactSheet sheet = new ContactSheet("Training images, seed " + data.seed(), COLUMNS, TILE_WIDTH, TILE_HEIGHT);
        for (int i = 0; i < count; i++) {
            Example example = examples.example(i);
            sheet.add(example.pixels(), List.of(example.label().isEmpty() ? "no number" : example.label()));
        }
        sheet.write(out);
        System.out.printf("%s: %d images%n", out, count);
        return 0;
    }
}
