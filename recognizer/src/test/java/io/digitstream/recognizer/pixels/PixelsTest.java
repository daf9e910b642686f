package io.digitstream.recognizer.pixels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class PixelsTest {
    private static final InputShape SHAPE = new InputShape(8, 8);

    @Test
    void areNormalizedFromBytesToBetweenMinusOneAndOne() {
        byte[] values = new byte[SHAPE.size()];
        values[1] = (byte) 255;
        values[2] = (byte) 51;
        values[3] = (byte) 204;
        float[] batch = new float[2 * SHAPE.size()];
        new Pixels(SHAPE, values).normalizeInto(batch, SHAPE.size());
        assertThat(batch[SHAPE.size() - 1]).isZero();
        assertThat(batch[SHAPE.size()]).isEqualTo(-1f);
        assertThat(batch[SHAPE.size() + 1]).isEqualTo(1f);
        assertThat(batch[SHAPE.size() + 2]).isEqualTo(-0.6f);
        assertThat(batch[SHAPE.size() + 3]).isEqualTo(0.6f);
    }

    @Test
    void areAsManyAsTheShapeSays() {
        assertThatThrownBy(() -> new Pixels(SHAPE, new byte[5])).hasMessageContaining("holds 192 values, not 5");
        assertThatThrownBy(() -> new InputShape(7, 8)).hasMessageContaining("not 8 x 7");
    }
}
