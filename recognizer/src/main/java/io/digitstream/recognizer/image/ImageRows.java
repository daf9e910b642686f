package io.digitstream.recognizer.image;

import java.awt.image.BufferedImage;

/**
 * The rows of an image in memory, in any order, as {@link BufferedImage#getRGB} gives them; but that asks the colour model for each
 * pixel, also where they lie there as wanted. One thread.
 */
public final class ImageRows implements PixelRows {
    private final BufferedImage image;
    private final byte[] samples;

    /** @param image without see-through pixels */
    public ImageRows(BufferedImage image) {
        this.image = image;
        this.samples = new byte[image.getType() == BufferedImage.TYPE_3BYTE_BGR ? 3 * image.getWidth() : 0];
    }

    @Override
    public int width() {
        return image.getWidth();
    }

    @Override
    public int height() {
        return image.getHeight();
    }

    @Override
    public void read(int y, int left, int[] pixels) {
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
    }
}
