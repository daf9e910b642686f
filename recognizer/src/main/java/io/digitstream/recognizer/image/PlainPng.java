package io.digitstream.recognizer.image;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * Decodes the PNG files that streams are full of, those of whole bytes a sample, in rows from top to bottom, in grey, colours, or
 * colours with alpha; and only down to the last row that is wanted. The JDK's reader, which takes several times as long, is left with
 * the rest, and with every file that is not flawless, so that it alone says what is wrong with it. See decision 11.
 *
 * @see <a href="https://www.w3.org/TR/png-3/">Portable Network Graphics (PNG) Specification</a>
 */
final class PlainPng {
    private static final int SIGNATURE = 8;
    /** Length, type and check sum of a chunk. */
    private static final int FRAME = 12;

    private static final int INFLATED_AT_ONCE = 1 << 14;

    private static final int HEADER_DATA = 13;
    private static final int IHDR = 0x49484452;
    private static final int IDAT = 0x49444154;
    private static final int IEND = 0x49454E44;
    private static final int TRNS = 0x74524E53;
    /** Of a chunk's type: whoever does not know it may pass over it. */
    private static final int ANCILLARY = 0x20000000;

    private final byte[] file;
    private final int width;
    /** Bytes of a pixel: 1 for grey, 3 for colours, 4 with alpha. */
    private final int bytes;

    private final Inflater inflater = new Inflater();
    /** Where the chunk begins that is inflated. */
    private int chunk;

    private PlainPng(byte[] file, int width, int bytes, int firstData) {
        this.file = file;
        this.width = width;
        this.bytes = bytes;
        this.chunk = firstData;
    }

    /**
     * Decodes a part.
     *
     * @param part inside the image, in pixels
     * @param step every how many pixels one is taken, across and down
     * @return an image of {@code ceil(part / step)} pixels; null if the file is of another kind or damaged
     */
    static @Nullable BufferedImage decode(byte[] file, Rectangle part, int step) {
        PlainPng png = open(file);
        if (png == null) {
            return null;
        }
        try {
            return png.read(part, step);
        } catch (DataFormatException e) {
            return null;
        } finally {
            png.inflater.end();
        }
    }

    /** Looks at all chunks of the file, at their order and their check sums. */
    private static @Nullable PlainPng open(byte[] file) {
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
        return firstData == 0 || bytes == 0 || buffer.getInt(SIGNATURE) != HEADER_DATA
                ? null
                : new PlainPng(file, buffer.getInt(header), bytes, firstData);
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

    private @Nullable BufferedImage read(Rectangle part, int step) throws DataFormatException {
        BufferedImage image = new BufferedImage(
                (part.width + step - 1) / step,
                (part.height + step - 1) / step,
                bytes == 4 ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
        int[] pixels = new int[image.getWidth()];
        int rows = part.y + (image.getHeight() - 1) * step + 1;
        int stride = 1 + width * bytes;
        int ahead = Math.min(rows, Math.max(1, INFLATED_AT_ONCE / stride));
        // The row above, in the beginning one of zeros, and the rows to come, each behind its filter.
        byte[] block = new byte[(1 + ahead) * stride];
        for (int y = 0; y < rows; y++) {
            int row = (1 + y % ahead) * stride;
            if (row == stride) {
                System.arraycopy(block, ahead * stride, block, 0, stride);
                if (!inflate(block, stride, Math.min(ahead, rows - y) * stride)) {
                    return null;
                }
            }
            if (!unfilter(block, row, stride)) {
                return null;
            }
            if (y >= part.y && (y - part.y) % step == 0) {
                toPixels(block, row + 1 + part.x * bytes, step * bytes, pixels);
                image.getRaster().setDataElements(0, (y - part.y) / step, pixels.length, 1, pixels);
            }
        }
        return image;
    }

    /** False if the data ends before. */
    private boolean inflate(byte[] block, int from, int length) throws DataFormatException {
        int done = 0;
        while (done < length) {
            int count = inflater.inflate(block, from + done, length - done);
            done += count;
            if (count == 0 && (inflater.finished() || inflater.needsDictionary() || !feed())) {
                return false;
            }
        }
        return true;
    }

    private boolean feed() {
        ByteBuffer buffer = ByteBuffer.wrap(file);
        if (buffer.getInt(chunk + 4) != IDAT) {
            return false;
        }
        int length = buffer.getInt(chunk);
        inflater.setInput(file, chunk + 8, length);
        chunk += FRAME + length;
        return true;
    }

    /** Section 9 of the specification, in place; false for a filter that it does not know. */
    private boolean unfilter(byte[] block, int row, int stride) {
        int second = row + 1 + bytes;
        int end = row + stride;
        switch (block[row]) {
            case 0 -> {}
            case 1 -> {
                for (int i = second; i < end; i++) {
                    block[i] += block[i - bytes];
                }
            }
            case 2 -> {
                for (int i = row + 1; i < end; i++) {
                    block[i] += block[i - stride];
                }
            }
            case 3 -> {
                for (int i = row + 1; i < second; i++) {
                    block[i] += (byte) ((block[i - stride] & 0xFF) >> 1);
                }
                for (int i = second; i < end; i++) {
                    block[i] += (byte) (((block[i - bytes] & 0xFF) + (block[i - stride] & 0xFF)) >> 1);
                }
            }
            case 4 -> {
                for (int i = row + 1; i < second; i++) {
                    block[i] += block[i - stride];
                }
                for (int i = second; i < end; i++) {
                    int corner = block[i - stride - bytes] & 0xFF;
                    block[i] += (byte) paeth(block[i - bytes] & 0xFF, block[i - stride] & 0xFF, corner);
                }
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    /**
     * Of the three neighbours the one that is nearest to {@code left + up - corner}: the smaller of left and up where the corner is
     * larger than it by far enough, the larger one where it is smaller, otherwise the corner. Without a branch, which no processor
     * would foresee.
     */
    static int paeth(int left, int up, int corner) {
        int low = Math.min(left, up);
        int high = Math.max(left, up);
        int pivot = 3 * corner - left - up;
        int notHigher = (pivot - high) >> 31;
        int notLower = (low - pivot) >> 31;
        int lowOrCorner = (corner & notHigher) | (low & ~notHigher);
        return (lowOrCorner & notLower) | (high & ~notLower);
    }

    private void toPixels(byte[] row, int from, int stride, int[] pixels) {
        int at = from;
        for (int x = 0; x < pixels.length; x++) {
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
