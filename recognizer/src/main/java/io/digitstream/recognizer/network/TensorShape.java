package io.digitstream.recognizer.network;

import java.util.List;

/**
 * One tensor of the network: its name and dimensions, row-major. Immutable.
 *
 * @param name as in a weights file, {@code layer.parameter}
 * @param dimensions each at least 1
 */
public record TensorShape(String name, List<Integer> dimensions) {
    public TensorShape {
        dimensions = List.copyOf(dimensions);
        if (dimensions.stream().anyMatch(dimension -> dimension < 1)) {
            throw new IllegalArgumentException("tensor " + name + " has an empty dimension: " + dimensions);
        }
    }

    static TensorShape of(String layer, String parameter, Integer... dimensions) {
        return new TensorShape(layer + "." + parameter, List.of(dimensions));
    }

    /** Number of values. */
    public int size() {
        return dimensions.stream().reduce(1, Math::multiplyExact);
    }
}
