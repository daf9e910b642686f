package io.digitstream.processor.batch;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BatchPolicyTest {
    @Test
    void refusesABatchOfNothing() {
        assertThatThrownBy(() -> new BatchPolicy(0, Duration.ZERO, Duration.ofMinutes(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least 1 image");
    }

    @Test
    void refusesALingerThatEndsBeforeItBegins() {
        assertThatThrownBy(() -> new BatchPolicy(1, Duration.ofMillis(-1), Duration.ofMinutes(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PT-0.001S");
    }

    @Test
    void refusesATargetThatNoBatchReaches() {
        assertThatThrownBy(() -> new BatchPolicy(1, Duration.ZERO, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PT0S");
    }
}
