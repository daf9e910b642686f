package io.digitstream.trainer.scenes;

import io.digitstream.recognizer.image.Box;
import io.digitstream.recognizer.image.Region;
import io.digitstream.synthetic.raster.SeededRandom;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Optional;

/** Photos in grey noise whose numbers are marked in a colour that nothing else has, and how to find it again. */
public final class Marks {
    public static final Color MAGENTA = Color.MAGENTA;

    private Marks() {}

    public static BufferedImage noise(int width, int height, long seed) {
        SeededRandom random = SeededRandom.of(seed, 0);
        BufferedImage photo = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < width * height; i++) {
            photo.setRGB(i % width, i / width, (100 + random.below(50)) * 0x010101);
        }
        return photo;
    }

    public static void fill(BufferedImage photo, Region region, Color colour) {
        Graphics2D graphics = photo.createGraphics();
        graphics.setColor(colour);
        graphics.fillRect(region.left(), region.top(), region.width(), region.height());
        graphics.dispose();
    }

    /** Grey noise with this region in magenta. */
    public static BufferedImage photo(int width, int height, Region region) {
        BufferedImage photo = noise(width, height, 1);
        fill(photo, region, MAGENTA);
        return photo;
    }

    /** Around the pixels that are nearer to a colour than to grey; nothing where there are none. */
    public static Optional<Box> find(BufferedImage image, Color colour) {
        int left = Integer.MAX_VALUE;
        int top = Integer.MAX_VALUE;
        int right = 0;
        int bottom = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                if (is(image.getRGB(x, y), colour)) {
                    left = Math.min(left, x);
                    top = Math.min(top, y);
                    right = Math.max(right, x + 1);
                    bottom = Math.max(bottom, y + 1);
                }
            }
        }
        return right == 0 ? Optional.empty() : Optional.of(Box.between(left, top, right, bottom));
    }

    private static boolean is(int pixel, Color colour) {
        return distance(pixel, colour.getRGB()) < distance(pixel, 0x7D7D7D);
    }

    private static int distance(int one, int other) {
        int distance = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
            distance += Math.abs((one >> shift & 0xFF) - (other >> shift & 0xFF));
        }
        return distance;
    }

    public static int hash(BufferedImage image) {
        return Arrays.hashCode(image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth()));
    }
}
