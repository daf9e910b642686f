package io.digitstream.recognizer.engine;

import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * Batch normalization (Ioffe and Szegedy 2015, arXiv 1502.03167), ReLU and, if pooled, a 2 x 2 maximum with stride 2 in
 * one, with few passes over memory. Works channel by channel and plane by plane: a plane of an image fits into the
 * processor's first cache, and the loops over it run on its vector units. One thread.
 *
 * <p>All arrays are [images, channels, height, width], row-major. The last row and column of an odd size are pooled alone.
 */
final class Normalization {
    /** Times this, each positive float above 1e-30 is more than 1. */
    private static final float STEEP = 1e30f;

    private final int channels;
    private final int height;
    private final int width;
    private final boolean pooled;
    private final int size;
    private final int pooledWidth;
    private final int outputSize;

    private final float[] plane;
    private final float[] gradients;
    private final float[] outputs;
    private final float[] sums;
    private final float[] products;
    private final double[] mean;
    private final double[] variance;
    private final float[] scale;
    private final float[] shift;
    /** For each pooled output, which position of its plane it came from; the plane's size for none, as where all are 0. */
    private char[] origins = {};

    /**
     * @param height of the input, positions
     * @param width of the input, positions
     */
    Normalization(int channels, int height, int width, boolean pooled) {
        this.channels = channels;
        this.height = height;
        this.width = width;
        this.pooled = pooled;
        this.size = height * width;
        if (size > Character.MAX_VALUE) {
            throw new IllegalArgumentException("a plane of %d x %d positions is too large".formatted(height, width));
        }
        this.pooledWidth = (width + 1) / 2;
        this.outputSize = pooled ? (height + 1) / 2 * pooledWidth : size;
        this.plane = new float[size];
        this.gradients = new float[size + 1];
        this.outputs = new float[outputSize];
        this.sums = new float[size];
        this.products = new float[size];
        this.mean = new double[channels];
        this.variance = new double[channels];
        this.scale = new float[channels];
        this.shift = new float[channels];
    }

    /**
     * Computes each channel's mean and variance over a batch.
     *
     * @param input [images, channels, height, width]
     * @param near [channels], about the means: sums of differences from them keep their precision
     */
    void measure(FloatBuffer input, int images, float[] near) {
        double count = (double) images * size;
        for (int c = 0; c < channels; c++) {
            float origin = near[c];
            Arrays.fill(sums, 0);
            Arrays.fill(products, 0);
            for (int n = 0; n < images; n++) {
                input.get((n * channels + c) * size, plane, 0, size);
                for (int i = 0; i < size; i++) {
                    float difference = plane[i] - origin;
                    sums[i] += difference;
                    products[i] += difference * difference;
                }
            }
            double offset = sum(sums) / count;
            mean[c] = origin + offset;
            variance[c] = Math.max(0, sum(products) / count - offset * offset);
        }
    }

    /** Takes means and variances, [channels] each, that were measured before. */
    void assume(float[] means, float[] variances) {
        for (int c = 0; c < channels; c++) {
            mean[c] = means[c];
            variance[c] = variances[c];
        }
    }

    /**
     * Normalizes a batch by the means and variances.
     *
     * @param input [images, channels, height, width]
     * @param output of the same shape, or [images, channels, height / 2, width / 2], rounded up
     * @param training whether {@link #backward} follows
     */
    void forward(
            FloatBuffer input,
            FloatBuffer output,
            int images,
            float[] gamma,
            float[] beta,
            double epsilon,
            boolean training) {
        if (pooled && training && origins.length < images * channels * outputSize) {
            origins = new char[images * channels * outputSize];
        }
        for (int c = 0; c < channels; c++) {
            double factor = gamma[c] / Math.sqrt(variance[c] + epsilon);
            float a = (float) factor;
            float b = (float) (beta[c] - mean[c] * factor);
            scale[c] = a;
            shift[c] = b;
            for (int n = 0; n < images; n++) {
                int index = n * channels + c;
                input.get(index * size, plane, 0, size);
                for (int i = 0; i < size; i++) {
                    plane[i] = Math.max(0, plane[i] * a + b);
                }
                if (pooled) {
                    pool(training ? index * outputSize : -1);
                    output.put(index * outputSize, outputs, 0, outputSize);
                } else {
                    output.put(index * size, plane, 0, size);
                }
            }
        }
    }

