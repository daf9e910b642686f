package io.digitstream.recognizer.engine;

import io.digitstream.recognizer.pixels.InputShape;
import io.digitstream.recognizer.pixels.Pixels;
import java.util.IntSummaryStatistics;
import java.util.stream.IntStream;

/**
 * What flows through a network written out in loops.
 *
 * @param values [channels][rows][columns]
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Planes(double[][][] values) {
    /** An image less its mean, over its deviation; of hardly any contrast, over 6. */
    static Planes normalized(Pixels pixels) {
        InputShape shape = pixels.shape();
        IntSummaryStatistics levels = levels(pixels).summaryStatistics();
        double mean = levels.getAverage();
        double variance = levels(pixels)
                .mapToDouble(level -> (level - mean) * (level - mean))
                .average()
                .orElseThrow();
        double deviation = Math.max(6, Math.sqrt(variance));
        double[][][] values = new double[InputShape.CHANNELS][shape.height()][shape.width()];
        for (int i = 0; i < shape.size(); i++) {
            int row = i / shape.width();
            values[row / shape.height()][row % shape.height()][i % shape.width()] =
                    ((pixels.values()[i] & 0xFF) - mean) / deviation;
        }
        return new Planes(values);
    }

    private static IntStream levels(Pixels pixels) {
        return IntStream.range(0, pixels.values().length).map(i -> pixels.values()[i] & 0xFF);
    }

    int channels() {
        return values.length;
    }

    int height() {
        return values[0].length;
    }

    int width() {
        return values[0][0].length;
    }

    /** 0 outside. */
    double at(int channel, int y, int x) {
        return y < 0 || x < 0 || y >= height() || x >= width() ? 0 : values[channel][y][x];
    }

    /** The same in the middle of something larger, with 0 around. */
    Planes within(InputShape shape) {
        int top = (shape.height() - height()) / 2;
        int left = (shape.width() - width()) / 2;
        double[][][] larger = new double[channels()][shape.height()][shape.width()];
        for (int channel = 0; channel < larger.length; channel++) {
            for (int y = 0; y < shape.height(); y++) {
                for (int x = 0; x < shape.width(); x++) {
                    larger[channel][y][x] = at(channel, y - top, x - left);
                }
            }
        }
        return new Planes(larger);
    }

    /** All values, channel by channel, row by row. */
    double[] flat() {
        double[] flat = new double[channels() * height() * width()];
        int at = 0;
        for (double[][] plane : values) {
            for (double[] row : plane) {
                for (double value : row) {
                    flat[at++] = value;
                }
            }
        }
        return flat;
    }
}
