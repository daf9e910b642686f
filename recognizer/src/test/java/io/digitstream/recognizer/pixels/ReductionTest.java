package io.digitstream.recognizer.pixels;

import static org.assertj.core.api.Assertions.assertThat;

import io.digitstream.recognizer.image.ImageFiles;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ReductionTest {
    @Test
    void makesOnePixelTheMeanOfFour() {
        BufferedImage image = image(
                4, //
                0x000000, 0x0000FF, 0x102030, 0x102030, 0xFF0000, 0x00FF00, 0x102030, 0x102034);
        assertThat(rgb(Reduction.halved(image))).containsExactly(0x404040, 0x102031);
    }

    @Test
    void roundsAMeanToTheNearestLevel() {
        assertThat(rgb(Reduction.halved(image(2, 0, 0, 0, 1)))).containsExactly(0);
        assertThat(rgb(Reduction.halved(image(2, 0, 0, 1, 1)))).containsExactly(1);
        assertThat(rgb(Reduction.halved(image(2, 0xFF, 0xFF, 0xFF, 0xFE)))).containsExactly(0xFF);
    }

    @Test
    void takesTheMeanOfTwoAtAnOddEdgeAndTheLastPixelInItsCorner() {
        BufferedImage image = image(
                3, //
                10, 20, 30, 30, 40, 50, 60, 80, 99);
        BufferedImage halved = Reduction.halved(image);
        assertThat(halved.getWidth()).isEqualTo(2);
        assertThat(rgb(halved)).containsExactly(25, 40, 70, 99);
    }

    @Test
    void keepsAnImageOfOnePixel() {
        assertThat(rgb(Reduction.halved(image(1, 0x123456)))).containsExactly(0x123456);
    }

    @ParameterizedTest
    @CsvSource({
        "10, 6, 1, 60",
        "10, 6, 2, 15",
        "10, 6, 3, 8",
        "10, 6, 4, 6",
        "10, 6, 100, 1",
        "65535, 65535, 1, 4294836225"
    })
    void countsThePixelsThatAreLeftOfSo(int width, int height, int step, long expected) {
        assertThat(Reduction.pixels(width, height, step)).isEqualTo(expected);
    }

    private static BufferedImage image(int width, int... rgb) {
        BufferedImage image = new BufferedImage(width, rgb.length / width, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, width, rgb.length / width, rgb, 0, width);
        return image;
    }

    private static int[] rgb(BufferedImage image) {
        int[] rgb = ImageFiles.argb(image);
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] &= 0xFFFFFF;
        }
        return rgb;
    }
}
