package io.digitstream.recognizer.pixels;

/**
 * One image as the network takes it: unsigned bytes, planes red, green, blue, row by row. Immutable as long as nobody
 * writes to the array that {@link #values()} hands out.
 */
public final class Pixels {
    private final InputShape shape;
    private final byte[] values;

    /** @throws IllegalArgumentException if the number of values is not the shape's */
    public Pixels(InputShape shape, byte[] values) {
        if (values.length != shape.size()) {
            throw new IllegalArgumentException(shape + " holds " + shape.size() + " values, not " + values.length);
        }
        this.shape = shape;
        this.values = values;
    }

    public InputShape shape() {
        return shape;
    }

    /** The values themselves, not a copy: a batch is filled from them. */
    public byte[] values() {
        return values;
    }

    /**
     * Writes the values into a batch, from [0, 255] to [-1, 1]: the normalization of every release so far.
     *
     * @param batch images of {@link InputShape#size()} values, one after the other
     * @param offset where this image begins
     */
    public void normalizeInto(float[] batch, int offset) {
        for (int i = 0; i < values.length; i++) {
            batch[offset + i] = (values[i] & 0xFF) / 127.5f - 1f;
        }
    }
}
