package io.digitstream.recognizer.image;

import java.awt.image.BufferedImage;

/**
 * What see-through images are composed on: white where their visible pixels are dark, black where these are light, so that a number
 * stays visible whose surroundings were left out.
 */
final class Background {
    private static final int WHITE = 0xFF;
    private static final int BLACK = 0;
    /** Of red, green and blue, in 256ths (ITU-R BT.601). */
    private static final int[] LUMINANCE = {77, 150, 29};

    private Background() {}

    /** Returns the same image without see-through pixels; the image itself if it cannot have any. */
    static BufferedImage under(BufferedImage image) {
        if (!image.getColorModel().hasAlpha()) {
            return image;
        }
        BufferedImage opaque = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        // Nearly all are dark or not see-through at all: a second pass is needed only for the others.
        long lightness = compose(image, WHITE, opaque);
        if (lightness > 0) {
            compose(image, BLACK, opaque);
        }
        return opaque;
    }

    /** Returns how much lighter than medium grey the visible pixels are together; 0 where nothing is seen through. */
    private static long compose(BufferedImage image, int background, BufferedImage target) {
        long lightness = 0;
        long hidden = 0;
        int[] row = new int[image.getWidth()];
        for (int y = 0; y < image.getHeight(); y++) {
            image.getRGB(0, y, row.length, 1, row, 0, row.length);
            for (int i = 0; i < row.length; i++) {
                int argb = row[i];
                int alpha = argb >>> 24;
                hidden += 255 - alpha;
                lightness += (long) alpha * (2 * luminance(argb) - 255);
                row[i] = alpha == 255 ? argb : on(background, argb);
            }
            target.setRGB(0, y, row.length, 1, row, 0, row.length);
        }
        return hidden == 0 ? 0 : lightness;
    }

    private static int luminance(int rgb) {
        return (LUMINANCE[0] * (rgb >> 16 & 0xFF) + LUMINANCE[1] * (rgb >> 8 & 0xFF) + LUMINANCE[2] * (rgb & 0xFF))
                >> 8;
    }

    private static int on(int background, int argb) {
        int alpha = argb >>> 24;
        int behind = background * (255 - alpha);
        int red = ((argb >> 16 & 0xFF) * alpha + behind) / 255;
        int green = ((argb >> 8 & 0xFF) * alpha + behind) / 255;
        int blue = ((argb & 0xFF) * alpha + behind) / 255;
        return red << 16 | green << 8 | blue;
    }
}
