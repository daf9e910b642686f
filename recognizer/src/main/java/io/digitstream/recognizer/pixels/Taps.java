package io.digitstream.recognizer.pixels;

/** Along one axis: which source pixels make up each target pixel, and with what weights (they add up to 1). Immutable. */
final class Taps {
    private final int[] first;
    private final float[][] weights;

    private Taps(int[] first, float[][] weights) {
        this.first = first;
        this.weights = weights;
    }

    /**
     * @param start where the source stretch begins, in source pixels
     * @param length of the source stretch
     * @param count target pixels
     * @param limit source pixels there are
     */
    static Taps along(double start, double length, int count, int limit) {
        double scale = length / count;
        double reach = Math.max(1, scale);
        int[] first = new int[count];
        float[][] weights = new float[count][];
        for (int i = 0; i < count; i++) {
            double middle = start + (i + 0.5) * scale;
            int from = Math.max(0, (int) Math.floor(middle - reach + 0.5));
            int to = Math.min(limit, (int) Math.floor(middle + reach + 0.5));
            first[i] = Math.min(from, limit - 1);
            weights[i] = triangle(first[i], Math.max(to, first[i] + 1), middle, reach);
        }
        return new Taps(first, weights);
    }

    private static float[] triangle(int from, int to, double middle, double reach) {
        float[] weights = new float[to - from];
        float sum = 0;
        for (int k = 0; k < weights.length; k++) {
            weights[k] = (float) Math.max(1e-6, 1 - Math.abs(from + k + 0.5 - middle) / reach);
            sum += weights[k];
        }
        for (int k = 0; k < weights.length; k++) {
            weights[k] /= sum;
        }
        return weights;
    }

    /** First source pixel that any target pixel needs. */
    int from() {
        return first[0];
    }

    /** One past the last source pixel that any target pixel needs. */
    int to() {
        return end(first.length - 1);
    }

    /** The most source pixels that a target pixel needs. */
    int most() {
        int most = 0;
        for (float[] ofOne : weights) {
            most = Math.max(most, ofOne.length);
        }
        return most;
    }

    int first(int target) {
        return first[target];
    }

    int end(int target) {
        return first[target] + weights[target].length;
    }

    /** Of the source pixels from {@link #first} on; not to be changed. */
    float[] weights(int target) {
        return weights[target];
    }
}
