package io.digitstream.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.digitstream.recognizer.network.Head;
import io.digitstream.recognizer.sequence.Calibration;
import io.digitstream.recognizer.sequence.Scores;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TemperatureFitTest {
    /** Answers are drawn as the logits say; the scores are of logits that are {@code temperature} times too large. */
    @ParameterizedTest
    @CsvSource({"0.5, 1", "1, 2", "2.5, 3", "5, 4"})
    void findsByHowMuchTheDigitHeadsAreTooSure(double temperature, long seed) {
        Random random = new Random(seed);
        List<Scores> scores = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < 1200; i++) {
            float[][] heads = new float[Head.of(5).size()][];
            heads[0] = softmax(new double[Head.lengths(5)], 1);
            StringBuilder label = new StringBuilder();
            for (int head = 1; head < heads.length; head++) {
                double[] logits = logits(random, Head.DIGITS);
                logits[Head.NO_DIGIT] = -50;
                label.append(draw(random, softmax(logits, 1)));
                heads[head] = softmax(logits, temperature);
            }
            scores.add(new Scores(heads));
            labels.add(label.toString());
        }
        List<Double> found = TemperatureFit.fit(5, scores, labels).temperatures();
        for (int head = 1; head < Head.of(5).size(); head++) {
            assertThat(found.get(head)).isCloseTo(temperature, within(0.2 * temperature));
        }
    }

    @ParameterizedTest
    @CsvSource({"0.5, 1", "3, 2"})
    void findsByHowMuchTheLengthHeadIsTooSure(double temperature, long seed) {
        Random random = new Random(seed);
        List<Scores> scores = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < 1200; i++) {
            float[][] heads = new float[Head.of(5).size()][];
            for (int head = 1; head < heads.length; head++) {
                heads[head] = softmax(new double[Head.DIGITS], 1);
            }
            double[] logits = logits(random, Head.lengths(5));
            labels.add("1".repeat(draw(random, softmax(logits, 1))));
            heads[0] = softmax(logits, temperature);
            scores.add(new Scores(heads));
        }
        assertThat(TemperatureFit.fit(5, scores, labels).temperatures().get(0))
                .isCloseTo(temperature, within(0.2 * temperature));
    }

    /** What a network says that learned nothing of absent digits: "none" nowhere, and some digit as if it were sure. */
    @Test
    void asksDigitHeadsForDigitsOnlyWhereThereAreSome() {
        Random random = new Random(6);
        List<Scores> scores = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            float[][] heads = new float[Head.of(5).size()][];
            heads[0] = softmax(new double[Head.lengths(5)], 1);
            double[] logits = logits(random, Head.DIGITS);
            logits[Head.NO_DIGIT] = -50;
            labels.add(Integer.toString(draw(random, softmax(logits, 1))));
            heads[1] = softmax(logits, 2.5);
            for (int head = 2; head < heads.length; head++) {
                double[] sure = new double[Head.DIGITS];
                sure[random.nextInt(10)] = 30;
                heads[head] = softmax(sure, 1);
            }
            scores.add(new Scores(heads));
        }
        List<Double> found = TemperatureFit.fit(5, scores, labels).temperatures();
        assertThat(found.subList(1, 6)).allMatch(t -> Math.abs(t - 2.5) < 0.3).containsOnly(found.get(1));
    }

    @Test
    void leavesTheDigitHeadsAloneWhereNoPhotoHasADigit() {
        float[][] heads = new float[Head.of(5).size()][];
        for (int head = 0; head < heads.length; head++) {
            heads[head] = softmax(new double[Head.of(5).get(head).classes()], 1);
        }
        assertThat(TemperatureFit.fit(5, List.of(new Scores(heads)), List.of(""))
                        .temperatures()
                        .subList(1, 6))
                .containsOnly(1.0);
    }

    @Test
    void changesNothingWithoutPhotos() {
        assertThat(TemperatureFit.fit(5, List.of(), List.of())).isEqualTo(Calibration.none(5));
    }

    @Test
    void staysInBoundsWhereEveryAnswerIsRightOrWrong() {
        float[][] heads = new float[Head.of(5).size()][];
        for (int head = 0; head < heads.length; head++) {
            heads[head] = softmax(logits(new Random(head), Head.of(5).get(head).classes()), 3);
        }
        for (String label : List.of("", "12345", "98765")) {
            List<Scores> scores = List.of(new Scores(heads));
            assertThat(TemperatureFit.fit(5, scores, List.of(label)).temperatures())
                    .allMatch(t -> t > 0.2 && t < 8.1);
        }
    }

    private static double[] logits(Random random, int classes) {
        double[] logits = new double[classes];
        for (int i = 0; i < classes; i++) {
            logits[i] = 1.5 * random.nextGaussian();
        }
        return logits;
    }

    private static float[] softmax(double[] logits, double factor) {
        double sum = 0;
        for (double logit : logits) {
            sum += Math.exp(factor * logit);
        }
        float[] probabilities = new float[logits.length];
        for (int i = 0; i < logits.length; i++) {
            probabilities[i] = (float) (Math.exp(factor * logits[i]) / sum);
        }
        return probabilities;
    }

    private static int draw(Random random, float[] probabilities) {
        double rest = random.nextDouble();
        int drawn = 0;
        while (drawn < probabilities.length - 1 && rest >= probabilities[drawn]) {
            rest -= probabilities[drawn++];
        }
        return drawn == Head.NO_DIGIT ? 0 : drawn;
    }
}
