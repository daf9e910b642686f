package io.digitstream.trainer.evaluation;

import static io.digitstream.trainer.evaluation.Outcomes.outcome;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EvaluationTest {
    private static final Offset<Double> EXACT = within(1e-12);

    @ParameterizedTest
    @CsvSource({
        "12, 12, true",
        "12, 13, false",
        "12, 123, false",
        "'', '', true",
        "'', 1, false",
        "1, '', false",
        "123456, >5, true",
        "1234567, >5, true",
        "12345, >5, false",
        "123456, 12345, false",
        "007, 7, false",
    })
    void countsAReadingAsRightWhenTheWholeNumberIs(String label, String read, boolean right) {
        assertThat(outcome(label, read, 0.5).right()).isEqualTo(right);
    }

    @Test
    void givesTheShareOfWholeNumbersThatAreRight() {
        assertThat(of(outcome("1", "1", 0.1), outcome("2", "2", 0.2), outcome("3", "4", 0.9), outcome("", "", 0.5))
                        .accuracy())
                .isCloseTo(0.75, EXACT);
    }

    @Test
    void givesTheShareOfDigitsThatAreRightAtTheirPlaces() {
        // 2 of 3, 1 of 2, 0 of 1, none of none, not counted.
        assertThat(of(
                                outcome("123", "193", 1),
                                outcome("45", "4", 1),
                                outcome("6", ">5", 1),
                                outcome("", "7", 1),
                                outcome("123456", "12345", 1))
                        .digits())
                .isEqualTo(new Share(3, 6));
    }

    @Test
    void countsDigitsByTheirValue() {
        List<Share> digits = of(
                        outcome("077", "017", 1), outcome("7", "", 1), outcome("", "0", 1), outcome("777777", ">5", 1))
                .digitsByValue();
        assertThat(digits.get(0)).isEqualTo(new Share(1, 1));
        assertThat(digits.get(7)).isEqualTo(new Share(1, 3));
        assertThat(digits.get(1)).isEqualTo(new Share(0, 0));
    }

    @Test
    void countsNumbersByTheirTrueLength() {
        List<Share> lengths = of(
                        outcome("", "", 1),
                        outcome("12", "12", 1),
                        outcome("12", "123", 1),
                        outcome("12345", "12345", 1),
                        outcome("123456", ">5", 1),
                        outcome("1234567", ">5", 1),
                        outcome("123456", "12345", 1))
                .numbersByLength();
        assertThat(lengths)
                .containsExactly(
                        new Share(1, 1),
                        new Share(0, 0),
                        new Share(1, 2),
                        new Share(0, 0),
                        new Share(0, 0),
                        new Share(1, 1),
                        new Share(2, 3));
    }

    @Test
    void countsReadingsThatAreNotUncertain() {
        Evaluation evaluation = of(
                outcome("1", "1", 0.9, 0.7),
                outcome("1", "2", 0.7, 0.7),
                outcome("1", "1", 0.69, 0.7),
                outcome("123456", ">5", 0.8, 0.7),
                outcome("", "", 0.1, 0.7));
        assertThat(evaluation.believed()).isEqualTo(new Share(3, 5));
        assertThat(evaluation.believedRight()).isEqualTo(new Share(2, 3));
    }

    @Test
    void coversTheMostConfidentPhotosAmongWhichTheAskedForShareIsRight() {
        Evaluation evaluation = of(
                outcome("1", "1", 0.9),
                outcome("1", "1", 0.8),
                outcome("1", "2", 0.7),
                outcome("1", "1", 0.6),
                outcome("1", "2", 0.5));
        assertThat(evaluation.coverage(1)).isCloseTo(0.4, EXACT);
        assertThat(evaluation.threshold(1)).isEqualTo(0.8);
        assertThat(evaluation.coverage(0.75)).isCloseTo(0.8, EXACT);
        assertThat(evaluation.threshold(0.75)).isEqualTo(0.6);
        assertThat(evaluation.coverage(0.6)).isCloseTo(1, EXACT);
        assertThat(evaluation.threshold(0)).isEqualTo(0.5);
    }

    @Test
    void coversNothingWhereTheMostConfidentIsWrong() {
        Evaluation evaluation = of(outcome("1", "2", 0.9), outcome("1", "1", 0.8));
        assertThat(evaluation.coverage(0.98)).isZero();
        assertThat(evaluation.threshold(0.98)).isEqualTo(1);
    }

    /** A threshold cannot tell them apart: all are believed or none. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void coversPhotosOfTheSameConfidenceTogether(long seed) {
        List<Outcome> outcomes = new ArrayList<>(List.of(
                outcome("1", "1", 0.95),
                outcome("1", "1", 0.9),
                outcome("1", "1", 0.9),
                outcome("1", "2", 0.9),
                outcome("1", "2", 0.9)));
        Collections.shuffle(outcomes, new Random(seed));
        assertThat(new Evaluation(outcomes).coverage(0.9)).isCloseTo(0.2, EXACT);
        assertThat(new Evaluation(outcomes).threshold(0.9)).isEqualTo(0.95);
        assertThat(new Evaluation(outcomes).coverage(0.6)).isCloseTo(1, EXACT);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void givesAThresholdThatKeepsItsPromise(long seed) {
        Random random = new Random(seed);
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            double confidence = Math.round(random.nextDouble() * 50) / 50.0;
            outcomes.add(outcome("1", random.nextDouble() < confidence ? "1" : "2", confidence));
        }
        Evaluation evaluation = new Evaluation(outcomes);
        List<Outcome> believed = outcomes.stream()
                .filter(outcome -> outcome.confidence() >= evaluation.threshold(0.9))
                .toList();
        assertThat(new Evaluation(believed).accuracy()).isGreaterThanOrEqualTo(0.9);
        assertThat(believed.size() / 400.0).isCloseTo(evaluation.coverage(0.9), EXACT);
    }

    @Test
    void countsPhotosByTrueAndReadLength() {
        int[][] confusion = of(
                        outcome("12", "34", 1),
                        outcome("12", "3", 1),
                        outcome("1234567", ">5", 1),
                        outcome("", ">5", 1),
                        outcome("1234567", "", 1))
                .lengthConfusion();
        assertThat(confusion[2][2]).isEqualTo(1);
        assertThat(confusion[2][1]).isEqualTo(1);
        assertThat(confusion[6][6]).isEqualTo(1);
        assertThat(confusion[0][6]).isEqualTo(1);
        assertThat(confusion[6][0]).isEqualTo(1);
        assertThat(Arrays.stream(confusion).flatMapToInt(Arrays::stream).sum()).isEqualTo(5);
    }

    @Test
    void isZeroWithoutPhotos() {
        Evaluation none = of();
        assertThat(none.accuracy()).isZero();
        assertThat(none.digits()).isEqualTo(new Share(0, 0));
        assertThat(none.believed()).isEqualTo(new Share(0, 0));
        assertThat(none.numbersByLength()).containsOnly(new Share(0, 0));
        assertThat(none.digitsByValue()).hasSize(10).containsOnly(new Share(0, 0));
        assertThat(none.coverage(0.98)).isZero();
        assertThat(none.threshold(0.98)).isEqualTo(1);
    }

    private static Evaluation of(Outcome... outcomes) {
        return new Evaluation(List.of(outcomes));
    }
}
