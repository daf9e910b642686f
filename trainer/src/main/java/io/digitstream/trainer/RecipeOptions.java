package io.digitstream.trainer;

import io.digitstream.trainer.training.AbsentDigits;
import io.digitstream.trainer.training.LossCombination;
import io.digitstream.trainer.training.Objective;
import io.digitstream.trainer.training.Optimization;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say how a network is trained, whatever it is trained on. */
final class RecipeOptions {
    /** Names of the loss combinations. */
    enum Loss {
        SUM,
        WEIGHTED,
        GEOMETRIC
    }

    @Option(
            names = "--count",
            paramLabel = "N",
            defaultValue = "300000",
            description = "Images to train on. Default: ${DEFAULT-VALUE}")
    long count;

    @Option(
            names = "--batch",
            paramLabel = "N",
            defaultValue = "64",
            description = "Images a step. Default: ${DEFAULT-VALUE}")
    int batch;

    @Option(
            names = "--replicas",
            paramLabel = "N",
            defaultValue = "2",
            description = "Networks that share a step's images, each on a thread of its own. Default: ${DEFAULT-VALUE}")
    private int replicas;

    @Option(
            names = "--learning-rate",
            paramLabel = "R",
            defaultValue = "0.002",
            description = "Of AdamW, at its highest. Default: ${DEFAULT-VALUE}")
    private double learningRate;

    @Option(
            names = "--weight-decay",
            paramLabel = "D",
            defaultValue = "0.05",
            description =
                    "Share by which weights shrink a step, divided by the learning rate. Default: ${DEFAULT-VALUE}")
    private double weightDecay;

    @Option(
            names = "--clip",
            paramLabel = "LENGTH",
            defaultValue = "10",
            description = "Longest gradient; longer ones are shortened. Default: ${DEFAULT-VALUE}")
    private double clip;

    @Option(
            names = "--average",
            paramLabel = "SHARE",
            defaultValue = "0.999",
            description =
                    "What the moving average of the weights keeps a step; 0 is no average. Default: ${DEFAULT-VALUE}")
    private double average;

    @Option(
            names = "--dropout",
            paramLabel = "SHARE",
            defaultValue = "0.1",
            description = "Hidden units left out a step. Default: ${DEFAULT-VALUE}")
    double dropout;

    @Option(
            names = "--smoothing",
            paramLabel = "SHARE",
            defaultValue = "0",
            description = "Of each target, spread over all classes. Default: ${DEFAULT-VALUE}")
    private double smoothing;

    @Option(
            names = "--absent-digits",
            paramLabel = "learn|ignore",
            defaultValue = "learn",
            description = "What digit heads do where a number has no digit. Default: ${DEFAULT-VALUE}")
    private AbsentDigits absentDigits = AbsentDigits.LEARN;

    @Option(
            names = "--loss",
            paramLabel = "sum|weighted|geometric",
            defaultValue = "sum",
            description = "How the six heads' losses are combined. Default: ${DEFAULT-VALUE}")
    private Loss loss = Loss.SUM;

    @Option(
            names = "--head-weights",
            paramLabel = "W",
            split = ",",
            description = "For --loss weighted: of the length, then of the digits one to five.")
    private @Nullable List<Double> headWeights;

    Optimization optimization() {
        return new Optimization(learningRate, weightDecay, clip, average, replicas);
    }

    Objective objective() {
        return new Objective(combination(), smoothing, absentDigits);
    }

    private LossCombination combination() {
        if ((loss == Loss.WEIGHTED) != (headWeights != null)) {
            throw new IllegalArgumentException("--loss weighted and --head-weights belong together");
        }
        return switch (loss) {
            case SUM -> new LossCombination.Sum();
            case WEIGHTED -> new LossCombination.Weighted(headWeights == null ? List.of() : headWeights);
            case GEOMETRIC -> new LossCombination.Geometric();
        };
    }
}
