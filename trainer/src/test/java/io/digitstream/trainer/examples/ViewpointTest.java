package io.digitstream.trainer.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.digitstream.recognizer.image.Region;
import io.digitstream.trainer.raster.Dice;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ViewpointTest {
    /** From straight ahead, pixel for pixel; beyond the photo its edge goes on. */
    @Test
    void changesNothingFromStraightAhead() {
        BufferedImage photo = gradient(40, 30);
        BufferedImage view = new Viewpoint(20, 15, 1, 0, 0, 1, 0, 0).see(photo, 50, 1);
        for (int y = 0; y < 50; y++) {
            for (int x = 0; x < 50; x++) {
                int photoX = Math.max(0, Math.min(39, x - 5));
                int photoY = Math.max(0, Math.min(29, y - 10));
                assertThat(view.getRGB(x, y)).isEqualTo(photo.getRGB(photoX, photoY));
            }
        }
    }

    @Test
    void enlargesAroundTheMiddle() {
        BufferedImage view = new Viewpoint(20, 15, 1, 0, 0, 1, 0, 0).see(gradient(40, 30), 20, 4);
        assertThat(red(view, 2, 10)).isCloseTo(5 * (20 - 2) - 1, org.assertj.core.data.Offset.offset(2));
        assertThat(red(view, 18, 10)).isCloseTo(5 * (20 + 2) - 2, org.assertj.core.data.Offset.offset(2));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void keepsTheMiddleInTheMiddle(long seed) {
        BufferedImage photo = gradient(40, 30);
        for (int i = 0; i < 20; i++) {
            BufferedImage view = Viewpoint.around(new Region(10, 10, 20, 10), Dice.of(seed, i))
                    .see(photo, 60, 1.5);
            assertThat(red(view, 30, 30)).isBetween(92, 108);
        }
    }

    private static int red(BufferedImage image, int x, int y) {
        return (image.getRGB(x, y) >> 16) & 0xFF;
    }

    private static BufferedImage gradient(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, ((5 * x) << 16) | ((5 * y) << 8) | 77);
            }
        }
        return image;
    }
}
