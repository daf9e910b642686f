package io.digitstream.trainer.evaluation;

import io.digitstream.recognizer.network.Head;
import io.digitstream.recognizer.sequence.Calibration;
import io.digitstream.recognizer.sequence.Scores;
import io.digitstream.trainer.examples.Example;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Finds the temperatures that make the right answers most probable on photos the network was not trained on: one for the length
 * head, and one that the digit heads share, as few photos have the last digits.
 *
 * <p>Digit heads are asked for what reading a number asks them for: which of the ten digits it is, where there is one. What
 * they say of "none", and what they say where there is no digit, plays no part in a reading, and a network may not have
 * learned to say anything sensible there.
 */
public final class TemperatureFit {
    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;
    private static final double LOW = Math.log(0.25);
    private static final double HIGH = Math.log(8);

    private TemperatureFit() {}

    /**
     * Fits.
     *
     * @param digits of the longest number that the network reads
     * @param scores raw
     * @param labels the right numbers, in the same order
     */
    public static Calibration fit(int digits, List<Scores> scores, List<String> labels) {
        List<Answer> lengths = new ArrayList<>();
        List<Answer> ofDigits = new ArrayList<>();
        for (int i = 0; i < scores.size(); i++) {
            String label = labels.get(i);
            lengths.add(new Answer(scores.get(i).head(0), Example.target(label, 0, digits)));
            for (int head = 1; head <= Math.min(label.length(), digits); head++) {
                float[] amongTen = Arrays.copyOf(scores.get(i).head(head), Head.NO_DIGIT);
                ofDigits.add(new Answer(amongTen, Example.target(label, head, digits)));
            }
        }
        List<Double> temperatures = new ArrayList<>(Collections.nCopies(1 + digits, temperature(ofDigits)));
        temperatures.set(0, temperature(lengths));
        return new Calibration(temperatures);
    }

    /** Golden-section search over the logarithm: the cross-entropy has one minimum in the inverse temperature. */
    private static double temperature(List<Answer> answers) {
        if (answers.isEmpty()) {
            return 1;
        }
        double low = LOW;
        double high = HIGH;
        while (high - low > 1e-3) {
            double left = high - GOLDEN * (high - low);
            double right = low + GOLDEN * (high - low);
            if (crossEntropy(answers, Math.exp(left)) < crossEntropy(answers, Math.exp(right))) {
                high = right;
            } else {
                low = left;
            }
        }
        return Math.exp((low + high) / 2);
    }

    private static double crossEntropy(List<Answer> answers, double temperature) {
        return answers.stream()
                .mapToDouble(answer -> answer.crossEntropy(temperature))
                .sum();
    }

    /**
     * What a head said once.
     *
     * @param weights proportional to the probabilities of the classes it chose from
     * @param right class
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Answer(float[] weights, int right) {
        private static final double LEAST = 1e-12;

        double crossEntropy(double temperature) {
            double sum = 0;
            for (float weight : weights) {
                sum += Math.pow(Math.max(weight, LEAST), 1 / temperature);
            }
            return Math.log(sum) - Math.log(Math.max(weights[right], LEAST)) / temperature;
        }
    }
}
