package io.digitstream.recognizer.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PopulationStabilityTest {
    /** A half more each, 1 and 4 of 5 are 1.5 and 4.5 of 6: shares of 1/4 and 3/4 against 3/4 and 1/4. */
    @Test
    void isTheDifferenceOfSharesTimesTheLogarithmOfTheirRatioOverAllClasses() {
        assertThat(index(List.of(1, 4), List.of(4, 1))).isCloseTo(Math.log(3), within(1e-12));
    }

    /** Shares of 0.2, 0.6 and 0.2 against 0.6, 0.2 and 0.2. */
    @Test
    void comparesSharesWhateverTheCounts() {
        assertThat(index(List.of(0, 1, 0), List.of(4, 1, 1))).isCloseTo(0.8 * Math.log(3), within(1e-12));
    }

    /** Without smoothing: (0.6 - 0.5) ln(0.6 / 0.5) + (0.4 - 0.5) ln(0.4 / 0.5). */
    @Test
    void smoothsManyCountsHardly() {
        assertThat(index(List.of(5_000_000, 5_000_000), List.of(6_000_000, 4_000_000)))
                .isCloseTo(0.0405465, within(1e-6));
    }

    /** 0.5 of 3 and 2.5 of 3 against 2.5 of 3 and 0.5 of 3. */
    @Test
    void isFiniteWhereAClassIsEmpty() {
        assertThat(index(List.of(0, 2), List.of(2, 0))).isCloseTo(4.0 / 3 * Math.log(5), within(1e-12));
    }

    @Test
    void isTheSameFromBothSides() {
        List<Integer> one = List.of(3, 0, 50, 12);
        List<Integer> other = List.of(9, 30, 1, 0);
        assertThat(index(one, other))
                .isCloseTo(index(other, one), within(1e-12))
                .isPositive();
    }

    @Test
    void isNothingWhereNothingHasChanged() {
        PopulationStability stability = PopulationStability.of(List.of(100, 0, 900), List.of(100, 0, 900));
        assertThat(stability.index()).isZero();
        assertThat(stability.isLarge()).isFalse();
    }

    @Test
    void saysNothingOfNothing() {
        PopulationStability unseen = PopulationStability.of(List.of(700, 300), List.of(0, 0));
        assertThat(unseen).isEqualTo(new PopulationStability(0, Double.POSITIVE_INFINITY, 0));
        assertThat(unseen.isLarge()).isFalse();
        assertThat(PopulationStability.of(List.of(0, 0), List.of(700, 300))).isEqualTo(unseen);
        assertThat(PopulationStability.of(List.of(0, 0), List.of(0, 0))).isEqualTo(unseen);
    }

    @Test
    void namesTheClassThatAddsMost() {
        assertThat(PopulationStability.of(List.of(100, 100, 100, 100), List.of(110, 90, 10, 190))
                        .mostChanged())
                .isEqualTo(2);
    }

    @Test
    void isLargeAboveAQuarter() {
        // Shares of 1/2 and 1/2 against p and 1 - p: (p - 1/2) ln(p / (1 - p)) is 0.25 at p = 0.7396.
        List<Integer> expected = List.of(5_000, 5_000);
        assertThat(PopulationStability.of(expected, List.of(7_390, 2_610)).isLarge())
                .isFalse();
        assertThat(PopulationStability.of(expected, List.of(7_400, 2_600)).isLarge())
                .isTrue();
    }

    /** The 99.9 % points of chi-squared with 1, 6 and 9 degrees of freedom, from its table. */
    @ParameterizedTest
    @CsvSource({"2, 10.828", "7, 22.458", "10, 27.877"})
    void knowsWhatChanceAloneMakesOfIt(int classes, double chiSquared) {
        List<Integer> expected =
                IntStream.range(0, classes).mapToObj(i -> i == 0 ? 200 : 0).toList();
        List<Integer> seen =
                IntStream.range(0, classes).mapToObj(i -> i == 1 ? 50 : 0).toList();
        double chance = PopulationStability.of(expected, seen).chance();
        assertThat(chance).isCloseTo((1 / 200.0 + 1 / 50.0) * chiSquared, within(0.05 * chance));
    }

    /** As many validation photos as a small training has: their index is above a quarter more often than not. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void isNotLargeByChance(long seed) {
        Random random = new Random(seed);
        int aboveAQuarter = 0;
        int large = 0;
        for (int i = 0; i < 300; i++) {
            PopulationStability stability = PopulationStability.of(even(random, 15), even(random, 1_000));
            aboveAQuarter += stability.index() > PopulationStability.LARGE ? 1 : 0;
            large += stability.isLarge() ? 1 : 0;
        }
        assertThat(aboveAQuarter).isGreaterThan(150);
        assertThat(large).isLessThanOrEqualTo(2);
    }

    private static List<Integer> even(Random random, int draws) {
        int[] counts = new int[10];
        random.ints(draws, 0, 10).forEach(drawn -> counts[drawn]++);
        return IntStream.of(counts).boxed().toList();
    }

    @Test
    void refusesToCompareDifferentClasses() {
        assertThatThrownBy(() -> PopulationStability.of(List.of(1, 2, 3), List.of(1, 2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("counts of 2 classes are compared with counts of 3");
        assertThatThrownBy(() -> PopulationStability.of(List.of(1), List.of(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static double index(List<Integer> expected, List<Integer> seen) {
        return PopulationStability.of(expected, seen).index();
    }
}
