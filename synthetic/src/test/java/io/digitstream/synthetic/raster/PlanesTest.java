package io.digitstream.synthetic.raster;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;

final class PlanesTest {
    @Test
    void givesTheImageBackUnchanged() {
        BufferedImage image = image(7, 5);
        assertThat(pixels(Planes.of(image).toImage())).isEqualTo(pixels(image));
    }

    @Test
    void leavesAnEvenSurfaceEvenWhateverBlursIt() {
        BufferedImage even = new BufferedImage(9, 6, BufferedImage.TYPE_INT_RGB);
        even.createGraphics().fillRect(0, 0, 9, 6);
        Planes planes = Planes.of(even);
        planes.blur(Kernel.gaussian(3), Kernel.box(4.5));
        planes.sharpen(1, Kernel.gaussian(1));
        assertThat(pixels(planes.resized(9, 6).toImage())).isEqualTo(pixels(even));
    }

    @Test
    void blursAlongTheRowsAndDownTheColumnsAlike() {
        BufferedImage dot = new BufferedImage(9, 9, BufferedImage.TYPE_INT_RGB);
        dot.setRGB(4, 4, 0xffffff);
        Planes planes = Planes.of(dot);
        planes.blur(Kernel.gaussian(1), Kernel.gaussian(1));
        BufferedImage blurred = planes.toImage();
        for (int i = 0; i < 9; i++) {
            assertThat(blurred.getRGB(i, 4)).isEqualTo(blurred.getRGB(4, i));
            assertThat(blurred.getRGB(i, 4)).isEqualTo(blurred.getRGB(8 - i, 4));
        }
        assertThat(blurred.getRGB(3, 4) & 0xff).isBetween(1, blurred.getRGB(4, 4) & 0xff);
    }

    @Test
    void aBlurOfNoWidthChangesNothing() {
        BufferedImage image = image(6, 4);
        Planes planes = Planes.of(image);
        planes.blur(Kernel.gaussian(0), Kernel.box(0.5));
        assertThat(pixels(planes.toImage())).isEqualTo(pixels(image));
    }

    private static BufferedImage image(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < width * height; i++) {
            image.setRGB(i % width, i / width, 0x010203 * (i * 7 % 80));
        }
        return image;
    }

    private static int[] pixels(BufferedImage image) {
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }
}
