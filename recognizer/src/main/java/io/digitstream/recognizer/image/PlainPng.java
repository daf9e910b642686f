package io.digitstream.recognizer.image;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import org.jspecify.annotations.Nullable;

/**
 * Decodes the PNG files that streams are full of, those of whole bytes a sample, in rows from top to bottom, in grey, colours, or
 * colours with alpha; and only down to the last row that is wanted. The JDK's reader, which takes several times as long, is left with
 * the rest, and with every file that is not flawless, so that it alone says what is wrong with it. See decision 11. Immutable, as long as nobody writes
 * to the file.
 *
 * @param firstData where the first chunk of data begins
 * @param bytes of a pixel: 1 for grey, 3 for colours, 4 with alpha
 *
 * @see <a href="https://www.w3.org/TR/png-3/">Portable Network Graphics (PNG) Specification</a>
 */
@SuppressWarnings("ArrayRecordComponent") // a file, handed on without a copy; never compared
record PlainPng(byte[] file, int firstData, int width, int height, int bytes) {
    /** Length, type and check sum of a chunk. */
    static final int FRAME = 12;

    static final int IDAT = 0x49444154;

    private static final int SIGNATURE = 8;
    private static final int HEADER_DATA = 13;
    private static final int IHDR = 0x49484452;
    private static final int IEND = 0x49454E44;
    private static final int TRNS = 0x74524E53;
    /** Of a chunk's type: whoever does not know it may pass over it. */
    private static final int ANCILLARY = 0x20000000;

    private static final int INFLATED_AT_ONCE = 1 << 14;

    /**
     * Looks at all chunks of a file, at their order and their check sums.
     *
     * @return null if the file is of another kind or damaged
     */
    static @Nullable PlainPng open(byte[] file) {
        ByteBuffer buffer = ByteBuffer.wrap(file);
        CRC32 checksum = new CRC32();
        int firstData = 0;
        int last = 0;
        int at = SIGNATURE;
        while (last != IEND) {
            int length = at + FRAME <= file.length ? buffer.getInt(at) : -1;
            if (length < 0 || length > file.length - at - FRAME) {
                return null;
            }
            int type = buffer.getInt(at + 4);
            checksum.reset();
            checksum.update(file, at + 4, length + 4);
            boolean known = (type & ANCILLARY) != 0 || type == (at == SIGNATURE ? IHDR : IDAT) || type == IEND;
            boolean apart = type == IDAT && firstData != 0 && last != IDAT;
            if ((int) checksum.getValue() != buffer.getInt(at + 8 + length) || !known || apart || type == TRNS) {
                return null;
            }
            firstData = firstData == 0 && type == IDAT ? at : firstData;
            last = type;
            at += FRAME + length;
        }
        int header = SIGNATURE + 8;
        int bytes = pixelBytes(file, header);
        int width = buffer.getInt(header);
        int height = buffer.getInt(header + 4);
        boolean sound = firstData != 0 && buffer.getInt(SIGNATURE) == HEADER_DATA && width > 0 && height > 0;
        return sound && bytes != 0 ? new PlainPng(file, firstData, width, height, bytes) : null;
    }

    /** 0 for the kinds that are not decoded here. */
    private static int pixelBytes(byte[] file, int header) {
        boolean plain = file[header + 8] == 8 // bits a sample
                && file[header + 10] == 0 // compression
                && file[header + 11] == 0 // filters
                && file[header + 12] == 0; // not interlaced
        return !plain
                ? 0
                : switch (file[header + 9]) {
                    case 0 -> 1;
                    case 2 -> 3;
                    case 6 -> 4;
                    default -> 0;
                };
    }

    /**
     * Decodes a part.
     *
     * @param part inside the image, in pixels
     * @param step every how many pixels one is taken, across and down
     * @return an image of {@code ceil(part / step)} pixels; null if the file is damaged
     */
    @Nullable
    BufferedImage decode(Rectangle part, int step) {
        BufferedImage image = new BufferedImage(
                (part.width + step - 1) / step,
                (part.height + step - 1) / step,
                bytes == 4 ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
        int[] pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
        try (PngData data = new PngData(file, firstData)) {
            return fill(pixels, image.getWidth(), part, step, data) ? image : null;
        } catch (DataFormatException e) {
            return null;
        }
    }

    private boolean fill(int[] pixels, int columns, Rectangle part, int step, PngData data) throws DataFormatException {
        int rows = part.y + (pixels.length / columns - 1) * step + 1;
        int stride = 1 + width * bytes;
        int ahead = Math.min(rows, Math.max(1, INFLATED_AT_ONCE / stride));
        // The row above, in the beginning one of zeros, and the rows to come, each behind its filter.
        byte[] block = new byte[(1 + ahead) * stride];
        int at = 0;
        for (int y = 0; y < rows; y++) {
            int row = (1 + y % ahead) * stride;
            if (row == stride) {
                System.arraycopy(block, ahead * stride, block, 0, stride);
                if (!data.inflate(block, stride, Math.min(ahead, rows - y) * stride)) {
                    return false;
                }
            }
            if (!PngFilters.undo(block, row, stride, bytes)) {
                return false;
            }
            if (y >= part.y && (y - part.y) % step == 0) {
                toPixels(block, row + 1 + part.x * bytes, step * bytes, pixels, at, at + columns);
                at += columns;
            }
        }
        return true;
    }

    private void toPixels(byte[] row, int from, int stride, int[] pixels, int first, int end) {
        int at = from;
        for (int x = first; x < end; x++) {
            pixels[x] = switch (bytes) {
                case 1 -> (row[at] & 0xFF) * 0x010101;
                case 3 -> rgb(row, at);
                default -> (row[at + 3] & 0xFF) << 24 | rgb(row, at);
            };
            at += stride;
        }
    }

    private static int rgb(byte[] row, int at) {
        return (row[at] & 0xFF) << 16 | (row[at + 1] & 0xFF) << 8 | (row[at + 2] & 0xFF);
    }
}
