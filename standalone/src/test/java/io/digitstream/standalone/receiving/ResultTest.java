package io.digitstream.standalone.receiving;

import static org.assertj.core.api.Assertions.assertThat;

import io.digitstream.recognizer.sequence.ReadingStatus;
import org.junit.jupiter.api.Test;

/** When a result counts as right. */
final class ResultTest {
    @Test
    void isRightIfAllDigitsAre() {
        assertThat(Results.read("a", "042").isRight("042")).isTrue();
        assertThat(Results.read("a", "42").isRight("042")).isFalse();
        assertThat(Results.read("a", "12345").isRight("123456")).isFalse();
    }

    @Test
    void isRightAboutALongNumberIfItKnowsThatItIsLong() {
        assertThat(Results.moreThanFive("a", ReadingStatus.TOO_LONG).isRight("123456"))
                .isTrue();
        assertThat(Results.moreThanFive("a", ReadingStatus.UNCERTAIN).isRight("1234567"))
                .isTrue();
        assertThat(Results.moreThanFive("a", ReadingStatus.UNCERTAIN).isRight("12345"))
                .isFalse();
        assertThat(Results.moreThanFive("a", ReadingStatus.UNCERTAIN).isRight(""))
                .isFalse();
    }

    @Test
    void isRightThatThereIsNoNumberIfTheLabelIsEmpty() {
        assertThat(Results.noNumber("a", ReadingStatus.NO_NUMBER).isRight("")).isTrue();
        assertThat(Results.noNumber("a", ReadingStatus.UNCERTAIN).isRight("123456"))
                .isFalse();
    }

    @Test
    void isNeverRightIfRejected() {
        assertThat(Results.rejected("a").isRight("")).isFalse();
        assertThat(Results.rejected("a").status()).isEqualTo("REJECTED");
    }
}
