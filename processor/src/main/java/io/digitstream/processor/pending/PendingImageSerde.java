package io.digitstream.processor.pending;

import io.digitstream.application.result.ImagePosition;
import io.digitstream.processor.intake.IncomingImage;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * How a pending image stands in the store and its changelog. Internal to the processor; the leading byte is a version, so
 * that a newer processor can take over what an older one left pending.
 */
final class PendingImageSerde {
    private static final int VERSION = 1;
    private static final int ABSENT = -1;

    /** Version, sequence, the topic's length, partition, three times, and the lengths of key, value and headers. */
    private static final int FIXED = Byte.BYTES + 4 * Long.BYTES + Short.BYTES + 4 * Integer.BYTES;

    private PendingImageSerde() {}

    static Serde<PendingImage> serde() {
        Serializer<PendingImage> serializer = (topic, pending) -> pending == null ? null : write(pending);
        Deserializer<PendingImage> deserializer = (topic, bytes) -> bytes == null ? null : read(bytes);
        return Serdes.serdeFrom(serializer, deserializer);
    }

    /**
     * Returns the position of a stored image.
     *
     * @throws SerializationException if these are not the bytes of one
     */
    static ImagePosition position(byte[] bytes) {
        return read(bytes).image().position();
    }

    /** Into an array of the right size: images are too large to be copied once more. */
    private static byte[] write(PendingImage pending) {
        IncomingImage image = pending.image();
        byte[] topic = image.topic().getBytes(StandardCharsets.UTF_8);
        Header[] headers = image.headers().toArray();
        byte[][] names = new byte[headers.length][];
        int size = FIXED + topic.length + length(image.key()) + length(image.value());
        for (int i = 0; i < headers.length; i++) {
            names[i] = headers[i].key().getBytes(StandardCharsets.UTF_8);
            size += 2 * Integer.BYTES + names[i].length + length(headers[i].value());
        }
        byte[] bytes = new byte[size];
        ByteBuffer out = ByteBuffer.wrap(bytes)
                .put((byte) VERSION)
                .putLong(pending.sequence())
                .putShort((short) topic.length)
                .put(topic)
                .putInt(image.partition())
                .putLong(image.offset())
                .putLong(image.timestamp())
                .putLong(image.takenInAt().toEpochMilli());
        putArray(out, image.key());
        putArray(out, image.value());
        out.putInt(headers.length);
        for (int i = 0; i < headers.length; i++) {
            putArray(out, names[i]);
            putArray(out, headers[i].value());
        }
        return bytes;
    }

    @SuppressWarnings("NullAway") // it loses @Nullable on array components of a record with a compact constructor
    private static PendingImage read(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int version = in.readByte();
            if (version != VERSION) {
                throw new SerializationException("a pending image of version " + version + ", known is " + VERSION);
            }
            long sequence = in.readLong();
            String topic = in.readUTF();
            int partition = in.readInt();
            long offset = in.readLong();
            long timestamp = in.readLong();
            Instant takenInAt = Instant.ofEpochMilli(in.readLong());
            byte[] key = readArray(in);
            byte[] value = readArray(in);
            RecordHeaders headers = new RecordHeaders();
            for (int left = in.readInt(); left != 0; left--) {
                headers.add(readName(in), readArray(in));
            }
            if (in.available() > 0) {
                throw new IOException(in.available() + " bytes follow the last header");
            }
            return new PendingImage(
                    sequence, new IncomingImage(topic, partition, offset, timestamp, takenInAt, key, value, headers));
        } catch (IOException e) {
            throw new SerializationException("a damaged pending image of " + bytes.length + " bytes", e);
        }
    }

    private static void putArray(ByteBuffer out, byte @Nullable [] array) {
        out.putInt(array == null ? ABSENT : array.length);
        if (array != null) {
            out.put(array);
        }
    }

    private static byte @Nullable [] readArray(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length == ABSENT) {
            return null;
        }
        if (length < 0 || length > in.available()) {
            throw new IOException("%d bytes announced, %d left".formatted(length, in.available()));
        }
        return in.readNBytes(length);
    }

    private static String readName(DataInputStream in) throws IOException {
        byte[] name = readArray(in);
        if (name == null) {
            throw new IOException("a header without a name");
        }
        return new String(name, StandardCharsets.UTF_8);
    }

    private static int length(byte @Nullable [] array) {
        return array == null ? 0 : array.length;
    }
}
