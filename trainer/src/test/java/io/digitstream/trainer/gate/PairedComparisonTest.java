package io.digitstream.trainer.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PairedComparisonTest {
    private static final Offset<Double> EXACT = within(1e-12);

    @Test
    void countsWhatEachReadsRight() {
        PairedComparison comparison = new PairedComparison(80, 1, 7, 12);
        assertThat(comparison.images()).isEqualTo(100);
        assertThat(comparison.champion().value()).isCloseTo(0.81, EXACT);
        assertThat(comparison.challenger().value()).isCloseTo(0.87, EXACT);
        assertThat(comparison.difference()).isCloseTo(0.06, EXACT);
    }

    /** The first two by hand: 98 images and two halves, z / 100; (7.5 - 1.5) / 102, sqrt(9 - 36 / 102) / 102. */
    @ParameterizedTest
    @CsvSource({
        "98, 0, 0, 0, -0.019600, 0.019600, -0.016449",
        "80, 1, 7, 12, 0.002319, 0.115328, 0.011404",
        "794, 150, 86, 570, -0.058683, -0.021217, -0.055671",
        "794, 86, 150, 570, 0.021217, 0.058683, 0.024229",
        "0, 0, 3, 0, 0.018581, 1, 0.112057",
        "0, 3, 0, 0, -1, -0.018581, -1",
    })
    void givesTheIntervalOfAgrestiAndMin(
            int both, int championOnly, int challengerOnly, int neither, double low, double high, double least) {
        PairedComparison comparison = new PairedComparison(both, championOnly, challengerOnly, neither);
        assertThat(comparison.low()).isCloseTo(low, within(1e-6));
        assertThat(comparison.high()).isCloseTo(high, within(1e-6));
        assertThat(comparison.least()).isCloseTo(least, within(1e-6));
    }

    /** Both read four in five right, independently: the true difference is 0. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void coversTheTrueDifferenceAsOftenAsItPromises(long seed) {
        Random random = new Random(seed);
        int covered = 0;
        int exceeded = 0;
        for (int trial = 0; trial < 4_000; trial++) {
            int[] counts = new int[4];
            for (int image = 0; image < 100; image++) {
                counts[(random.nextInt(5) == 0 ? 2 : 0) + (random.nextInt(5) == 0 ? 1 : 0)]++;
            }
            PairedComparison comparison = new PairedComparison(counts[0], counts[1], counts[2], counts[3]);
            covered += comparison.low() <= 0 && comparison.high() >= 0 ? 1 : 0;
            exceeded += comparison.least() <= 0 ? 1 : 0;
        }
        assertThat(covered / 4_000.0).isBetween(0.94, 0.97);
        assertThat(exceeded / 4_000.0).isBetween(0.94, 0.97);
    }

    /** By hand: 1 / 2^5; (1 + 8) / 2^8; (1 + 5 + 10) / 2^5; all of them; 1 / 2^100. */
    @ParameterizedTest
    @CsvSource({
        "0, 5, 0.03125",
        "1, 7, 0.03515625",
        "2, 3, 0.5",
        "5, 0, 1",
        "0, 0, 1",
        "0, 100, 7.888609052210118e-31",
        "86, 150, 1.857968069785721e-5",
    })
    void testsExactlyWhetherTheChallengerIsBetter(int championOnly, int challengerOnly, double pValue) {
        assertThat(new PairedComparison(70, championOnly, challengerOnly, 20).pValue())
                .isCloseTo(pValue, within(1e-9 * pValue));
    }

    @Test
    void knowsNothingOfNothing() {
        PairedComparison nothing = new PairedComparison(0, 0, 0, 0);
        assertThat(nothing.difference()).isZero();
        assertThat(nothing.low()).isLessThan(-0.97);
        assertThat(nothing.high()).isGreaterThan(0.97);
        assertThat(nothing.pValue()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"-1, 0, 0, 0", "0, -1, 0, 0", "0, 0, -1, 0", "0, 0, 0, -1"})
    void refusesFewerThanNone(int both, int championOnly, int challengerOnly, int neither) {
        assertThatThrownBy(() -> new PairedComparison(both, championOnly, challengerOnly, neither))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
