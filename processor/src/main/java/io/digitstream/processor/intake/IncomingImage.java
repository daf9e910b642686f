package io.digitstream.processor.intake;

import io.digitstream.application.result.ImagePosition;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * A record from the topic of images with all that its result must carry on: where it stood, its key, timestamp and headers,
 * and its untouched value. The arrays are not copied: treat them as read-only.
 *
 * @param topic it came from
 * @param partition it came from
 * @param offset it had
 * @param timestamp of the record as its producer or broker set it, milliseconds since 1970; -1 if there is none
 * @param takenInAt when the processor first saw it
 * @param key the producer's own, or none
 * @param value what the producer sent, or none
 * @param headers the producer's own, trace context among them
 */
@SuppressWarnings("ArrayRecordComponent") // bytes on their way through, never compared
public record IncomingImage(
        String topic,
        int partition,
        long offset,
        long timestamp,
        Instant takenInAt,
        byte @Nullable [] key,
        byte @Nullable [] value,
        Headers headers) {
    private static final int SHORT_KEY_BYTES = 1024;

    /** Lengths of a header's name and value, in a record or a slot. */
    private static final int HEADER_BYTES = 10;

    /** Of a character of a header's name, at most. */
    private static final int UTF8_BYTES = 3;

    public IncomingImage {
        RecordHeaders own = new RecordHeaders();
        for (Header header : headers) {
            own.add(header);
        }
        own.setReadOnly();
        headers = own;
    }

    public ImagePosition position() {
        return new ImagePosition(topic, partition, offset);
    }

    /** An upper bound of the bytes that key, value and headers take in a record. */
    public long size() {
        return sizeWithoutValue() + length(value);
    }

    /** An upper bound of the bytes that key and headers take in a record. */
    public long sizeWithoutValue() {
        long size = length(key);
        for (Header header : headers) {
            size += HEADER_BYTES + UTF8_BYTES * (long) header.key().length() + length(header.value());
        }
        return size;
    }

    /** Returns the record without its value. */
    @SuppressWarnings("NullAway") // it loses @Nullable on array components of a record with a compact constructor
    public IncomingImage withoutValue() {
        return new IncomingImage(topic, partition, offset, timestamp, takenInAt, key, null, headers);
    }

    /** Returns the record without value, headers and unusually long key. */
    @SuppressWarnings("NullAway") // it loses @Nullable on array components of a record with a compact constructor
    public IncomingImage placeOnly() {
        return new IncomingImage(topic, partition, offset, timestamp, takenInAt, shortKey(), null, new RecordHeaders());
    }

    /** Returns the record with its position as key if it has none, for topics that need keys. */
    @SuppressWarnings("NullAway") // it loses @Nullable on array components of a record with a compact constructor
    public IncomingImage keyedByPosition() {
        byte[] present = key == null ? position().toString().getBytes(StandardCharsets.UTF_8) : key;
        return new IncomingImage(topic, partition, offset, timestamp, takenInAt, present, value, headers);
    }

    /** A key of usual length still tells whose image it was. */
    private byte @Nullable [] shortKey() {
        return length(key) > SHORT_KEY_BYTES ? null : key;
    }

    private static long length(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }
}
