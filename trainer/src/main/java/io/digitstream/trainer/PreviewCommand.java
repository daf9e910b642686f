package io.digitstream.trainer;

import io.digitstream.synthetic.LengthShares;
import io.digitstream.synthetic.SyntheticNumber;
import io.digitstream.synthetic.SyntheticNumbers;
import io.digitstream.synthetic.scene.NumberKind;
import io.digitstream.synthetic.scene.SceneMaterials;
import io.digitstream.trainer.examples.Example;
import io.digitstream.trainer.examples.TrainingExamples;
import io.digitstream.trainer.photos.PhotoSet;
import io.digitstream.trainer.sheets.ContactSheet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            description = "Shows whole generated photos of one kind instead of what is cut out of them:"
                    + " ${COMPLETION-CANDIDATES}.")
    private @Nullable NumberKind kind;

    @Override
    public Integer call() throws Exception {
        ContactSheet sheet = kind == null ? examples() : photos(kind);
        sheet.write(out);
        System.out.printf("%s: %d images%n", out, count);
        return 0;
    }

    private ContactSheet examples() throws IOException {
        PhotoSet photos = data.photos();
        TrainingExamples examples = new TrainingExamples(
                photos.training().photos(), data.mix(photos), digits.architecture(null), data.typefaces(), data.seed());
        ContactSheet sheet = new ContactSheet("Training images, seed " + data.seed(), COLUMNS, TILE_WIDTH, TILE_HEIGHT);
        for (int i = 0; i < count; i++) {
            Example example = examples.example(i);
            sheet.add(example.pixels(), caption(example.label()));
        }
        return sheet;
    }

    private ContactSheet photos(NumberKind shown) throws IOException {
        SyntheticNumbers numbers = new SyntheticNumbers(
                data.seed(),
                LengthShares.upTo(digits.architecture(null).digits()),
                EnumSet.of(shown),
                SceneMaterials.of(data.typefaces()));
        ContactSheet sheet = new ContactSheet(
                "Generated numbers, kind " + shown + ", seed " + data.seed(), COLUMNS, TILE_WIDTH, TILE_HEIGHT);
        long index = 0;
        for (int i = 0; i < count; i++) {
            SyntheticNumber number = numbers.draw(index++);
            while (!shown.holds(number.digits().length())) {
                number = numbers.draw(index++);
            }
            sheet.add(number.photo(), caption(number.digits()));
        }
        return sheet;
    }

    private static List<String> caption(String label) {
        return List.of(label.isEmpty() ? "no number" : label);
    }
}
