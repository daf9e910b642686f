package io.digitstream.recognizer.pixels;

import java.awt.image.BufferedImage;

/**
 * Part of an image's rows, one after the other, as {@link BufferedImage#getRGB} gives them; but that asks the colour model for each
 * pixel, also where they lie there as wanted. One thread.
 */
final class RgbRow {
    private final BufferedImage image;
    private final int left;
    private final int[] pixels;
    private final byte[] samples;

    /**
     * @param image without see-through pixels
     * @param left first column
     * @param width pixels
     */
    RgbRow(BufferedImage image, int left, int width) {
        this.image = image;
        this.left = left;
        this.pixels = new int[width];
        this.samples = new byte[image.getType() == BufferedImage.TYPE_3BYTE_BGR ? 3 * width : 0];
    }

    /** Red, green and blue from bit 16, 8 and 0 on; what is above is anything. The same array each time. */
    int[] at(int y) {
        switch (image.getType()) {
            case BufferedImage.TYPE_INT_RGB -> image.getRaster().getDataElements(left, y, pixels.length, 1, pixels);
            case BufferedImage.TYPE_3BYTE_BGR -> {
                image.getRaster().getDataElements(left, y, pixels.length, 1, samples);
                for (int i = 0; i < pixels.length; i++) {
                    pixels[i] = (samples[3 * i] & 0xFF) << 16
                            | (samples[3 * i + 1] & 0xFF) << 8
                            | (samples[3 * i + 2] & 0xFF);
                }
            }
            default -> image.getRGB(left, y, pixels.length, 1, pixels, 0, pixels.length);
        }
        return pixels;
    }
}
