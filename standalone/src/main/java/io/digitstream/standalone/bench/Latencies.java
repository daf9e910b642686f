package io.digitstream.standalone.bench;

import java.util.Arrays;

/** Times of many images, in milliseconds. One thread. */
public final class Latencies {
    private double[] sorted = new double[1024];
    private int count;

    void add(double millis) {
        if (count == sorted.length) {
            sorted = Arrays.copyOf(sorted, 2 * count);
        }
        sorted[count++] = millis;
    }

    /** How many there are. */
    public int count() {
        return count;
    }

    /**
     * The time that this share of them does not exceed, the nearest of those that were measured.
     *
     * @param share in [0, 1]
     * @throws IllegalStateException if there are none
     */
    public double quantile(double share) {
        if (count == 0) {
            throw new IllegalStateException("nothing was measured");
        }
        Arrays.sort(sorted, 0, count);
        return sorted[(int) Math.max(0, Math.ceil(share * count) - 1)];
    }
}
