package io.digitstream.recognizer.image;

import java.awt.Rectangle;
import java.util.zip.DataFormatException;

/** The rows of a part of a {@link PlainPng}, decoded as they are read. Of a file that turns out damaged the rest is anything. One thread. */
final class PngRows implements PixelRows, AutoCloseable {
    private static final int INFLATED_AT_ONCE = 1 << 13;

    private final PlainPng png;
    private final Rectangle part;
    private final int step;
    private final PngData data;

    /** Bytes of a row, the first of which is its filter. */
    private final int stride;
    /** Rows of the file that are inflated at once. */
    private final int ahead;
    /** The row above, in the beginning one of zeros, and the rows to come, each behind its filter. */
    private final byte[] block;
    /** Rows of the file that are decoded. */
    private int decoded;

    private boolean sound = true;

    /**
     * @param part inside the image, in pixels
     * @param step every how many pixels one is taken, across and down
     */
    PngRows(PlainPng png, Rectangle part, int step) {
        this.png = png;
        this.part = part;
        this.step = step;
        this.data = new PngData(png.file(), png.firstData());
        this.stride = 1 + png.width() * png.bytes();
        this.ahead = Math.min(lastRow() + 1, Math.max(1, INFLATED_AT_ONCE / stride));
        this.block = new byte[(1 + ahead) * stride];
    }

    @Override
    public int width() {
        return (part.width + step - 1) / step;
    }

    @Override
    public int height() {
        return (part.height + step - 1) / step;
    }

    /** Whether all rows that were read are what the file holds. */
    boolean sound() {
        return sound;
    }

    private int lastRow() {
        return part.y + (height() - 1) * step;
    }

    /** Also with alpha, from bit 24 on, where the file has it. */
    @Override
    public void read(int y, int left, int[] pixels) {
        int wanted = part.y + y * step;
        while (decoded <= wanted && sound) {
            sound = decodeNext();
        }
        toPixels(at(wanted) + 1 + (part.x + left * step) * png.bytes(), pixels);
    }

    /** Where a row of the file is in the block. */
    private int at(int row) {
        return (1 + row % ahead) * stride;
    }

    private boolean decodeNext() {
        int row = at(decoded);
        try {
            if (row == stride) {
                System.arraycopy(block, ahead * stride, block, 0, stride);
                int rows = Math.min(ahead, lastRow() + 1 - decoded);
                if (!data.inflate(block, stride, rows * stride)) {
                    return false;
                }
            }
        } catch (DataFormatException e) {
            return false;
        }
        decoded++;
        return PngFilters.undo(block, row, stride, png.bytes());
    }

    private void toPixels(int first, int[] pixels) {
        int at = first;
        for (int x = 0; x < pixels.length; x++) {
            pixels[x] = switch (png.bytes()) {
                case 1 -> (block[at] & 0xFF) * 0x010101;
                case 3 -> rgb(at);
                default -> (block[at + 3] & 0xFF) << 24 | rgb(at);
            };
            at += step * png.bytes();
        }
    }

    private int rgb(int at) {
        return (block[at] & 0xFF) << 16 | (block[at + 1] & 0xFF) << 8 | (block[at + 2] & 0xFF);
    }

    @Override
    public void close() {
        data.close();
    }
}
