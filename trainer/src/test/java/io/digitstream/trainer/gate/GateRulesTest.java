package io.digitstream.trainer.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class GateRulesTest {
    @Test
    void haveTheseDefaults() {
        assertThat(GateRules.DEFAULT.leastImages()).isEqualTo(200);
        assertThat(GateRules.DEFAULT.margin()).isEqualTo(0.02);
        assertThat(GateRules.DEFAULT.significance()).isEqualTo(0.05);
        assertThat(GateRules.DEFAULT.leastAccuracy()).isEqualTo(0.5);
        assertThat(GateRules.DEFAULT.mostCalibrationError()).isEqualTo(0.12);
        assertThat(GateRules.DEFAULT.leastAccuracyOfLength()).isEqualTo(0.3);
        assertThat(GateRules.DEFAULT.leastOfLength()).isEqualTo(20);
    }

    @Test
    void sayAtOnceAllThatIsWrongWithThem() {
        assertThatThrownBy(() -> new GateRules(0, -0.1, 1.1, 2, Double.NaN, -1, -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("leastImages is at least 1, not 0; margin lies in [0, 1], not -0.1;"
                        + " significance lies in [0, 1], not 1.1; leastAccuracy lies in [0, 1], not 2.0;"
                        + " mostCalibrationError lies in [0, 1], not NaN;"
                        + " leastAccuracyOfLength lies in [0, 1], not -1.0; leastOfLength is at least 1, not -1");
    }
}
