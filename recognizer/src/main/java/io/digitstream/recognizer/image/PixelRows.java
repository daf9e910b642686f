package io.digitstream.recognizer.image;

/** An image's pixels, row by row from the top, so that it need not be in memory as a whole. One thread. */
public interface PixelRows {
    /** In pixels. */
    int width();

    /** In pixels. */
    int height();

    /**
     * Reads a part of a row.
     *
     * @param y not above the row that was read last
     * @param left first column
     * @param pixels filled with red, green and blue from bit 16, 8 and 0 on; what is above is anything
     */
    void read(int y, int left, int[] pixels);
}
