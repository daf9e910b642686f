package io.digitstream.processor.batch;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShadowPolicyTest {
    @Test
    void takesEveryShare() {
        assertThatCode(() -> new ShadowPolicy(0, 1)).doesNotThrowAnyException();
        assertThatCode(() -> new ShadowPolicy(1, 0)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.01, 1.01, Double.NaN})
    void refusesWhatIsNoShare(double number) {
        assertThatThrownBy(() -> new ShadowPolicy(number, 0.5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("both shares must be from 0 to 1, not %s and 0.5", number);
        assertThatThrownBy(() -> new ShadowPolicy(0.5, number)).isInstanceOf(IllegalArgumentException.class);
    }
}
