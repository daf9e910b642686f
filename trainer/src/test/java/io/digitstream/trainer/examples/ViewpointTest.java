package io.digitstream.trainer.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.digitstream.recognizer.image.Region;
import io.digitstream.synthetic.raster.SeededRandom;
import java.awt.geom.Point2D;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ViewpointTest {
    /** From straight ahead, pixel for pixel; beyond the photo its edge goes on. */
    @Test
    void changesNothingFromStraightAhead() {
        BufferedImage photo = gradient(40, 30);
        BufferedImage view = new Viewpoint(20, 15, 1, 0, 0, 1, 0, 0).see(photo, 50, 50, 25, 25, 1);
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
        BufferedImage view = new Viewpoint(20, 15, 1, 0, 0, 1, 0, 0).see(gradient(40, 30), 20, 20, 10, 10, 4);
        assertThat(red(view, 2, 10)).isCloseTo(5 * (20 - 2) - 1, within(2));
        assertThat(red(view, 18, 10)).isCloseTo(5 * (20 + 2) - 2, within(2));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void keepsTheMiddleInTheMiddle(long seed) {
        BufferedImage photo = gradient(40, 30);
        for (int i = 0; i < 20; i++) {
            BufferedImage view = Viewpoint.around(new Region(10, 10, 20, 10), SeededRandom.of(seed, i))
                    .see(photo, 60, 60, 30, 30, 1.5);
            assertThat(red(view, 30, 30)).isBetween(92, 108);
        }
    }

    /** A mark is seen where {@link Viewpoint#offset} says that its place in the photo is. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void knowsWhereAPlaceOfThePhotoIsSeen(long seed) {
        Region region = new Region(60, 50, 80, 40);
        for (int i = 0; i < 20; i++) {
            SeededRandom random = SeededRandom.of(seed, i);
            int left = 55 + random.below(85);
            int top = 45 + random.below(45);
            BufferedImage photo = new BufferedImage(200, 140, BufferedImage.TYPE_INT_RGB);
            for (int pixel = 0; pixel < 25; pixel++) {
                photo.setRGB(left + pixel % 5, top + pixel / 5, 0xFF0000);
            }
            Viewpoint from = Viewpoint.around(region, random);
            double middleX = random.between(140, 160);
            double middleY = random.between(90, 110);
            double scale = random.between(1, 2);
            Point2D.Double seen = middle(from.see(photo, 320, 220, middleX, middleY, scale));
            Point2D.Double offset = from.offset(left + 2.5, top + 2.5);
            assertThat(seen.x).as("mark %d", i).isCloseTo(middleX + scale * offset.x, within(0.5));
            assertThat(seen.y).as("mark %d", i).isCloseTo(middleY + scale * offset.y, within(0.5));
        }
    }

    /** Of what is red, in fractions of pixels. */
    private static Point2D.Double middle(BufferedImage view) {
        double sum = 0;
        double x = 0;
        double y = 0;
        for (int i = 0; i < view.getWidth() * view.getHeight(); i++) {
            int column = i % view.getWidth();
            int row = i / view.getWidth();
            int red = red(view, column, row);
            sum += red;
            x += red * (column + 0.5);
            y += red * (row + 0.5);
        }
        return new Point2D.Double(x / sum, y / sum);
    }

    /** A canvas of any sides, with the middle anywhere on it. */
    @Test
    void putsTheMiddleWhereItIsTold() {
        BufferedImage view = new Viewpoint(20, 15, 1, 0, 0, 1, 0, 0).see(gradient(40, 30), 30, 12, 7, 4, 1);
        assertThat(view.getWidth()).isEqualTo(30);
        assertThat(view.getHeight()).isEqualTo(12);
        for (int y = 0; y < 12; y++) {
            for (int x = 0; x < 30; x++) {
                int photoX = Math.min(39, x + 13);
                assertThat(view.getRGB(x, y)).isEqualTo(gradient(40, 30).getRGB(photoX, y + 11));
            }
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
