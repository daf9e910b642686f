package io.digitstream.recognizer.pixels;

/**
 * The network's input: three colour planes (red, green, blue) of {@code height} rows of {@code width} pixels. Immutable.
 *
 * @param height in pixels
 * @param width in pixels
 */
public record InputShape(int height, int width) {
    public static final int CHANNELS = 3;

    public InputShape {
        if (height < 8 || width < 8) {
            throw new IllegalArgumentException(
                    "the network's input is at least 8 x 8 pixels, not " + width + " x " + height);
        }
    }

    /** Number of values in one image's input. */
    public int size() {
        return CHANNELS * height * width;
    }
}
