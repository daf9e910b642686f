package io.digitstream.recognizer.pixels;

import java.awt.image.BufferedImage;

/** Large photos made smaller by whole factors. Pure. */
final class Reduction {
    private Reduction() {}

    /** How many pixels are left when one in so many is taken, across and down. */
    static long pixels(int width, int height, int step) {
        return (long) ((width + step - 1) / step) * ((height + step - 1) / step);
    }

    /** Half as wide and high (rounded up), each pixel the mean of four; of two or one at an odd edge. */
    static BufferedImage halved(BufferedImage image) {
        int width = (image.getWidth() + 1) / 2;
        int height = (image.getHeight() + 1) / 2;
        BufferedImage halved = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        int[] upper = new int[image.getWidth()];
        int[] lower = new int[image.getWidth()];
        int[] row = new int[width];
        for (int y = 0; y < height; y++) {
            image.getRGB(0, 2 * y, upper.length, 1, upper, 0, upper.length);
            image.getRGB(0, Math.min(2 * y + 1, image.getHeight() - 1), lower.length, 1, lower, 0, lower.length);
            for (int x = 0; x < width; x++) {
                int right = Math.min(2 * x + 1, upper.length - 1);
                row[x] = mean(upper[2 * x], upper[right], lower[2 * x], lower[right]);
            }
            halved.setRGB(0, y, width, 1, row, 0, width);
        }
        return halved;
    }

    private static int mean(int a, int b, int c, int d) {
        int mean = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
            int sum = (a >> shift & 0xFF) + (b >> shift & 0xFF) + (c >> shift & 0xFF) + (d >> shift & 0xFF);
            mean |= ((sum + 2) / 4) << shift;
        }
        return mean;
    }
}
