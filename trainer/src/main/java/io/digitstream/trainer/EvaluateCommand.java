package io.digitstream.trainer;

import io.digitstream.recognizer.engine.Dl4jEngine;
import io.digitstream.recognizer.engine.Engine;
import io.digitstream.recognizer.weights.Release;
import io.digitstream.trainer.evaluation.Evaluation;
import io.digitstream.trainer.evaluation.Evaluator;
import io.digitstream.trainer.photos.PhotoSet;
import io.digitstream.trainer.plots.EvaluationPlots;
import io.digitstream.trainer.plots.PlotFolder;
import java.io.PrintWriter;
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
import picocli.CommandLine.Spec;

/** {@code trainer evaluate}: how good a release is on labelled photos. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Reads labelled photos with a release and says how many are right: of all, by length and by digit;"
                        + " how many are covered at 98 and 99 %% accuracy; and whether confidence keeps its promise.",
        footer = {"", "Example: trainer evaluate --release my.safetensors --images photos.zip --plots plots"})
final class EvaluateCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    private ReleaseFile releaseFile = new ReleaseFile();

    @ArgGroup(exclusive = false, multiplicity = "1..*")
    private List<LabeledImages> sources = new ArrayList<>();

    @Option(
            names = "--whole",
            description = "Looks at whole photos, whatever regions the labels give: what can be read when nobody says"
                    + " where the number is.")
    private boolean whole;

    @Option(
            names = "--plots",
            paramLabel = "DIR",
            description =
                    "Also draws: reliability.png, risk-coverage.png, accuracy-by-length.png, accuracy-by-digit.png"
                            + " and misreads.png, the 25 most confident wrong readings. The folder is made if it is missing;"
                            + " plots of that name in it are overwritten.")
    private @Nullable Path plots;

    @Override
    public Integer call() throws Exception {
        PlotFolder folder = plots == null ? null : PlotFolder.open(plots);
        Release release = releaseFile.load();
        PhotoSet photos = LabeledImages.load(sources);
        Evaluator evaluator = new Evaluator(
                whole ? photos.whole() : photos, release.networks().reading().input());
        Evaluation evaluation = evaluate(evaluator, release);
        String subject = String.format(
                Locale.ROOT,
                "%,d %s, release %s",
                photos.photos().size(),
                whole ? "whole photos" : "photos",
                release.version());
        PrintWriter out = spec.commandLine().getOut();
        double threshold = release.reader().threshold();
        out.printf(Locale.ROOT, "%s, uncertain below %.3f%n%s%n", subject, threshold, new EvaluationTable(evaluation));
        if (folder != null) {
            new EvaluationPlots(subject, threshold, evaluation, evaluator.pixels()).write(folder);
            out.println("plots in " + plots);
        }
        return 0;
    }

    private static Evaluation evaluate(Evaluator evaluator, Release release) {
        try (Engine engine = new Dl4jEngine(release)) {
            return evaluator.evaluate(evaluator.score(engine), release.reader());
        }
    }
}
