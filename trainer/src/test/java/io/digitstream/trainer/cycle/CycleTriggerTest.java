package io.digitstream.trainer.cycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class CycleTriggerTest {
    private static final Instant LAST = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant SOON = LAST.plus(Duration.ofMinutes(59));
    private static final Instant LATER = LAST.plus(Duration.ofMinutes(60));

    private final CycleTrigger trigger = new CycleTrigger(Duration.ofHours(1), 100);

    @Test
    void enoughLabelsAreEnoughAtAnyTime() {
        assertThat(trigger.due(100, LAST, LAST, false)).contains("100 new labels wait");
        assertThat(trigger.due(99, LAST, SOON, false)).isEmpty();
    }

    @Test
    void fewerLabelsAreEnoughAfterTheInterval() {
        assertThat(trigger.due(1, LAST, LATER, false)).contains("the last cycle ended PT1H ago, and 1 new labels wait");
    }

    @Test
    void aDriftDoesNotWaitForTheInterval() {
        assertThat(trigger.due(1, LAST, SOON, true)).contains("readings have drifted, and 1 new labels wait");
    }

    @Test
    void withoutLabelsThereIsNothingToLearn() {
        assertThat(trigger.due(0, LAST, LATER, true)).isEmpty();
    }

    @Test
    void refusesWhatWouldBeDueForEver() {
        assertThatIllegalArgumentException().isThrownBy(() -> new CycleTrigger(Duration.ofSeconds(-1), 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new CycleTrigger(Duration.ZERO, 0));
    }
}
