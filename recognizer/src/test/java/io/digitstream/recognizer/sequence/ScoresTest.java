package io.digitstream.recognizer.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.digitstream.recognizer.network.Head;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ScoresTest {
    @Test
    void areReadByLengthAndByPosition() {
        Scores scores = RandomScores.certain("70");
        assertThat(scores.length(2)).isEqualTo(1);
        assertThat(scores.digit(0, 7)).isEqualTo(1);
        assertThat(scores.digit(1, 0)).isEqualTo(1);
        assertThat(scores.digit(2, Head.NO_DIGIT)).isEqualTo(1);
    }

    @Test
    void handOutCopies() {
        Scores scores = RandomScores.of(new Random(1), 1);
        float before = scores.length(0);
        Arrays.fill(scores.head(0), 9);
        assertThat(scores.length(0)).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.25, 0.9, 1})
    void sayWithTheProbabilityThatRemainsThatThereIsNoNumberIfTheImageMayNotShowIt(double presence) {
        Scores scores = RandomScores.of(new Random(4), 2);
        Scores mixed = scores.ifPresent(presence);
        double sum = 0;
        for (int length = 0; length < Head.lengths(5); length++) {
            double expected = presence * scores.length(length) + (length == 0 ? 1 - presence : 0);
            assertThat(mixed.length(length)).isCloseTo((float) expected, within(1e-7f));
            sum += mixed.length(length);
        }
        assertThat(sum).isCloseTo(1, within(1e-6));
        for (int head = 1; head < Head.of(5).size(); head++) {
            assertThat(mixed.head(head)).isEqualTo(scores.head(head));
        }
    }

    @Test
    void stayWhatTheyAreWhenTheyAreMixed() {
        Scores scores = RandomScores.of(new Random(4), 2);
        float[] before = scores.head(0);
        assertThat(scores.ifPresent(1).head(0)).isEqualTo(before);
        assertThat(scores.ifPresent(0).head(0)).isEqualTo(RandomScores.certain(Head.lengths(5), 0));
        assertThat(scores.head(0)).isEqualTo(before);
    }

    @Test
    void areRefusedWithoutAHeadOrAClass() {
        assertThatThrownBy(() -> new Scores(new float[1][7]))
                .hasMessage("expected scores of the length and of digits, not of 1 heads");
        assertThatThrownBy(() -> new Scores(new float[6][11])).hasMessage("length has 7 classes, not 11");
    }

    @Test
    void ofLongerNumbersCountAsTooLongWhereFewerDigitsAreRead() {
        float[][] heads = Head.of(8).stream()
                .map(head -> RandomScores.certain(head.classes(), 7))
                .toArray(float[][]::new);
        heads[0] = new float[] {0, 0.1f, 0, 0, 0, 0.2f, 0.1f, 0.1f, 0.3f, 0.2f};
        Scores limited = new Scores(heads).limitedTo(5);
        assertThat(limited.digits()).isEqualTo(5);
        assertThat(limited.head(0)).containsExactly(new float[] {0, 0.1f, 0, 0, 0, 0.2f, 0.7f}, within(1e-6f));
        assertThat(limited.head(5)).isEqualTo(heads[5]);
        assertThat(new Scores(heads).limitedTo(9).head(0)).isEqualTo(heads[0]);
    }

    /** Weights can be finite and still too large for an image: what comes out must never be taken for a reading. */
    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, -0.1f})
    void areRefusedWhereANumberIsNoProbability(float number) {
        float[][] heads = new float[6][];
        for (int head = 0; head < 6; head++) {
            heads[head] = RandomScores.certain(Head.of(5).get(head).classes(), 0);
        }
        heads[3][4] = number;
        assertThatThrownBy(() -> new Scores(heads))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("digit3 gives a class the probability " + number);
    }
}
