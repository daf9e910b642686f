package io.digitstream.recognizer.sequence;

import io.digitstream.recognizer.network.Head;
import java.util.Collections;
import java.util.List;

/**
 * What makes a head's probabilities come true: a temperature for each head, by which its logits are divided
 * (Guo et al. 2017, arXiv 1706.04599). Immutable.
 *
 * @param temperatures in the order of {@link Head#ALL}, each in [0.05, 20]; above 1 a head becomes less sure
 */
public record Calibration(List<Double> temperatures) {
    public static final Calibration NONE = new Calibration(Collections.nCopies(Head.ALL.size(), 1.0));

    public Calibration {
        temperatures = List.copyOf(temperatures);
        if (temperatures.size() != Head.ALL.size()) {
            throw new IllegalArgumentException(
                    "a calibration has " + Head.ALL.size() + " temperatures, not " + temperatures.size());
        }
        for (double temperature : temperatures) {
            if (!(temperature >= 0.05 && temperature <= 20)) {
                throw new IllegalArgumentException("a temperature lies in [0.05, 20], not " + temperature);
            }
        }
    }

    /** The scores as they would be had each head's logits been divided by its temperature. */
    public Scores apply(Scores scores) {
        float[][] heads = new float[Head.ALL.size()][];
        for (int i = 0; i < heads.length; i++) {
            heads[i] = soften(scores.head(i), temperatures.get(i));
        }
        return new Scores(heads);
    }

    /** Softmax of the logarithms over the temperature, which is the softmax of the logits over the temperature. */
    private static float[] soften(float[] probabilities, double temperature) {
        float largest = 0;
        for (float probability : probabilities) {
            largest = Math.max(largest, probability);
        }
        double sum = 0;
        double[] powers = new double[probabilities.length];
        for (int i = 0; i < powers.length; i++) {
            powers[i] = Math.pow(probabilities[i] / largest, 1 / temperature);
            sum += powers[i];
        }
        for (int i = 0; i < powers.length; i++) {
            probabilities[i] = (float) (powers[i] / sum);
        }
        return probabilities;
    }
}
