package io.digitstream.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.digitstream.trainer.examples.Mix;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TrainingPlanTest {
    @Test
    void trainsOnWholeBatchesOnly() {
        assertThat(plan(1000, 64, 0.01).steps()).isEqualTo(15);
        assertThat(plan(64, 64, 0.01).steps()).isEqualTo(1);
    }

    @Test
    void warmsUpInEvenStepsThenFallsAlongACosineToAHundredth() {
        TrainingPlan plan = plan(10_000, 10, 0.002);
        assertThat(plan.learningRate(0)).isCloseTo(0.002 / 31, within(1e-9));
        assertThat(plan.learningRate(14)).isCloseTo(0.002 * 15 / 31, within(1e-9));
        assertThat(plan.learningRate(30)).isCloseTo(0.002, within(1e-9));
        assertThat(plan.learningRate(30 + 485)).isCloseTo(0.002 * (0.01 + 0.99 / 2), within(1e-9));
        assertThat(plan.learningRate(1000)).isCloseTo(0.002 * 0.01, within(1e-9));
        for (long step = 1; step < 1000; step++) {
            if (step <= 30) {
                assertThat(plan.learningRate(step)).isGreaterThan(plan.learningRate(step - 1));
            } else {
                assertThat(plan.learningRate(step)).isLessThan(plan.learningRate(step - 1));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 10, 34})
    void keepsTheRateInBoundsInAShortRun(long steps) {
        TrainingPlan plan = plan(steps, 1, 0.5);
        for (long step = 0; step < steps; step++) {
            assertThat(plan.learningRate(step)).isBetween(0.5 * 0.01, 0.5);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 10, 0.1, 0, 0",
        "10, 0, 0.1, 0, 0",
        "9, 10, 0.1, 0, 0",
        "10, 10, 0, 0, 0",
        "10, 10, NaN, 0, 0",
        "10, 10, 0.1, 1, 0",
        "10, 10, 0.1, -0.1, 0",
        "10, 10, 0.1, 0, 1.1",
        "10, 10, 0.1, 0, NaN",
    })
    void refusesNumbersThatMakeNoSense(long images, int batch, double rate, double dropout, double drawn) {
        assertThatThrownBy(() -> plan(images, batch, rate, dropout, drawn))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** A checkpoint belongs to the plan with the same text. */
    @Test
    void saysEverythingThatMakesItAnother() {
        Objective sum = ToyExamples.OBJECTIVE;
        Optimization optimization = new Optimization(0.01, 0.05, 5, 0.999, 1);
        List<Double> weights = List.of(1.0, 1.0, 1.0, 1.0, 1.0, 2.0);
        List<TrainingPlan> plans = List.of(
                plan(optimization, sum),
                plan(new Optimization(0.02, 0.05, 5, 0.999, 1), sum),
                plan(new Optimization(0.01, 0.06, 5, 0.999, 1), sum),
                plan(new Optimization(0.01, 0.05, 6, 0.999, 1), sum),
                plan(new Optimization(0.01, 0.05, 5, 0.99, 1), sum),
                plan(new Optimization(0.01, 0.05, 5, 0.999, 2), sum),
                plan(optimization, new Objective(new LossCombination.Geometric(), 0, AbsentDigits.LEARN)),
                plan(optimization, new Objective(new LossCombination.Weighted(weights), 0, AbsentDigits.LEARN)),
                plan(optimization, new Objective(new LossCombination.Sum(), 0.1, AbsentDigits.LEARN)),
                plan(optimization, new Objective(new LossCombination.Sum(), 0, AbsentDigits.IGNORE)));
        assertThat(plans.stream().map(TrainingPlan::toString)).doesNotHaveDuplicates();
        assertThat(plan(optimization, sum)).hasToString(plan(optimization, sum).toString());
    }

    private static TrainingPlan plan(Optimization optimization, Objective objective) {
        return new TrainingPlan(ToyExamples.NETWORK, 100, 10, optimization, objective, 0, new Mix(0, 0), 1);
    }

    private static TrainingPlan plan(long images, int batch, double rate) {
        return plan(images, batch, rate, 0, 0);
    }

    private static TrainingPlan plan(long images, int batch, double rate, double dropout, double drawn) {
        return new TrainingPlan(
                ToyExamples.NETWORK,
                images,
                batch,
                new Optimization(rate, 0.05, 5, 0.999, 1),
                ToyExamples.OBJECTIVE,
                dropout,
                new Mix(drawn, 0),
                1);
    }
}
