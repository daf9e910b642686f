package io.digitstream.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

final class ClippingTest {
    @Test
    void measuresAGradientOfManyRanges() throws InterruptedException {
        INDArray gradient = Nd4j.zeros(DataType.FLOAT, 100_000);
        gradient.putScalar(0, 3);
        gradient.putScalar(99_999, -4);
        try (Ranges ranges = new Ranges(gradient.length(), 2)) {
            assertThat(Clipping.length(ranges, ranges.views(gradient))).isEqualTo(5);
        }
    }

    @Test
    void shortensALongGradientToTheLongest() {
        assertThat(Clipping.factor(5, 2.5)).isEqualTo(0.5);
    }

    @Test
    void leavesAShortGradientAlone() {
        assertThat(Clipping.factor(5, 5)).isEqualTo(1);
    }
}
