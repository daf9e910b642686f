package io.digitstream.trainer.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MixTest {
    @ParameterizedTest
    @CsvSource({"0, 0", "1, 0", "0, 1", "0.5, 0.5"})
    void takesSharesOfAWhole(double drawn, double recombined) {
        assertThat(new Mix(drawn, recombined).drawn()).isEqualTo(drawn);
    }

    @ParameterizedTest
    @CsvSource({"-0.1, 0", "0, -0.1", "0.6, 0.5", "1.1, 0", "NaN, 0", "0, NaN"})
    void refusesOthers(double drawn, double recombined) {
        assertThatThrownBy(() -> new Mix(drawn, recombined))
                .hasMessageContaining(Double.toString(drawn))
                .hasMessageContaining(Double.toString(recombined));
    }
}
