package io.digitstream.recognizer.pixels;

import io.digitstream.recognizer.image.PixelRows;
import java.util.Arrays;

/**
 * Stretches a part of a photo to the network's input with a triangle filter that widens with the reduction, so that
 * shrinking averages instead of skipping (the antialiased bilinear filter of imaging libraries). Pure.
 *
 * <p>Written here, not taken from Java2D, since its result must be the same in training and serving on every platform
 * and Java version.
 */
final class Resampler {
    private final PixelRows source;

    /** @param source without see-through pixels */
    Resampler(PixelRows source) {
        this.source = source;
    }

    /** @param crop in pixels of the source */
    Pixels stretch(Crop crop, InputShape shape) {
        Taps columns = Taps.along(crop.left(), crop.width(), shape.width(), source.width());
        Taps rows = Taps.along(crop.top(), crop.height(), shape.height(), source.height());
        // Rows of red, green and blue, brought to the final width: as many as a row of the result is made of.
        float[][][] narrowed = new float[rows.most()][InputShape.CHANNELS][shape.width()];
        int[] row = new int[columns.to() - columns.from()];
        byte[] values = new byte[shape.size()];
        float[] sums = new float[shape.width()];
        int next = rows.from();
        for (int y = 0; y < shape.height(); y++) {
            for (; next < rows.end(y); next++) {
                source.read(next, columns.from(), row);
                narrow(row, columns, narrowed[next % narrowed.length]);
            }
            for (int channel = 0; channel < InputShape.CHANNELS; channel++) {
                Arrays.fill(sums, 0);
                float[] weights = rows.weights(y);
                for (int k = 0; k < weights.length; k++) {
                    add(narrowed[(rows.first(y) + k) % narrowed.length][channel], weights[k], sums);
                }
                int at = (channel * shape.height() + y) * shape.width();
                for (float sum : sums) {
                    values[at++] = level(sum);
                }
            }
        }
        return new Pixels(shape, values);
    }

    private static void add(float[] row, float weight, float[] sums) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += weight * row[i];
        }
    }

    /** Rounded as {@link Math#round(float)} does, of what is 0 or more. */
    private static byte level(float sum) {
        return (byte) Math.min(255, (int) (sum + 0.5));
    }

    private static void narrow(int[] row, Taps columns, float[][] target) {
        float[] reds = target[0];
        float[] greens = target[1];
        float[] blues = target[2];
        for (int x = 0; x < reds.length; x++) {
            float red = 0;
            float green = 0;
            float blue = 0;
            float[] weights = columns.weights(x);
            int first = columns.first(x) - columns.from();
            for (int k = 0; k < weights.length; k++) {
                float weight = weights[k];
                int rgb = row[first + k];
                red += weight * (rgb >> 16 & 0xFF);
                green += weight * (rgb >> 8 & 0xFF);
                blue += weight * (rgb & 0xFF);
            }
            reds[x] = red;
            greens[x] = green;
            blues[x] = blue;
        }
    }
}
