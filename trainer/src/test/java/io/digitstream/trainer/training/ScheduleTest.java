package io.digitstream.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ScheduleTest {
    @Test
    void trainsOnWholeBatchesOnly() {
        assertThat(schedule(1000, 64, 0.01).steps()).isEqualTo(15);
        assertThat(schedule(64, 64, 0.01).steps()).isEqualTo(1);
    }

    @Test
    void warmsUpInEvenStepsThenFallsAlongACosineToAHundredth() {
        Schedule schedule = schedule(10_000, 10, 0.002);
        assertThat(schedule.learningRate(0)).isCloseTo(0.002 / 31, within(1e-9));
        assertThat(schedule.learningRate(14)).isCloseTo(0.002 * 15 / 31, within(1e-9));
        assertThat(schedule.learningRate(30)).isCloseTo(0.002, within(1e-9));
        assertThat(schedule.learningRate(30 + 485)).isCloseTo(0.002 * (0.01 + 0.99 / 2), within(1e-9));
        assertThat(schedule.learningRate(1000)).isCloseTo(0.002 * 0.01, within(1e-9));
        for (long step = 1; step < 1000; step++) {
            if (step <= 30) {
                assertThat(schedule.learningRate(step)).isGreaterThan(schedule.learningRate(step - 1));
            } else {
                assertThat(schedule.learningRate(step)).isLessThan(schedule.learningRate(step - 1));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 10, 34})
    void keepsTheRateInBoundsInAShortRun(long steps) {
        Schedule schedule = schedule(steps, 1, 0.5);
        for (long step = 0; step < steps; step++) {
            assertThat(schedule.learningRate(step)).isBetween(0.5 * 0.01, 0.5);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 10, 0.1",
        "10, 0, 0.1",
        "9, 10, 0.1",
        "10, 10, 0",
        "10, 10, NaN",
    })
    void refusesNumbersThatMakeNoSense(long images, int batch, double rate) {
        assertThatThrownBy(() -> schedule(images, batch, rate)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesABatchWithoutAnImageForEachReplica() {
        Optimization optimization = new Optimization(0.01, 0.05, 5, 0.999, 3);
        assertThat(new Schedule(9, 3, optimization, 1).steps()).isEqualTo(3);
        assertThatThrownBy(() -> new Schedule(9, 2, optimization, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a batch must have an image for each of 3 replicas, not 2");
    }

    private static Schedule schedule(long images, int batch, double rate) {
        return new Schedule(images, batch, new Optimization(rate, 0.05, 5, 0.999, 1), 1);
    }
}
