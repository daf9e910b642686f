package io.digitstream.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

final class MovingAverageTest {
    @Test
    void keepsLittleAtFirstAndThenWhatItWasToldTo() {
        INDArray parameters = Nd4j.createFromArray(10.0);
        MovingAverage average = average(parameters, 0.3);
        double expected = 10;
        double[] kept = {2.0 / 11, 3.0 / 12, 0.3, 0.3, 0.3};
        for (int step = 1; step <= 5; step++) {
            double parameter = step * step;
            parameters.assign(parameter);
            average.follow(0, step);
            expected = kept[step - 1] * expected + (1 - kept[step - 1]) * parameter;
            assertThat(average.parameters().getDouble(0)).isCloseTo(expected, within(1e-9));
        }
    }

    @Test
    void isTheParametersThemselvesWhereNothingIsKept() {
        INDArray parameters = Nd4j.createFromArray(1f, 2f);
        MovingAverage average = average(parameters, 0);
        parameters.assign(Nd4j.createFromArray(0.3f, -7f));
        average.follow(0, 1);
        assertThat(average.parameters().toFloatVector()).containsExactly(0.3f, -7f);
        assertThat(parameters.toFloatVector()).containsExactly(0.3f, -7f);
    }

    private static MovingAverage average(INDArray parameters, double decay) {
        try (Ranges ranges = new Ranges(parameters.length(), 1)) {
            return new MovingAverage(ranges, parameters, decay);
        }
    }
}
