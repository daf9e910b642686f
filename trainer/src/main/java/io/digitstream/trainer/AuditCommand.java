package io.digitstream.trainer;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.digitstream.recognizer.engine.Dl4jScorer;
import io.digitstream.recognizer.image.ImageRejectedException;
import io.digitstream.recognizer.image.Region;
import io.digitstream.recognizer.network.Architecture;
import io.digitstream.recognizer.sequence.Calibration;
import io.digitstream.recognizer.sequence.SequenceReader;
import io.digitstream.recognizer.weights.Release;
import io.digitstream.trainer.audit.CrossFit;
import io.digitstream.trainer.audit.Suspect;
import io.digitstream.trainer.evaluation.Evaluator;
import io.digitstream.trainer.examples.Example;
import io.digitstream.trainer.examples.TrainingExamples;
import io.digitstream.trainer.photos.PhotoSet;
import io.digitstream.trainer.sheets.ContactSheet;
import io.digitstream.trainer.training.ReadingTrainee;
import io.digitstream.trainer.training.TrainingPlan;
import io.digitstream.trainer.training.TrainingRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code trainer audit}: labels that are probably wrong. */
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Finds labels that are probably wrong: trains a network on all folds of the photos but one, reads that one, and"
                    + " so on, and lists the photos in which a network is sure of another number than the label.",
            "",
            "The list is a CSV whose labels a person corrects; 'train --corrections' takes it."
        },
        optionListHeading = "%nData and result:%n",
        footer = {
            "",
            "Example: ${ROOT-COMMAND-NAME} audit --images photos.zip --from my.safetensors --count 60000 --out suspects.csv"
                    + " --sheet suspects.png"
        })
final class AuditCommand implements Callable<Integer> {
    private static final int COLUMNS = 10;
    private static final int TILE_WIDTH = 168;
    private static final int TILE_HEIGHT = 126;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    private TrainingData data = new TrainingData();

    @Option(
            names = "--from",
            paramLabel = "FILE",
            description = "Release file whose weights each network goes on from; it must not have been trained on these"
                    + " photos. Default: random weights.")
    private @Nullable Path parent;

    @Mixin
    private DigitsOption digits = new DigitsOption();

    @ArgGroup(validate = false, heading = "%nSchedule, for each fold:%n")
    private ScheduleOptions schedule = new ScheduleOptions();

    @ArgGroup(validate = false, heading = "%nObjective:%n")
    private ObjectiveOptions recipe = new ObjectiveOptions();

    @Option(
            names = "--folds",
            paramLabel = "N",
            defaultValue = "2",
            description = "Parts of the photos, each read by a network of its own. Default: ${DEFAULT-VALUE}")
    private int folds;

    @Option(
            names = "--top",
            paramLabel = "N",
            defaultValue = "60",
            description = "Labels to list, the most suspicious first. Default: ${DEFAULT-VALUE}")
    private int top;

    @Option(names = "--out", required = true, paramLabel = "CSV", description = "List to write.")
    private Path out = Path.of("");

    @Option(names = "--sheet", paramLabel = "PNG", description = "Contact sheet of the listed photos to write.")
    private @Nullable Path sheet;

    @Override
    public Integer call() throws Exception {
        PhotoSet photos = data.photos();
        if (photos.photos().isEmpty()) {
            throw new ParameterException(spec.commandLine(), "there are no photos to audit: name them by --images");
        }
        Release from = parent == null ? null : ReleaseFile.read(parent);
        CrossFit crossFit = new CrossFit(photos, folds);
        List<Suspect> suspects = new ArrayList<>();
        for (int fold = 0; fold < folds; fold++) {
            PhotoSet audited = crossFit.fold(fold);
            System.out.printf(
                    Locale.ROOT,
                    "fold %d of %d: %,d photos to read%n",
                    fold + 1,
                    folds,
                    audited.photos().size());
            if (!audit(crossFit.withoutFold(fold), audited, from, fold, suspects)) {
                return 130;
            }
        }
        suspects.removeIf(suspect -> suspect.margin() <= 0);
        suspects.sort(Suspect.MOST_SUSPICIOUS_FIRST);
        List<Suspect> listed = suspects.subList(0, Math.min(top, suspects.size()));
        write(listed);
        System.out.printf(
                Locale.ROOT,
                "%,d of %,d photos are read as another number than their label; the first %,d are in %s%n",
                suspects.size(),
                photos.photos().size(),
                listed.size(),
                out);
        return 0;
    }

    /** @return whether the training was not interrupted */
    private boolean audit(PhotoSet training, PhotoSet audited, @Nullable Release from, int fold, List<Suspect> suspects)
            throws IOException, InterruptedException, ImageRejectedException {
        Architecture architecture = digits.architecture(from);
        TrainingPlan plan = new TrainingPlan(
                new ReadingTrainee(architecture, recipe.objective(), recipe.dropout),
                from,
                schedule.schedule(data.seed()),
                data.mix(training));
        TrainingExamples examples =
                new TrainingExamples(training.photos(), plan.mix(), architecture, data.typefaces(), data.seed() + fold);
        Path checkpoint = out.resolveSibling(out.getFileName() + ".fold-" + (fold + 1) + ".checkpoint");
        try (TrainingRun<Example> run = TrainingRun.of(plan, examples, checkpoint)) {
            Evaluator evaluator = new Evaluator(audited, architecture.input());
            Dl4jScorer scorer = new Dl4jScorer(run.network(), architecture.input());
            SequenceReader reader = new SequenceReader(Calibration.none(architecture.digits()), 0);
            TrainingSession session = new TrainingSession(run, checkpoint, 1);
            if (!session.train(
                    () -> evaluator.evaluate(evaluator.score(scorer), reader).numbers())) {
                return false;
            }
            suspects.addAll(CrossFit.read(audited, evaluator.score(scorer), reader));
            run.forget();
        }
        return true;
    }

    private void write(List<Suspect> listed) throws IOException {
        try (CsvWriter csv = CsvWriter.builder().build(out)) {
            csv.writeRecord("file", "label", "reading", "label_probability", "reading_probability");
            for (Suspect suspect : listed) {
                csv.writeRecord(
                        suspect.photo().file(),
                        suspect.photo().label(),
                        reading(suspect),
                        "%.4f".formatted(suspect.labelProbability()),
                        "%.4f".formatted(suspect.reading().probability()));
            }
        }
        if (sheet != null) {
            ContactSheet pictures =
                    new ContactSheet("Labels that are probably wrong", COLUMNS, TILE_WIDTH, TILE_HEIGHT);
            for (Suspect suspect : listed) {
                Region region = suspect.photo().region();
                pictures.add(
                        suspect.photo()
                                .image()
                                .getSubimage(region.left(), region.top(), region.width(), region.height()),
                        List.of(
                                "label %s, read %s".formatted(suspect.photo().label(), reading(suspect)),
                                suspect.photo().file()));
            }
            pictures.write(sheet);
        }
    }

    private static String reading(Suspect suspect) {
        return suspect.reading().isTooLong() ? "too long" : suspect.reading().digits();
    }
}
