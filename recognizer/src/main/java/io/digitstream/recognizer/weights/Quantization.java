package io.digitstream.recognizer.weights;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * How the reading network is computed in whole numbers: how far its values reach on real images, and what the rounding costs.
 * Immutable.
 *
 * @param reach the largest value that is to be told from larger ones after each of the network's blocks, in their order
 * @param cost by how many percentage points fewer numbers are read right than in floating point; less than 0 for more
 * @see <a href="https://arxiv.org/abs/1712.05877">Jacob et al., Quantization and Training of Neural Networks for Efficient
 *     Integer-Arithmetic-Only Inference</a>
 */
public record Quantization(List<Float> reach, double cost) {
    /** One that costs more is not used. */
    public static final double MOST_COST = 0.3;

    public Quantization {
        reach = List.copyOf(reach);
        if (!reach.stream().allMatch(value -> Float.isFinite(value) && value > 0) || !Double.isFinite(cost)) {
            throw new IllegalArgumentException("values reach further than 0, at some cost, not " + reach + ", " + cost);
        }
    }

    /** Whether it may be used. */
    public boolean cheap() {
        return cost <= MOST_COST;
    }

    /** The cost in words: so many points less, or more. */
    public String effect() {
        return String.format(Locale.ROOT, "%.2f points %s", Math.abs(cost), cost > 0 ? "less" : "more");
    }

    /**
     * Reads what {@link #text} has written.
     *
     * @throws IllegalArgumentException if it is anything else
     */
    static Quantization parse(String text) {
        String[] parts = text.split("; ", -1);
        if (parts.length != 2) {
            throw new IllegalArgumentException("expected cost; reach, got '" + text + "'");
        }
        List<Float> reach =
                Arrays.stream(parts[1].split(",", -1)).map(Float::valueOf).toList();
        return new Quantization(reach, Double.parseDouble(parts[0]));
    }

    /** For a release's metadata. */
    String text() {
        return String.format(Locale.ROOT, "%.2f; ", cost)
                + reach.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
}
