package io.digitstream.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.digitstream.recognizer.network.Architecture;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LossCombinationTest {
    private static final List<Double> MEANS = List.of(0.5, 1.0, 2.0, 0.25, 4.0, 1e-3);

    @Test
    void sums() {
        LossCombination sum = new LossCombination.Sum();
        assertThat(sum.of(MEANS)).isCloseTo(7.751, within(1e-12));
        assertThat(sum.slope(3, () -> 0.25)).isEqualTo(1);
    }

    @Test
    void weighs() {
        LossCombination weighted = new LossCombination.Weighted(List.of(2.0, 1.0, 0.5, 0.0, 0.25, 1000.0));
        assertThat(weighted.of(MEANS)).isCloseTo(1 + 1 + 1 + 0 + 1 + 1, within(1e-12));
        assertThat(weighted.slope(4, () -> 4)).isEqualTo(0.25);
    }

    @Test
    void addsLogarithms() {
        LossCombination geometric = new LossCombination.Geometric();
        assertThat(geometric.of(MEANS)).isCloseTo(Math.log(0.5 * 2 * 0.25 * 4 * 1e-3), within(1e-12));
        assertThat(geometric.slope(3, () -> 0.25)).isEqualTo(4);
    }

    @Test
    void clipsBeforeItTakesLogarithms() {
        LossCombination geometric = new LossCombination.Geometric();
        double one = Math.log(1e37);
        assertThat(geometric.of(List.of(0.0, 1e-38, 1.0, 1.0, 1.0, 1.0))).isCloseTo(-2 * one, within(1e-9));
        assertThat(geometric.of(List.of(1e38, 1.0, 1.0, 1.0, 1.0, 1.0))).isCloseTo(one, within(1e-9));
        assertThat(geometric.slope(0, () -> 0)).isZero();
        assertThat(geometric.slope(0, () -> 9e-38)).isZero();
        assertThat(geometric.slope(0, () -> 1.1e37)).isZero();
        assertThat(geometric.slope(0, () -> 1e-30)).isCloseTo(1e30, within(1e16));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1,1,1,1,1,-1", "0,0,0,0,0,0", "1,1,1,1,1,NaN", "1,1,1,1,1,Infinity"})
    void refusesWeightsThatMakeNoSense(String weights) {
        List<Double> numbers =
                List.of(weights.split(",")).stream().map(Double::valueOf).toList();
        assertThatThrownBy(() -> new LossCombination.Weighted(numbers))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no head weight may be negative, and one must be positive, not " + numbers);
    }

    @Test
    void isForAsManyHeadsAsThereAreWeights() {
        LossCombination six = new LossCombination.Weighted(List.of(1.0, 1.0, 1.0, 1.0, 1.0, 1.0));
        assertThat(six.fits(6)).isTrue();
        assertThat(six.fits(9)).isFalse();
        assertThat(new LossCombination.Sum().fits(9)).isTrue();
        Objective objective = new Objective(six, 0, AbsentDigits.LEARN);
        assertThatThrownBy(() -> new ReadingTrainee(Architecture.of(8), objective, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a weight for each of the 9 heads");
    }
}
