package io.digitstream.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.digitstream.recognizer.network.Architecture;
import io.digitstream.recognizer.weights.Release;
import io.digitstream.recognizer.weights.ShippedWeights;
import io.digitstream.trainer.examples.Mix;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TrainingPlanTest {
    private static final Optimization OPTIMIZATION = new Optimization(0.01, 0.05, 5, 0.999, 1);

    @ParameterizedTest
    @CsvSource({"1, 0", "-0.1, 0", "NaN, 0", "0, 1.1", "0, NaN"})
    void refusesNumbersThatMakeNoSense(double dropout, double drawn) {
        assertThatThrownBy(() -> plan(OPTIMIZATION, ToyExamples.OBJECTIVE, dropout, new Mix(drawn, 0), 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesAReleaseOfAnotherNetwork() {
        Release shipped = ShippedWeights.load();
        Schedule schedule = new Schedule(100, 10, OPTIMIZATION, 1);
        assertThatThrownBy(() -> new TrainingPlan(ToyExamples.trainee(0), shipped, schedule, new Mix(0, 0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("release " + shipped.version() + " is of another network");
        ReadingTrainee same = new ReadingTrainee(Architecture.of(5), ToyExamples.OBJECTIVE, 0);
        assertThat(new TrainingPlan(same, shipped, schedule, new Mix(0, 0)).parent())
                .isSameAs(shipped);
    }

    /** A checkpoint belongs to the plan with the same text. */
    @Test
    void saysEverythingThatMakesItAnother() {
        Objective sum = ToyExamples.OBJECTIVE;
        List<Double> weights = List.of(1.0, 1.0, 1.0, 1.0, 1.0, 2.0);
        List<TrainingPlan> plans = List.of(
                plan(OPTIMIZATION, sum),
                plan(new Optimization(0.02, 0.05, 5, 0.999, 1), sum),
                plan(new Optimization(0.01, 0.06, 5, 0.999, 1), sum),
                plan(new Optimization(0.01, 0.05, 6, 0.999, 1), sum),
                plan(new Optimization(0.01, 0.05, 5, 0.99, 1), sum),
                plan(new Optimization(0.01, 0.05, 5, 0.999, 2), sum),
                plan(OPTIMIZATION, new Objective(new LossCombination.Geometric(), 0, AbsentDigits.LEARN)),
                plan(OPTIMIZATION, new Objective(new LossCombination.Weighted(weights), 0, AbsentDigits.LEARN)),
                plan(OPTIMIZATION, new Objective(new LossCombination.Sum(), 0.1, AbsentDigits.LEARN)),
                plan(OPTIMIZATION, new Objective(new LossCombination.Sum(), 0, AbsentDigits.IGNORE)),
                plan(OPTIMIZATION, sum, 0.1, new Mix(0, 0), 1),
                plan(OPTIMIZATION, sum, 0, new Mix(0.1, 0), 1),
                plan(OPTIMIZATION, sum, 0, new Mix(0, 0.1), 1),
                plan(OPTIMIZATION, sum, 0, new Mix(0, 0), 2));
        assertThat(plans.stream().map(TrainingPlan::toString)).doesNotHaveDuplicates();
        assertThat(plan(OPTIMIZATION, sum)).hasToString(plan(OPTIMIZATION, sum).toString());
    }

    private static TrainingPlan plan(Optimization optimization, Objective objective) {
        return plan(optimization, objective, 0, new Mix(0, 0), 1);
    }

    private static TrainingPlan plan(
            Optimization optimization, Objective objective, double dropout, Mix mix, long seed) {
        ReadingTrainee trainee = new ReadingTrainee(ToyExamples.NETWORK, objective, dropout);
        return new TrainingPlan(trainee, null, new Schedule(100, 10, optimization, seed), mix);
    }
}
