package io.digitstream.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ShareTest {
    @ParameterizedTest
    @CsvSource({
        "0, 10, 0, 0.277533",
        "10, 10, 0.722467, 1",
        "1, 2, 0.094531, 0.905469",
        "239, 300, 0.747506, 0.838326",
    })
    void givesWilsonsInterval(int part, int whole, double low, double high) {
        assertThat(new Share(part, whole).low()).isCloseTo(low, within(1e-6));
        assertThat(new Share(part, whole).high()).isCloseTo(high, within(1e-6));
    }

    /** What the interval is by definition: at its ends the observed share lies 1.96 standard deviations off. */
    @ParameterizedTest
    @CsvSource({"1, 2", "3, 40", "239, 300", "299, 300"})
    void endsWhereTheObservedShareIsJustPlausible(int part, int whole) {
        Share share = new Share(part, whole);
        for (double end : new double[] {share.low(), share.high()}) {
            double deviation = Math.sqrt(end * (1 - end) / whole);
            assertThat(Math.abs(share.value() - end) / deviation).isCloseTo(1.96, within(1e-3));
        }
    }

    @Test
    void knowsNothingOfNothing() {
        Share nothing = new Share(0, 0);
        assertThat(nothing.value()).isZero();
        assertThat(nothing.low()).isZero();
        assertThat(nothing.high()).isEqualTo(1);
    }

    @Test
    void refusesMoreThanThereAre() {
        assertThatThrownBy(() -> new Share(2, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Share(-1, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
