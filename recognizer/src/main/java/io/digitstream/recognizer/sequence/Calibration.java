package io.digitstream.recognizer.sequence;

import java.util.Collections;
import java.util.List;

/**
 * What makes a head's probabilities come true: a temperature for each head, by which its logits are divided
 * (Guo et al. 2017, arXiv 1706.04599). Immutable.
 *
 * @param temperatures one for each head, in their order, each in [0.05, 20]; above 1 a head becomes less sure
 */
public record Calibration(List<Double> temperatures) {
    public Calibration {
        temperatures = List.copyOf(temperatures);
        if (temperatures.size() < 2) {
            throw new IllegalArgumentException(
                    "a calibration has a temperature for the length and for each digit, not " + temperatures.size());
        }
        for (double temperature : temperatures) {
            if (!(temperature >= 0.05 && temperature <= 20)) {
                throw new IllegalArgumentException("a temperature lies in [0.05, 20], not " + temperature);
            }
        }
    }

    /** The one that changes nothing, of a network that reads so many digits. */
    public static Calibration none(int digits) {
        return new Calibration(Collections.nCopies(1 + digits, 1.0));
    }

    /** Digits of the longest number that the calibrated network reads. */
    public int digits() {
        return temperatures.size() - 1;
    }

    /**
     * The scores as they would be had each head's logits been divided by its temperature.
     *
     * @throws IllegalArgumentException if they are of a network that reads another number of digits
     */
    public Scores apply(Scores scores) {
        if (scores.digits() != digits()) {
            throw new IllegalArgumentException(
                    "a calibration for %d digits, but scores of %d".formatted(digits(), scores.digits()));
        }
        float[][] heads = new float[temperatures.size()][];
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
