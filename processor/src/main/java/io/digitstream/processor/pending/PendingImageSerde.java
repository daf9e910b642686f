package io.digitstream.processor.pending;

import io.digitstream.processor.intake.IncomingImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
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

    private PendingImageSerde() {}

    static Serde<PendingImage> serde() {
        Serializer<PendingImage> serializer = (topic, pending) -> pending == null ? null : write(pending);
        Deserializer<PendingImage> deserializer = (topic, bytes) -> bytes == null ? null : read(bytes);
        return Serdes.serdeFrom(serializer, deserializer);
    }

    private static byte[] write(PendingImage pending) {
        IncomingImage image = pending.image();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256 + length(image.value()));
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeLong(pending.sequence());
            out.writeUTF(image.topic());
            out.writeInt(image.partition());
            out.writeLong(image.offset());
            out.writeLong(image.timestamp());
            out.writeLong(image.takenInAt().toEpochMilli());
            writeArray(out, image.key());
            writeArray(out, image.value());
            Header[] headers = image.headers().toArray();
            out.writeInt(headers.length);
            for (Header header : headers) {
                // Not writeUTF, which ends at 64 KiB: a stranger's header may be longer.
                writeArray(out, header.key().getBytes(StandardCharsets.UTF_8));
                writeArray(out, header.value());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return bytes.toByteArray();
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

    private static void writeArray(DataOutputStream out, byte @Nullable [] array) throws IOException {
        out.writeInt(array == null ? ABSENT : array.length);
        if (array != null) {
            out.write(array);
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
