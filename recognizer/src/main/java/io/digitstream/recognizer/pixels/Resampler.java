package io.digitstream.recognizer.pixels;

import java.awt.image.BufferedImage;

/**
 * Stretches a part of a photo to the network's input with a triangle filter that widens with the reduction, so that
 * shrinking averages instead of skipping (the antialiased bilinear filter of imaging libraries). Pure.
 *
 * <p>Written here, not taken from Java2D, since its result must be the same in training and serving on every platform
 * and Java version.
 */
final class Resampler {
    private final BufferedImage source;
    private final int sourceWidth;
    private final int sourceHeight;

    /** @param source without see-through pixels */
    Resampler(BufferedImage source) {
        this.source = source;
        this.sourceWidth = source.getWidth();
        this.sourceHeight = source.getHeight();
    }

    /** @param crop in pixels of the source */
    Pixels stretch(Crop crop, InputShape shape) {
        Taps columns = Taps.along(crop.left(), crop.width(), shape.width(), sourceWidth);
        Taps rows = Taps.along(crop.top(), crop.height(), shape.height(), sourceHeight);
        float[] narrowed = narrow(columns, rows.from(), rows.to(), shape.width());
        byte[] values = new byte[shape.size()];
        int plane = shape.width() * shape.height();
        for (int y = 0; y < shape.height(); y++) {
            for (int x = 0; x < shape.width(); x++) {
                for (int channel = 0; channel < InputShape.CHANNELS; channel++) {
                    float sum = 0;
                    for (int k = rows.first(y); k < rows.end(y); k++) {
                        int row = (k - rows.from()) * shape.width() + x;
                        sum += rows.weight(y, k) * narrowed[row * InputShape.CHANNELS + channel];
                    }
                    values[channel * plane + y * shape.width() + x] =
                            (byte) Math.min(255, Math.max(0, Math.round(sum)));
                }
            }
        }
        return new Pixels(shape, values);
    }

    /** The rows from {@code top} to {@code bottom}, each brought to the final width; colours interleaved. */
    private float[] narrow(Taps columns, int top, int bottom, int width) {
        int offset = columns.from();
        int[] row = new int[columns.to() - offset];
        float[] narrowed = new float[(bottom - top) * width * InputShape.CHANNELS];
        int at = 0;
        for (int y = top; y < bottom; y++) {
            source.getRGB(offset, y, row.length, 1, row, 0, row.length);
            for (int x = 0; x < width; x++) {
                float red = 0;
                float green = 0;
                float blue = 0;
                for (int k = columns.first(x); k < columns.end(x); k++) {
                    float weight = columns.weight(x, k);
                    int argb = row[k - offset];
                    red += weight * (argb >> 16 & 0xFF);
                    green += weight * (argb >> 8 & 0xFF);
                    blue += weight * (argb & 0xFF);
                }
                narrowed[at++] = red;
                narrowed[at++] = green;
                narrowed[at++] = blue;
            }
        }
        return narrowed;
    }
}
