package io.digitstream.schemas;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A value on the topic {@code images}: an {@link ImageEvent}, or simply the bytes of a PNG or JPEG file, which is an
 * image event that knows nothing but its image.
 *
 * <p>The three are told apart by their first bytes alone; whether a file that begins like an image is one is seen when
 * it is decoded.
 */
public final class ImageValue {
    /** PNG specification, 5.2. */
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    /** JPEG (ITU-T T.81, annex B): start of image, and the first byte of the marker that must follow. */
    private static final byte[] JPEG = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF};

    private ImageValue() {}

    /**
     * What a producer says about one photo.
     *
     * <p>The image of a bare file is the given array itself, not a copy: don't change it afterwards.
     *
     * @param values how an image event stands on the topic
     * @param value the whole value of a record, null for a tombstone
     * @throws WireFormatException when it is none of the three, or a damaged image event
     */
    public static ImageEvent parse(TopicValues values, byte @Nullable [] value) {
        if (value != null && (startsWith(value, PNG) || startsWith(value, JPEG))) {
            return new ImageEvent(ByteBuffer.wrap(value), null, null, null);
        }
        if (value != null && values.isRecord(value)) {
            return values.decode(WireFormat.IMAGE_EVENT, value);
        }
        throw new WireFormatException(
                "a PNG file, a JPEG file or an ImageEvent in " + values.encoding(),
                WireFormatException.describe(value));
    }

    private static boolean startsWith(byte[] value, byte[] start) {
        return value.length >= start.length && Arrays.equals(value, 0, start.length, start, 0, start.length);
    }
}
