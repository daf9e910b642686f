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
     * The same image stretched to another shape, linear between the nearest pixels.
     *
     * @return this, where it has the shape
     */
    public Pixels stretchedTo(InputShape other) {
        if (shape.equals(other)) {
            return this;
        }
        byte[] stretched = new byte[other.size()];
        double stepX = (double) shape.width() / other.width();
        double stepY = (double) shape.height() / other.height();
        for (int channel = 0, i = 0; channel < InputShape.CHANNELS; channel++) {
            int first = channel * shape.height() * shape.width();
            for (int y = 0; y < other.height(); y++) {
                double atY = inside((y + 0.5) * stepY - 0.5, shape.height());
                int row = (int) atY;
                int top = first + row * shape.width();
                int bottom = first + Math.min(shape.height() - 1, row + 1) * shape.width();
                for (int x = 0; x < other.width(); x++, i++) {
                    double atX = inside((x + 0.5) * stepX - 0.5, shape.width());
                    int left = (int) atX;
                    int right = Math.min(shape.width() - 1, left + 1);
                    double above = between(top + left, top + right, atX - left);
                    double below = between(bottom + left, bottom + right, atX - left);
                    stretched[i] = (byte) Math.round(above + (atY - row) * (below - above));
                }
            }
        }
        return new Pixels(other, stretched);
    }

    private static double inside(double at, int size) {
        return Math.max(0, Math.min(size - 1.0, at));
    }

    private double between(int one, int other, double share) {
        int level = values[one] & 0xFF;
        return level + share * ((values[other] & 0xFF) - level);
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
