package io.digitstream.trainer;

import io.digitstream.recognizer.engine.Engine;
import io.digitstream.recognizer.engine.EngineChoice;
import io.digitstream.recognizer.engine.EngineKind;
import io.digitstream.recognizer.engine.Precision;
import io.digitstream.recognizer.engine.Recognizer;
import io.digitstream.recognizer.image.ImageRejectedException;
import io.digitstream.recognizer.location.LookPlan;
import io.digitstream.recognizer.location.LookReader;
import io.digitstream.recognizer.pixels.Pixels;
import io.digitstream.recognizer.sequence.ReadingStatus;
import io.digitstream.recognizer.sequence.SequenceReader;
import io.digitstream.recognizer.weights.Release;
import io.digitstream.trainer.evaluation.BackgroundEvaluator;
import io.digitstream.trainer.evaluation.Evaluation;
import io.digitstream.trainer.evaluation.Evaluator;
import io.digitstream.trainer.evaluation.Share;
import io.digitstream.trainer.evaluation.WholeEvaluation;
import io.digitstream.trainer.evaluation.WholeEvaluator;
import io.digitstream.trainer.photos.PhotoSet;
import io.digitstream.trainer.plots.EvaluationPlots;
import io.digitstream.trainer.plots.PlacePlots;
import io.digitstream.trainer.plots.PlotFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code trainer evaluate}: how good a release is on labelled photos. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Reads labelled photos with a release and says how many are right: of all, by length and by digit;"
                        + " how many are covered at 98 and 99 %% accuracy; and whether confidence keeps its promise.",
        footer = {
            "",
            "Example: ${ROOT-COMMAND-NAME} evaluate --release my.safetensors --images photos.zip --plots plots"
        })
final class EvaluateCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    private ReleaseFile releaseFile = new ReleaseFile();

    @ArgGroup(exclusive = false, multiplicity = "1..*")
    private List<LabeledImages> sources = new ArrayList<>();

    @Option(
            names = "--held-out",
            description = "Only those of the photos that 'train' and 'train-locator' keep for validation.")
    private boolean heldOut;

    @Option(
            names = "--whole",
            description = "Hides the regions: the numbers must be found first, as in images that come without.")
    private boolean whole;

    @Option(
            names = "--backgrounds",
            paramLabel = "N",
            defaultValue = "0",
            description =
                    "Also reads so many parts of the photos that show no number, and says how many are taken for one.")
    private int backgrounds;

    @Option(
            names = "--precision",
            paramLabel = "P",
            defaultValue = "fp32",
            description = "fp32, or int8: the network that reads in whole numbers. Default: ${DEFAULT-VALUE}.")
    private Precision precision = Precision.FP32;

    @Option(
            names = "--plots",
            paramLabel = "DIR",
            description =
                    "Also draws: reliability.png, risk-coverage.png, accuracy-by-length.png, accuracy-by-digit.png"
                            + " and misreads.png, the 25 most confident wrong readings; with --whole accuracy-by-height.png and"
                            + " places.png, where numbers were found and where they are. The folder is made if it is missing;"
                            + " plots of that name in it are overwritten.")
    private @Nullable Path plots;

    @Override
    public Integer call() throws Exception {
        PlotFolder folder = plots == null ? null : PlotFolder.open(plots);
        Release release = releaseFile.load();
        PhotoSet photos = LabeledImages.load(sources);
        if (heldOut) {
            photos = photos.validation();
        }
        String subject = String.format(
                Locale.ROOT,
                "%,d %s, release %s",
                photos.photos().size(),
                whole ? "whole photos" : "photos",
                release.version());
        if (whole) {
            evaluateWhole(photos, release, subject, folder);
        } else {
            evaluateGiven(photos, release, subject, folder);
        }
        if (backgrounds > 0) {
            evaluateBackgrounds(photos, release);
        }
        if (folder != null) {
            out().println("plots in " + plots);
        }
        return 0;
    }

    private void evaluateGiven(PhotoSet photos, Release release, String subject, @Nullable PlotFolder folder)
            throws IOException, ImageRejectedException {
        Evaluator evaluator = new Evaluator(photos, release.networks().reading().input());
        try (Engine engine = engine(release)) {
            Evaluation evaluation = evaluator.evaluate(evaluator.score(engine), release.reader());
            print(subject, release.reader(), evaluation);
            Map<String, Evaluation> bySource = evaluator.bySource(evaluation);
            if (bySource.size() > 1) {
                out().printf("%n%s%n", new SourceTable(bySource));
            }
            if (folder != null) {
                plots(subject, release.reader(), evaluation, evaluator.pixels()).write(folder);
            }
        }
    }

    private Engine engine(Release release) {
        return new EngineChoice(EngineKind.USUAL, precision).fill(release);
    }

    private void evaluateWhole(PhotoSet photos, Release release, String subject, @Nullable PlotFolder folder)
            throws IOException {
        WholeEvaluator evaluator = new WholeEvaluator(photos, release.networks());
        LookReader reader = release.lookReader();
        try (Engine engine = engine(release)) {
            List<WholeEvaluator.Looked> looked = evaluator.look(engine, LookPlan.DEFAULT);
            WholeEvaluation evaluation = evaluator.evaluate(looked, reader);
            print(subject, reader.reader(), evaluation.evaluation());
            out().printf("%n%s%n", new WholeTable(evaluation));
            if (folder != null) {
                plots(subject, reader.reader(), evaluation.evaluation(), evaluator.pixels(looked, reader))
                        .write(folder);
                new PlacePlots(subject, evaluation, evaluator.photos()).write(folder);
            }
        }
    }

    private void evaluateBackgrounds(PhotoSet photos, Release release) {
        BackgroundEvaluator evaluator = new BackgroundEvaluator(photos, backgrounds);
        try (Recognizer recognizer = Recognizer.of(release)) {
            Map<ReadingStatus, Integer> counts = evaluator.read(recognizer);
            int all = counts.values().stream().mapToInt(Integer::intValue).sum();
            int alarms = counts.getOrDefault(ReadingStatus.READ, 0) + counts.getOrDefault(ReadingStatus.TOO_LONG, 0);
            out().printf(
                            Locale.ROOT,
                            "%n%d parts without a number: %s; false alarms %d (%.1f %%)%n",
                            all,
                            counts,
                            alarms,
                            100 * new Share(alarms, all).value());
        }
    }

    private static EvaluationPlots plots(
            String subject, SequenceReader reader, Evaluation evaluation, List<Pixels> pixels) {
        return new EvaluationPlots(subject, reader.threshold(), evaluation, pixels);
    }

    private void print(String subject, SequenceReader reader, Evaluation evaluation) {
        out().printf(
                        Locale.ROOT,
                        "%s, uncertain below %.3f%n%s%n",
                        subject,
                        reader.threshold(),
                        new EvaluationTable(evaluation));
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
