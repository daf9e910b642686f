package io.digitstream.recognizer.pixels;

/**
 * One image as the network takes it: unsigned bytes, planes red, green, blue, row by row. Immutable as long as nobody
 * writes to the array that {@link #values()} hands out.
 */
public final class Pixels implements NetworkInput {
    private static final double LEAST_DEVIATION = 6;

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

    @Override
    public InputShape shape() {
        return shape;
    }

    /** The values themselves, not a copy: a batch is filled from them. */
    public byte[] values() {
        return values;
    }

    /**
     * Writes the values into a batch, less their mean and divided by their standard deviation, so that the light a photo
     * was taken in matters less. A crop of hardly any contrast is not stretched beyond a deviation of {@value #LEAST_DEVIATION} levels.
     *
     * @param batch images of {@link InputShape#size()} values, one after the other
     * @param offset where this image begins
     */
    @Override
    public void normalizeInto(float[] batch, int offset) {
        long sum = 0;
        long squares = 0;
        for (byte value : values) {
            int level = value & 0xFF;
            sum += level;
            squares += (long) level * level;
        }
        double mean = (double) sum / values.length;
        double deviation = Math.sqrt(Math.max(0, (double) squares / values.length - mean * mean));
        float scale = (float) (1 / Math.max(LEAST_DEVIATION, deviation));
        for (int i = 0; i < values.length; i++) {
            batch[offset + i] = ((values[i] & 0xFF) - (float) mean) * scale;
        }
    }
}
