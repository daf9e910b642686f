package io.digitstream.recognizer.weights;

import io.digitstream.recognizer.network.TensorShape;

/**
 * A named array of numbers. The values are not copied: treat them as read-only.
 *
 * @param shape name and dimensions
 * @param values row-major, as many as the shape says
 */
@SuppressWarnings("ArrayRecordComponent") // megabytes, handed on without a copy; never compared
public record Tensor(TensorShape shape, float[] values) {
    public Tensor {
        if (values.length != shape.size()) {
            throw new IllegalArgumentException(shape + " holds " + shape.size() + " values, not " + values.length);
        }
    }
}
