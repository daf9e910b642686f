package io.digitstream.processor.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.digitstream.recognizer.engine.PlacedReading;
import io.digitstream.recognizer.network.Head;
import io.digitstream.recognizer.sequence.Candidate;
import io.digitstream.recognizer.sequence.Reading;
import io.digitstream.recognizer.sequence.ReadingStatus;
import io.digitstream.recognizer.sequence.Scores;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShadowTest {
    private static final Scores SCORES = new FakeEngine()
            .as("any")
            .read(List.of(FakeEngine.cut(7)))
            .get(0)
            .reading()
            .scores();

    @ParameterizedTest
    @CsvSource({"0, 0", "0.25, 25", "0.3, 30", "0.5, 50", "1, 100"})
    void isDueForItsShareOfBatches(double share, long due) {
        Shadow shadow = shadow(share, 1);

        // One less where the share is no sum of powers of two: the last is due a batch later.
        assertThat(IntStream.range(0, 100).filter(batch -> shadow.isDue()).count())
                .isBetween(Math.max(0, due - 1), due);
    }

    @Test
    void isDueAtEvenDistances() {
        Shadow shadow = shadow(0.25, 1);

        assertThat(IntStream.rangeClosed(1, 12).filter(batch -> shadow.isDue())).containsExactly(4, 8, 12);
    }

    @Test
    void doesNotWatchWithoutAShare() {
        assertThat(shadow(0, 0).watches()).isFalse();
        assertThat(shadow(0.01, 1).watches()).isTrue();
    }

    @Test
    void comparesNumbersNotHowSureTheyAre() {
        Shadow shadow = shadow(1, 1);

        shadow.compare(
                List.of(sure("12"), sure("12"), sure("12"), sure("12")),
                List.of(sure("12"), uncertain("12"), sure("13"), uncertain("")));

        assertThat(shadow.compared()).isEqualTo(4);
        assertThat(shadow.disagreement()).isEqualTo(0.5);
    }

    @Test
    void countsOnlyWhatTheOneBeforeWasSureOf() {
        Shadow shadow = shadow(1, 1);

        shadow.compare(
                List.of(uncertain("12"), sure("12"), uncertain("12")), List.of(sure("99"), sure("12"), sure("12")));

        assertThat(shadow.compared()).isEqualTo(1);
        assertThat(shadow.disagreement()).isZero();
    }

    @Test
    void noNumberAndTooLongANumberAreReadingsToo() {
        Shadow shadow = shadow(1, 1);

        shadow.compare(
                List.of(sure(""), sure(""), tooLong(), tooLong(), tooLong()),
                List.of(sure(""), tooLong(), tooLong(), sure(""), sure("12345")));

        assertThat(shadow.compared()).isEqualTo(5);
        assertThat(shadow.disagreement()).isEqualTo(0.6);
    }

    @Test
    void isNotBeyondItsBoundBeforeEnoughWasCompared() {
        Shadow shadow = shadow(1, 0);

        compare(shadow, Shadow.LEAST_COMPARED - 1, Shadow.LEAST_COMPARED - 1);
        assertThat(shadow.isBeyondBound()).isFalse();

        compare(shadow, 1, 0);
        assertThat(shadow.compared()).isEqualTo(Shadow.LEAST_COMPARED);
        assertThat(shadow.isBeyondBound()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"0.1, 20, false", "0.1, 21, true", "0, 0, false", "0, 1, true", "1, 200, false"})
    void isBeyondItsBoundWhereMoreIsContradicted(double bound, int contradicted, boolean beyond) {
        Shadow shadow = shadow(1, bound);

        compare(shadow, Shadow.LEAST_COMPARED, contradicted);

        assertThat(shadow.isBeyondBound()).isEqualTo(beyond);
    }

    @Test
    void countsAnewForAnotherRelease() {
        Shadow shadow = shadow(0.5, 0);
        assertThat(shadow.isDue()).isFalse();
        compare(shadow, Shadow.LEAST_COMPARED, 1);

        shadow.restart();

        assertThat(shadow.compared()).isZero();
        assertThat(shadow.disagreement()).isZero();
        assertThat(shadow.isBeyondBound()).isFalse();
        assertThat(shadow.isDue()).as("half a batch was due").isFalse();
    }

    private static void compare(Shadow shadow, int compared, int contradicted) {
        List<PlacedReading> now = Collections.nCopies(compared, sure("12"));
        shadow.compare(Collections.nCopies(contradicted, sure("13")), now.subList(0, contradicted));
        shadow.compare(now.subList(contradicted, compared), now.subList(contradicted, compared));
    }

    private static Shadow shadow(double share, double bound) {
        return new Shadow(new ShadowPolicy(share, bound));
    }

    private static PlacedReading sure(String digits) {
        Candidate candidate = new Candidate(digits.length(), digits, 1);
        return placed(candidate.status(), candidate);
    }

    private static PlacedReading uncertain(String digits) {
        return placed(ReadingStatus.UNCERTAIN, new Candidate(digits.length(), digits, 0.1));
    }

    private static PlacedReading tooLong() {
        return placed(ReadingStatus.TOO_LONG, new Candidate(Head.tooLong(5), "", 1));
    }

    private static PlacedReading placed(ReadingStatus status, Candidate best) {
        return new PlacedReading(new Reading(status, best, List.of(), SCORES), FakeEngine.REGION, false);
    }
}
