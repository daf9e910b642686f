package io.digitstream.recognizer.pixels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class PixelsTest {
    private static final InputShape SHAPE = new InputShape(8, 8);

    /** Half of the values 100, half 140: a mean of 120, a deviation of 20. */
    @Test
    void areStretchedToAnotherShape() {
        InputShape narrow = new InputShape(8, 8);
        byte[] values = new byte[narrow.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (byte) (i / 64 * 60 + i % 8 * 10);
        }
        Pixels image = new Pixels(narrow, values);
        Pixels wide = image.stretchedTo(new InputShape(8, 16));
        assertThat(wide.shape()).isEqualTo(new InputShape(8, 16));
        for (int channel = 0; channel < 3; channel++) {
            int row = channel * 8 * 16 + 5 * 16;
            assertThat(wide.values()[row] & 0xFF).isEqualTo(60 * channel);
            assertThat(wide.values()[row + 15] & 0xFF).isEqualTo(60 * channel + 70);
            // Halfway between two pixels' middles, less and more a quarter of a pixel.
            assertThat((wide.values()[row + 7] & 0xFF) - 60 * channel).isBetween(32, 33);
            assertThat((wide.values()[row + 8] & 0xFF) - 60 * channel).isBetween(37, 38);
        }
        assertThat(image.stretchedTo(narrow)).isSameAs(image);
        assertThat(wide.stretchedTo(narrow).shape()).isEqualTo(narrow);
    }

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
