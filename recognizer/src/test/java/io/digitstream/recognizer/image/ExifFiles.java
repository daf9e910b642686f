package io.digitstream.recognizer.image;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** EXIF blocks, and image files with them, that tests make. */
public final class ExifFiles {
    static final int ORIENTATION = 0x0112;
    static final int SHORT = 3;

    /** Where a PNG's first chunk ends. */
    static final int PNG_HEADER_END = 33;

    /** How long its last chunk is. */
    static final int PNG_TRAILER = 12;

    /** Where a JPEG's first segment begins. */
    static final int JPEG_START = 2;

    private static final byte[] PREAMBLE = {'E', 'x', 'i', 'f', 0, 0};

    private ExifFiles() {}

    /** A block whose one tag asks for an orientation. */
    static byte[] block(ByteOrder order, int orientation) {
        return block(order, ORIENTATION, SHORT, 1, orientation);
    }

    /** A block whose one tag asks for an orientation. */
    public static byte[] block(ByteOrder order, Orientation orientation) {
        int value = 1;
        while (Orientation.of(value) != orientation) {
            value++;
        }
        return block(order, value);
    }

    /** The image that has to be turned this way to become the upright one. */
    public static BufferedImage asStored(BufferedImage upright, Orientation orientation) {
        Orientation back = switch (orientation) {
            case TURNED_90 -> Orientation.TURNED_270;
            case TURNED_270 -> Orientation.TURNED_90;
            default -> orientation;
        };
        return back.upright(upright);
    }

    /** A block with one tag. */
    static byte[] block(ByteOrder order, int tag, int format, int count, int value) {
        ByteBuffer block = start(order, 8).putShort((short) 1);
        return end(entry(block, tag, format, count, value), 0);
    }

    /** Begins a block. */
    static ByteBuffer start(ByteOrder order, int firstDirectory) {
        return ByteBuffer.allocate(0x20000)
                .put((order == ByteOrder.BIG_ENDIAN ? "MM" : "II").getBytes(US_ASCII))
                .order(order)
                .putShort((short) 42)
                .putInt(firstDirectory);
    }

    /** A value of up to two bytes is stored at the field's start, whichever byte order. */
    static ByteBuffer entry(ByteBuffer block, int tag, int format, int count, int value) {
        block.putShort((short) tag).putShort((short) format).putInt(count);
        return format == SHORT && count == 1 ? block.putShort((short) value).putShort((short) 0) : block.putInt(value);
    }

    /** Ends a directory, and with it the block. */
    static byte[] end(ByteBuffer block, int nextDirectory) {
        block.putInt(nextDirectory);
        byte[] bytes = new byte[block.position()];
        block.flip().get(bytes);
        return bytes;
    }

    /** A JPEG with a block where cameras put it: before all other segments. */
    public static byte[] jpeg(BufferedImage image, byte[] exif) {
        return withSegment(ImageFiles.jpeg(image), exif);
    }

    static byte[] withSegment(byte[] jpeg, byte[] exif) {
        return inserted(jpeg, JPEG_START, ImageFiles.segment(0xFFE1, ImageFiles.concat(PREAMBLE, exif)));
    }

    /** A PNG with a block before its pixels. */
    public static byte[] png(BufferedImage image, byte[] exif) {
        return inserted(ImageFiles.png(image), PNG_HEADER_END, ImageFiles.chunk("eXIf", exif));
    }

    /** A PNG with a block after its pixels. */
    static byte[] pngWithLateBlock(BufferedImage image, byte[] exif) {
        byte[] png = ImageFiles.png(image);
        return inserted(png, png.length - PNG_TRAILER, ImageFiles.chunk("eXIf", exif));
    }

    static byte[] inserted(byte[] file, int at, byte[] piece) {
        return ByteBuffer.allocate(file.length + piece.length)
                .put(file, 0, at)
                .put(piece)
                .put(file, at, file.length - at)
                .array();
    }
}
