package io.digitstream.recognizer.pixels;

import static org.assertj.core.api.Assertions.assertThat;

import io.digitstream.recognizer.image.ImageFiles;
import io.digitstream.recognizer.image.ImageRows;
import java.awt.image.BufferedImage;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ResamplerTest {
    private static final InputShape SHAPE = new InputShape(12, 16);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void keepsAnImageOfOneColour(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 100; i++) {
            int rgb = random.nextInt(1 << 24);
            int width = 1 + random.nextInt(120);
            int height = 1 + random.nextInt(120);
            double left = random.nextDouble() * width * 0.9;
            double top = random.nextDouble() * height * 0.9;
            Crop crop = new Crop(
                    left,
                    top,
                    (width - left) * (0.1 + 0.9 * random.nextDouble()),
                    (height - top) * (0.1 + 0.9 * random.nextDouble()));
            Pixels pixels = new Resampler(new ImageRows(ImageFiles.plain(width, height, rgb))).stretch(crop, SHAPE);
            requirePlane(pixels, 0, rgb >> 16 & 0xFF);
            requirePlane(pixels, 1, rgb >> 8 & 0xFF);
            requirePlane(pixels, 2, rgb & 0xFF);
        }
    }

    @Test
    void givesThePixelsThemselvesWhereSizesAreEqual() {
        BufferedImage scene = ImageFiles.scene(16, 12, 3);
        Pixels pixels = new Resampler(new ImageRows(scene)).stretch(Crop.whole(16, 12), SHAPE);
        for (int y = 0; y < 12; y++) {
            for (int x = 0; x < 16; x++) {
                int rgb = value(pixels, 0, x, y) << 16 | value(pixels, 1, x, y) << 8 | value(pixels, 2, x, y);
                assertThat(rgb).isEqualTo(scene.getRGB(x, y) & 0xFFFFFF);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"160, 120", "333, 251", "1600, 1200"})
    void averagesWhenItShrinksInsteadOfSkipping(int width, int height) {
        BufferedImage board = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                board.setRGB(x, y, (x + y) % 2 == 0 ? 0xFFFFFF : 0);
            }
        }
        Pixels pixels = new Resampler(new ImageRows(board)).stretch(Crop.whole(width, height), SHAPE);
        for (byte value : pixels.values()) {
            assertThat(value & 0xFF).isBetween(124, 131);
        }
    }

    @Test
    void goesSmoothlyFromPixelToPixelWhenItEnlarges() {
        BufferedImage step = new BufferedImage(2, 1, BufferedImage.TYPE_INT_RGB);
        step.setRGB(1, 0, 0xFFFFFF);
        Pixels pixels = new Resampler(new ImageRows(step)).stretch(Crop.whole(2, 1), SHAPE);
        assertThat(value(pixels, 0, 0, 0)).isZero();
        assertThat(value(pixels, 0, 15, 0)).isEqualTo(255);
        for (int x = 1; x < 16; x++) {
            assertThat(value(pixels, 0, x, 0) - value(pixels, 0, x - 1, 0)).isBetween(0, 40);
        }
    }

    @ParameterizedTest
    @CsvSource({"7, 5", "40, 90", "300, 200"})
    void treatsLeftAndRightAndTopAndBottomAlike(int width, int height) {
        BufferedImage scene = ImageFiles.scene(width, height, 9);
        BufferedImage turned = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < width * height; i++) {
            turned.setRGB(width - 1 - i % width, height - 1 - i / width, scene.getRGB(i % width, i / width));
        }
        Pixels pixels = new Resampler(new ImageRows(scene)).stretch(Crop.whole(width, height), SHAPE);
        Pixels turnedPixels = new Resampler(new ImageRows(turned)).stretch(Crop.whole(width, height), SHAPE);
        for (int channel = 0; channel < InputShape.CHANNELS; channel++) {
            for (int i = 0; i < 16 * 12; i++) {
                assertThat(value(turnedPixels, channel, 15 - i % 16, 11 - i / 16))
                        .isBetween(
                                value(pixels, channel, i % 16, i / 16) - 1, value(pixels, channel, i % 16, i / 16) + 1);
            }
        }
    }

    @Test
    void layOutIsPlanesOfRedGreenAndBlue() {
        Pixels pixels = new Resampler(new ImageRows(ImageFiles.plain(1, 1, 0x010203))).stretch(Crop.whole(1, 1), SHAPE);
        requirePlane(pixels, 0, 1);
        requirePlane(pixels, 1, 2);
        requirePlane(pixels, 2, 3);
    }

    private static void requirePlane(Pixels pixels, int channel, int expected) {
        for (int i = 0; i < 16 * 12; i++) {
            assertThat(value(pixels, channel, i % 16, i / 16)).isEqualTo(expected);
        }
    }

    private static int value(Pixels pixels, int channel, int x, int y) {
        return pixels.values()[(channel * 12 + y) * 16 + x] & 0xFF;
    }
}
