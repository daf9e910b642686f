package io.digitstream.trainer;

import io.digitstream.recognizer.engine.Dl4jEngine;
import io.digitstream.recognizer.engine.Engine;
import io.digitstream.recognizer.weights.InvalidWeightsException;
import io.digitstream.recognizer.weights.Release;
import io.digitstream.recognizer.weights.ShippedWeights;
import io.digitstream.trainer.evaluation.Evaluator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code trainer evaluate}: how good a release is on labelled photos. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Reads labelled photos with a release and says how many are right.",
        footer = {"", "Example: trainer evaluate --release my.safetensors --images photos.zip --labels photos.csv"})
final class EvaluateCommand implements Callable<Integer> {
    @Option(
            names = "--release",
            paramLabel = "FILE",
            description = "Release file. Default: the weights that are shipped.")
    private @Nullable Path file;

    @ArgGroup(exclusive = false, multiplicity = "1..*")
    private List<LabeledImages> sources = new ArrayList<>();

    @Override
    public Integer call() throws Exception {
        Release release = release();
        Evaluator evaluator = new Evaluator(
                LabeledImages.load(sources), release.architecture().input());
        try (Engine engine = new Dl4jEngine(release)) {
            System.out.println("release " + release.version());
            System.out.println(new EvaluationTable(evaluator.evaluate(evaluator.score(engine), release.reader())));
        }
        return 0;
    }

    private Release release() throws IOException {
        if (file == null) {
            return ShippedWeights.load();
        }
        try {
            return Release.read(Files.readAllBytes(file));
        } catch (InvalidWeightsException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }
}
