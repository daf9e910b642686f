package io.digitstream.recognizer.image;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
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
     * The rows of a part.
     *
     * @param part inside the image, in pixels
     * @param step every how many pixels one is taken, across and down
     */
    PngRows rows(Rectangle part, int step) {
        return new PngRows(this, part, step);
    }

    /**
     * Decodes a part, as {@link #rows} gives it.
     *
     * @return null if the file is damaged
     */
    @Nullable
    BufferedImage decode(Rectangle part, int step) {
        try (PngRows rows = rows(part, step)) {
            int type = hasAlpha() ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB;
            BufferedImage image = new BufferedImage(rows.width(), rows.height(), type);
            int[] row = new int[rows.width()];
            for (int y = 0; y < rows.height(); y++) {
                rows.read(y, 0, row);
                image.getRaster().setDataElements(0, y, row.length, 1, row);
            }
            return rows.sound() ? image : null;
        }
    }

    boolean hasAlpha() {
        return bytes == 4;
    }
}