    /** @param first place of the plane's origins; negative to forget them */
    private void pool(int first) {
        for (int y = 0, k = 0; y < height; y += 2) {
            int upper = y * width;
            int lower = Math.min(y + 1, height - 1) * width;
            for (int x = 0; x < width; x += 2, k++) {
                int right = Math.min(x + 1, width - 1);
                float upperMaximum = Math.max(plane[upper + x], plane[upper + right]);
                float lowerMaximum = Math.max(plane[lower + x], plane[lower + right]);
                float maximum = Math.max(upperMaximum, lowerMaximum);
                outputs[k] = maximum;
                if (first >= 0) {
                    int row = lowerMaximum > upperMaximum ? lower : upper;
                    int origin = row + (plane[row + right] > plane[row + x] ? right : x);
                    origins[first + k] = (char) (maximum > 0 ? origin : size);
                }
            }
        }
    }

    /**
     * Computes the gradients after {@link #measure} and {@link #forward}.
     *
     * @param input as it was given to them
     * @param above gradient of the output, of its shape
     * @param below receives the gradient of the input
     * @param gradientOfGamma receives that of gamma, [channels]
     * @param gradientOfBeta receives that of beta, [channels]
     */
    void backward(
            FloatBuffer input,
            FloatBuffer above,
            FloatBuffer below,
            int images,
            double epsilon,
            float[] gradientOfGamma,
            float[] gradientOfBeta) {
        double count = (double) images * size;
        for (int c = 0; c < channels; c++) {
            float middle = (float) mean[c];
            float a = scale[c];
            float b = shift[c];
            Arrays.fill(sums, 0);
            Arrays.fill(products, 0);
            for (int n = 0; n < images; n++) {
                load(input, above, n * channels + c, a, b);
                for (int i = 0; i < size; i++) {
                    sums[i] += gradients[i];
                    products[i] += gradients[i] * (plane[i] - middle);
                }
            }
            double inverse = 1 / Math.sqrt(variance[c] + epsilon);
            double ofBeta = sum(sums);
            double ofGamma = sum(products) * inverse;
            gradientOfBeta[c] = (float) ofBeta;
            gradientOfGamma[c] = (float) ofGamma;
            double slope = -a * inverse * ofGamma / count;
            float factor = (float) slope;
            float addend = (float) (-a * ofBeta / count - slope * mean[c]);
            for (int n = 0; n < images; n++) {
                load(input, above, n * channels + c, a, b);
                for (int i = 0; i < size; i++) {
                    plane[i] = gradients[i] * a + (plane[i] * factor + addend);
                }
                below.put((n * channels + c) * size, plane, 0, size);
            }
        }
    }

    /** A plane of the input, and the gradient of what it is normalized to. */
    private void load(FloatBuffer input, FloatBuffer above, int index, float a, float b) {
        input.get(index * size, plane, 0, size);
        if (pooled) {
            above.get(index * outputSize, outputs, 0, outputSize);
            Arrays.fill(gradients, 0);
            int first = index * outputSize;
            for (int k = 0; k < outputSize; k++) {
                gradients[origins[first + k]] = outputs[k];
            }
        } else {
            above.get(index * size, gradients, 0, size);
            for (int i = 0; i < size; i++) {
                // 1 where the ReLU let the value pass, else 0: a condition would keep the loop from the vector units.
                gradients[i] *= Math.min(1, Math.max(0, (plane[i] * a + b) * STEEP));
            }
        }
    }

    private static double sum(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum;
    }

    int channels() {
        return channels;
    }

    int outputHeight() {
        return pooled ? (height + 1) / 2 : height;
    }

    int outputWidth() {
        return pooled ? pooledWidth : width;
    }

    /** Whether it was made for planes of this size. */
    boolean fits(long height, long width) {
        return this.height == height && this.width == width;
    }

    double mean(int channel) {
        return mean[channel];
    }

    double variance(int channel) {
        return variance[channel];
    }
}
