package io.digitstream.recognizer.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.digitstream.recognizer.network.Head;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CalibrationTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void changesNothingAtTemperatureOne(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 100; i++) {
            Scores scores = RandomScores.of(random, 4 * random.nextDouble());
            for (int head = 0; head < Head.of(5).size(); head++) {
                assertThat(Calibration.none(5).apply(scores).head(head))
                        .containsExactly(scores.head(head), within(1e-6f));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"0.05, 1", "0.3, 2", "0.9, 3", "1.7, 4", "6, 5", "20, 6"})
    void neverChangesWhatIsMostLikelyAndAddsUpToOne(double temperature, long seed) {
        Calibration calibration = all(temperature);
        Random random = new Random(seed);
        for (int i = 0; i < 200; i++) {
            Scores raw = RandomScores.of(random, 8 * random.nextDouble());
            Scores calibrated = calibration.apply(raw);
            for (int head = 0; head < Head.of(5).size(); head++) {
                float[] probabilities = calibrated.head(head);
                assertThat(probabilities[largest(raw.head(head))]).isEqualTo(probabilities[largest(probabilities)]);
                assertThat(sum(probabilities)).isCloseTo(1, within(1e-5));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.05, 1, 20})
    void givesNumbersWhereAHeadIsCertainOrAlmost(double temperature) {
        Scores certain = RandomScores.certain("123");
        Scores calibrated = all(temperature).apply(certain);
        for (int head = 0; head < Head.of(5).size(); head++) {
            assertThat(calibrated.head(head)).isEqualTo(certain.head(head));
        }
        float[][] heads = new float[Head.of(5).size()][];
        for (int head = 0; head < heads.length; head++) {
            heads[head] = new float[Head.of(5).get(head).classes()];
            heads[head][0] = 1 - 1e-7f;
            heads[head][1] = Float.MIN_VALUE;
        }
        for (float probability : all(temperature).apply(new Scores(heads)).head(0)) {
            assertThat(probability).isBetween(0f, 1f);
        }
    }

    @Test
    void dividesTheLogitsOfEachHeadByItsOwnTemperature() {
        List<Double> temperatures =
                new ArrayList<>(Collections.nCopies(Head.of(5).size(), 1.0));
        temperatures.set(2, 2.0);
        Scores raw = RandomScores.of(new Random(5), 2);
        Scores calibrated = new Calibration(temperatures).apply(raw);
        assertThat(calibrated.head(1)).containsExactly(raw.head(1), within(1e-6f));
        float[] before = raw.head(2);
        float[] after = calibrated.head(2);
        for (int i = 1; i < after.length; i++) {
            assertThat(Math.log(after[i] / after[0])).isCloseTo(Math.log(before[i] / before[0]) / 2, within(1e-4));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.049, 20.1, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void refusesATemperatureOutOfRange(double temperature) {
        assertThatThrownBy(() -> all(temperature)).hasMessage("a temperature lies in [0.05, 20], not " + temperature);
    }

    @Test
    void hasATemperatureForEachHead() {
        assertThatThrownBy(() -> new Calibration(List.of(1.0)))
                .hasMessage("a calibration has a temperature for the length and for each digit, not 1");
        assertThatThrownBy(() -> Calibration.none(8).apply(RandomScores.certain("42")))
                .hasMessage("a calibration for 8 digits, but scores of 5");
    }

    private static Calibration all(double temperature) {
        return new Calibration(Collections.nCopies(Head.of(5).size(), temperature));
    }

    private static int largest(float[] values) {
        int largest = 0;
        for (int i = 1; i < values.length; i++) {
            largest = values[i] > values[largest] ? i : largest;
        }
        return largest;
    }

    private static double sum(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum;
    }
}
