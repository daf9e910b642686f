package io.digitstream.trainer.evaluation;

import io.digitstream.recognizer.network.Head;
import io.digitstream.recognizer.sequence.Calibration;
import io.digitstream.recognizer.sequence.Scores;
import io.digitstream.trainer.examples.Example;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Finds for each head the temperature that makes the right answers most probable on photos it was not trained on. */
public final class TemperatureFit {
    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;
    private static final double LOW = Math.log(0.25);
    private static final double HIGH = Math.log(8);

    private TemperatureFit() {}

    /**
     * @param scores raw
     * @param labels the right numbers, in the same order
     */
    public static Calibration fit(List<Scores> scores, List<String> labels) {
        List<Double> temperatures = new ArrayList<>();
        for (int head = 0; head < Head.ALL.size(); head++) {
            temperatures.add(scores.isEmpty() ? 1 : temperature(head, scores, labels));
        }
        return new Calibration(temperatures);
    }

    /** Golden-section search over the logarithm: the cross-entropy has one minimum in the inverse temperature. */
    private static double temperature(int head, List<Scores> scores, List<String> labels) {
        double low = LOW;
        double high = HIGH;
        while (high - low > 1e-3) {
            double left = high - GOLDEN * (high - low);
            double right = low + GOLDEN * (high - low);
            if (crossEntropy(head, left, scores, labels) < crossEntropy(head, right, scores, labels)) {
                high = right;
            } else {
                low = left;
            }
        }
        return Math.exp((low + high) / 2);
    }

    private static double crossEntropy(int head, double logTemperature, List<Scores> scores, List<String> labels) {
        Calibration trial = new Calibration(Collections.nCopies(Head.ALL.size(), Math.exp(logTemperature)));
        double sum = 0;
        for (int i = 0; i < scores.size(); i++) {
            double probability = trial.apply(scores.get(i)).head(head)[Example.target(labels.get(i), head)];
            sum -= Math.log(Math.max(probability, 1e-12));
        }
        return sum;
    }
}
