package io.digitstream.recognizer.image;

import java.awt.image.BufferedImage;

/** White paper under see-through images. */
final class Paper {
    private Paper() {}

    /** The same image without see-through pixels; the image itself if it cannot have any. */
    static BufferedImage under(BufferedImage image) {
        if (!image.getColorModel().hasAlpha()) {
            return image;
        }
        BufferedImage opaque = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        int[] row = new int[image.getWidth()];
        for (int y = 0; y < image.getHeight(); y++) {
            image.getRGB(0, y, row.length, 1, row, 0, row.length);
            for (int i = 0; i < row.length; i++) {
                row[i] = onWhite(row[i]);
            }
            opaque.setRGB(0, y, row.length, 1, row, 0, row.length);
        }
        return opaque;
    }

    private static int onWhite(int argb) {
        int alpha = argb >>> 24;
        int paper = 255 * (255 - alpha);
        int red = ((argb >> 16 & 0xFF) * alpha + paper) / 255;
        int green = ((argb >> 8 & 0xFF) * alpha + paper) / 255;
        int blue = ((argb & 0xFF) * alpha + paper) / 255;
        return red << 16 | green << 8 | blue;
    }
}
