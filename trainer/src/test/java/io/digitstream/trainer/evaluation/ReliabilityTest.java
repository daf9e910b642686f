package io.digitstream.trainer.evaluation;

import static io.digitstream.trainer.evaluation.Outcomes.outcome;
import static io.digitstream.trainer.evaluation.Outcomes.outcomes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ReliabilityTest {
    private static final Offset<Double> EXACT = within(1e-12);

    @Test
    void findsNoErrorWhereConfidenceComesTrue() {
        List<Outcome> outcomes = new ArrayList<>(outcomes(10, 9, 0.9));
        outcomes.addAll(outcomes(4, 1, 0.25));
        assertThat(Reliability.of(outcomes).error()).isCloseTo(0, EXACT);
    }

    @Test
    void findsHowMuchTooSureReadingsAre() {
        assertThat(Reliability.of(outcomes(10, 6, 0.95)).error()).isCloseTo(0.35, EXACT);
        assertThat(Reliability.of(outcomes(10, 10, 0.7)).error()).isCloseTo(0.3, EXACT);
    }

    /** 3 photos 0.2 too sure, 1 photo 0.5 too unsure. */
    @Test
    void weighsBinsByTheirPhotos() {
        List<Outcome> outcomes = new ArrayList<>(outcomes(3, 2, 2 / 3.0 + 0.2));
        outcomes.addAll(outcomes(1, 1, 0.5));
        assertThat(Reliability.of(outcomes).error()).isCloseTo((3 * 0.2 + 1 * 0.5) / 4, EXACT);
    }

    /** Within a bin errors to both sides cancel out: what the figure cannot see. */
    @Test
    void comparesMeansOfBins() {
        List<Outcome> outcomes = List.of(outcome("1", "1", 0.94), outcome("1", "1", 0.98), outcome("1", "1", 1));
        Reliability.Bin last = Reliability.of(outcomes).bins().get(14);
        assertThat(last.photos()).isEqualTo(3);
        assertThat(last.confidence()).isCloseTo((0.94 + 0.98 + 1) / 3, EXACT);
        assertThat(last.right()).isEqualTo(new Share(3, 3));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0.01, 0", "0.0667, 1", "0.2, 2", "0.4, 5", "0.5, 7", "0.9333, 13", "0.9334, 14", "1, 14"})
    void putsEachConfidenceIntoOneBin(double confidence, int bin) {
        List<Reliability.Bin> bins =
                Reliability.of(List.of(outcome("1", "1", confidence))).bins();
        assertThat(bins).hasSize(Reliability.BINS);
        assertThat(bins.get(bin).photos()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void isSmallForManyReadingsThatKeepTheirPromise(long seed) {
        Random random = new Random(seed);
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            double confidence = random.nextDouble();
            outcomes.add(outcome("1", random.nextDouble() < confidence ? "1" : "2", confidence));
        }
        assertThat(Reliability.of(outcomes).error()).isLessThan(0.02);
        assertThat(Reliability.of(outcomes.subList(0, 60)).error()).isGreaterThan(0.04);
    }

    @Test
    void isZeroWithoutPhotos() {
        assertThat(Reliability.of(List.of()).error()).isZero();
        assertThat(Reliability.of(List.of()).bins()).hasSize(Reliability.BINS);
    }
}
