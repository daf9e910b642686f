package io.digitstream.recognizer.pixels;

import java.awt.image.BufferedImage;
import java.util.Arrays;

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
        float[][] narrowed = narrow(columns, rows.from(), rows.to(), shape.width());
        byte[] values = new byte[shape.size()];
        float[] sums = new float[shape.width()];
        int at = 0;
        for (float[] plane : narrowed) {
            for (int y = 0; y < shape.height(); y++) {
                Arrays.fill(sums, 0);
                float[] weights = rows.weights(y);
                for (int k = 0; k < weights.length; k++) {
                    add(plane, (rows.first(y) + k - rows.from()) * sums.length, weights[k], sums);
                }
                for (float sum : sums) {
                    values[at++] = level(sum);
                }
            }
        }
        return new Pixels(shape, values);
    }

    private static void add(float[] plane, int row, float weight, float[] sums) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += weight * plane[row + i];
        }
    }

    /** Rounded as {@link Math#round(float)} does, of what is 0 or more. */
    private static byte level(float sum) {
        return (byte) Math.min(255, (int) (sum + 0.5));
    }

    /** Planes of red, green and blue: the rows from {@code top} to {@code bottom}, each brought to the final width. */
    private float[][] narrow(Taps columns, int top, int bottom, int width) {
        int offset = columns.from();
        RgbRow row = new RgbRow(source, offset, columns.to() - offset);
        float[] reds = new float[(bottom - top) * width];
        float[] greens = new float[reds.length];
        float[] blues = new float[reds.length];
        int at = 0;
        for (int y = top; y < bottom; y++) {
            int[] pixels = row.at(y);
            for (int x = 0; x < width; x++) {
                float red = 0;
                float green = 0;
                float blue = 0;
                float[] weights = columns.weights(x);
                int first = columns.first(x) - offset;
                for (int k = 0; k < weights.length; k++) {
                    float weight = weights[k];
                    int rgb = pixels[first + k];
                    red += weight * (rgb >> 16 & 0xFF);
                    green += weight * (rgb >> 8 & 0xFF);
                    blue += weight * (rgb & 0xFF);
                }
                reds[at] = red;
                greens[at] = green;
                blues[at++] = blue;
            }
        }
        return new float[][] {reds, greens, blues};
    }
}
