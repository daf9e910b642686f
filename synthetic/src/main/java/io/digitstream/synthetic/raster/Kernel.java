package io.digitstream.synthetic.raster;

import java.util.Arrays;

/** The weights with which a blur mixes a pixel with its neighbours on both sides. Immutable. */
public final class Kernel {
    private final float[] weights;

    /** @param weights of the pixel itself, of its neighbours, of the next: normalized here */
    private Kernel(float[] weights) {
        float sum = -weights[0];
        for (float weight : weights) {
            sum += 2 * weight;
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] /= sum;
        }
        this.weights = weights;
    }

    /** A lens out of focus. */
    public static Kernel gaussian(double deviation) {
        float[] weights = new float[1 + (int) Math.ceil(2.5 * deviation)];
        for (int i = 0; i < weights.length; i++) {
            double distance = i / Math.max(1e-3, deviation);
            weights[i] = (float) Math.exp(-distance * distance / 2);
        }
        return new Kernel(weights);
    }

    /** A hand that moved: all pixels of a stretch count the same. */
    public static Kernel box(double length) {
        float[] weights = new float[1 + (int) Math.ceil(length / 2)];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) Math.max(0, Math.min(1, length / 2 + 0.5 - i));
        }
        return new Kernel(weights);
    }

    /** Blurs each row of a plane in place; beyond its ends its last values go on. */
    public void blurRows(float[] plane, int width) {
        int reach = weights.length - 1;
        float[] padded = new float[width + 2 * reach];
        for (int row = 0; row < plane.length; row += width) {
            Arrays.fill(padded, 0, reach, plane[row]);
            System.arraycopy(plane, row, padded, reach, width);
            Arrays.fill(padded, reach + width, padded.length, plane[row + width - 1]);
            mix(padded, 1, plane, row, width);
        }
    }

    /** Blurs each column of a plane in place; beyond its ends its last values go on. */
    public void blurColumns(float[] plane, int width) {
        int reach = weights.length - 1;
        float[] padded = new float[plane.length + 2 * reach * width];
        for (int row = 0; row < reach; row++) {
            System.arraycopy(plane, 0, padded, row * width, width);
            System.arraycopy(plane, plane.length - width, padded, padded.length - (row + 1) * width, width);
        }
        System.arraycopy(plane, 0, padded, reach * width, plane.length);
        mix(padded, width, plane, 0, plane.length);
    }

    /** One weight after the other over all pixels: loops of this form run on the processor's vectors. */
    private void mix(float[] padded, int step, float[] mixed, int start, int length) {
        int centre = (weights.length - 1) * step;
        for (int i = 0; i < length; i++) {
            mixed[start + i] = weights[0] * padded[centre + i];
        }
        for (int k = 1; k < weights.length; k++) {
            float weight = weights[k];
            int before = centre - k * step;
            int after = centre + k * step;
            for (int i = 0; i < length; i++) {
                mixed[start + i] += weight * (padded[before + i] + padded[after + i]);
            }
        }
    }
}
