package io.digitstream.trainer;

import io.digitstream.recognizer.engine.Dl4jEngine;
import io.digitstream.recognizer.engine.Engine;
import io.digitstream.recognizer.weights.Release;
import io.digitstream.trainer.evaluation.Evaluator;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code trainer evaluate}: how good a release is on labelled photos. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Reads labelled photos with a release and says how many are right.",
        footer = {"", "Example: trainer evaluate --release my.safetensors --images photos.zip --labels photos.csv"})
final class EvaluateCommand implements Callable<Integer> {
    @Mixin
    private ReleaseFile releaseFile = new ReleaseFile();

    @ArgGroup(exclusive = false, multiplicity = "1..*")
    private List<LabeledImages> sources = new ArrayList<>();

    @Override
    public Integer call() throws Exception {
        Release release = releaseFile.load();
        Evaluator evaluator = new Evaluator(
                LabeledImages.load(sources), release.architecture().input());
        try (Engine engine = new Dl4jEngine(release)) {
            System.out.println("release " + release.version());
            System.out.println(new EvaluationTable(evaluator.evaluate(evaluator.score(engine), release.reader())));
        }
        return 0;
    }
}
