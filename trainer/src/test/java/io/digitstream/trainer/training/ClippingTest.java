package io.digitstream.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

final class ClippingTest {
    @Test
    void shortensALongGradientAndKeepsItsDirection() {
        INDArray gradient = Nd4j.createFromArray(3f, 0f, -4f);
        assertThat(Clipping.clip(gradient, 2.5)).isEqualTo(5);
        assertThat(gradient.toFloatVector()).containsExactly(1.5f, 0f, -2f);
    }

    @Test
    void leavesAShortGradientAlone() {
        INDArray gradient = Nd4j.createFromArray(3f, 0f, -4f);
        assertThat(Clipping.clip(gradient, 5)).isEqualTo(5);
        assertThat(gradient.toFloatVector()).containsExactly(3f, 0f, -4f);
    }
}
