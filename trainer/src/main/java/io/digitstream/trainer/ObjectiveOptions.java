package io.digitstream.trainer;

import io.digitstream.trainer.training.AbsentDigits;
import io.digitstream.trainer.training.LossCombination;
import io.digitstream.trainer.training.Objective;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say what the reading network is to make small, whatever it is trained on. */
final class ObjectiveOptions {
    /** Names of the loss combinations. */
    enum Loss {
        SUM,
        WEIGHTED,
        GEOMETRIC
    }

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
            description = "How the heads' losses are combined. Default: ${DEFAULT-VALUE}")
    private Loss loss = Loss.SUM;

    @Option(
            names = "--head-weights",
            paramLabel = "W",
            split = ",",
            description = "For --loss weighted: of the length, then of each digit.")
    private @Nullable List<Double> headWeights;

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
