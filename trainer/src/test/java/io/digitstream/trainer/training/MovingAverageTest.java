package io.digitstream.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.factory.Nd4j;

final class MovingAverageTest {
    @Test
    void keepsLittleAtFirstAndThenWhatItWasToldTo() {
        MovingAverage average = new MovingAverage(Nd4j.createFromArray(10.0), 0.3);
        double expected = 10;
        double[] kept = {2.0 / 11, 3.0 / 12, 0.3, 0.3, 0.3};
        for (int step = 1; step <= 5; step++) {
            double parameter = step * step;
            average.follow(Nd4j.createFromArray(parameter), step);
            expected = kept[step - 1] * expected + (1 - kept[step - 1]) * parameter;
            assertThat(average.parameters().getDouble(0)).isCloseTo(expected, within(1e-9));
        }
    }

    @Test
    void isTheParametersThemselvesWhereNothingIsKept() {
        MovingAverage average = new MovingAverage(Nd4j.createFromArray(1f, 2f), 0);
        average.follow(Nd4j.createFromArray(0.3f, -7f), 1);
        assertThat(average.parameters().toFloatVector()).containsExactly(0.3f, -7f);
    }

    @Test
    void leavesTheParametersAsTheyAre() {
        var parameters = Nd4j.createFromArray(1f, 2f);
        MovingAverage average = new MovingAverage(parameters, 0.5);
        average.follow(parameters.add(3), 1);
        assertThat(parameters.toFloatVector()).containsExactly(1f, 2f);
    }
}
