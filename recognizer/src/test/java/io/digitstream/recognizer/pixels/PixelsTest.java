package io.digitstream.recognizer.pixels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class PixelsTest {
    private static final InputShape SHAPE = new InputShape(8, 8);

    /** Half of the values 100, half 140: a mean of 120, a deviation of 20. */
    @Test
    void areNormalizedByTheirOwnMeanAndDeviation() {
        byte[] values = new byte[SHAPE.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (byte) (i % 2 == 0 ? 100 : 140);
        }
        float[] batch = new float[2 * SHAPE.size()];
        new Pixels(SHAPE, values).normalizeInto(batch, SHAPE.size());
        assertThat(batch[SHAPE.size() - 1]).isZero();
        assertThat(batch[SHAPE.size()]).isEqualTo(-1f);
        assertThat(batch[SHAPE.size() + 1]).isEqualTo(1f);
    }

    @Test
    void areNotStretchedToNoiseWhereThereIsNoContrast() {
        byte[] values = new byte[SHAPE.size()];
        Arrays.fill(values, (byte) 200);
        values[0] = (byte) 203;
        values[1] = (byte) 197;
        float[] batch = new float[SHAPE.size()];
        new Pixels(SHAPE, values).normalizeInto(batch, 0);
        assertThat(batch[0]).isEqualTo(0.5f);
        assertThat(batch[1]).isEqualTo(-0.5f);
        assertThat(batch[2]).isZero();
    }

    @Test
    void areAsManyAsTheShapeSays() {
        assertThatThrownBy(() -> new Pixels(SHAPE, new byte[5])).hasMessageContaining("holds 192 values, not 5");
        assertThatThrownBy(() -> new InputShape(7, 8)).hasMessageContaining("not 8 x 7");
    }
}
