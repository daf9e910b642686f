package io.digitstream.trainer.training;

import io.digitstream.recognizer.network.Head;
import io.digitstream.trainer.examples.Example;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What training makes small: a combination of the heads' mean cross-entropies against their targets. Immutable.
 *
 * @param combination of the heads
 * @param smoothing share of each target that is spread evenly over all classes, in [0, 1) (Szegedy et al. 2016,
 *     arXiv 1512.00567)
 * @param absentDigits what a digit head learns where there is no digit
 */
public record Objective(LossCombination combination, double smoothing, AbsentDigits absentDigits) {
    public Objective {
        new Requirements()
                .require(smoothing >= 0 && smoothing < 1, "label smoothing must lie in [0, 1)", smoothing)
                .check();
    }

    /**
     * Targets of one head, [images, classes]: rows that add up to 1, or to 0 where the head learns nothing.
     *
     * @param digits of the longest number that the network reads
     */
    INDArray targets(List<Example> examples, int head, int digits) {
        int classes = Head.of(digits).get(head).classes();
        float[][] targets = new float[examples.size()][classes];
        for (int i = 0; i < targets.length; i++) {
            int right = Example.target(examples.get(i).label(), head, digits);
            if (counts(head, right)) {
                for (int j = 0; j < classes; j++) {
                    targets[i][j] = (float) (smoothing / classes + (j == right ? 1 - smoothing : 0));
                }
            }
        }
        return Nd4j.createFromArray(targets);
    }

    private boolean counts(int head, int right) {
        return absentDigits == AbsentDigits.LEARN || head == 0 || right != Head.NO_DIGIT;
    }
}
