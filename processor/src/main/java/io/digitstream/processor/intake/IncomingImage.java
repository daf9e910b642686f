package io.digitstream.processor.intake;

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
 * @param timestamp of the record, milliseconds since 1970
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

    public IncomingImage {
        RecordHeaders own = new RecordHeaders();
        for (Header header : headers) {
            own.add(header);
        }
        own.setReadOnly();
        headers = own;
    }

    /** Names the record for a person: topic, partition, offset. */
    public String place() {
        return topic + "-" + partition + "@" + offset;
    }

    /** Bytes of key, value and headers. */
    public long size() {
        long size = length(key) + length(value);
        for (Header header : headers) {
            size += header.key().length() + length(header.value());
        }
        return size;
    }

    /** The record without value, headers and unusually long key: where and when it came, however large it was. */
    @SuppressWarnings("NullAway") // it loses @Nullable on array components of a record with a compact constructor
    public IncomingImage placeOnly() {
        return new IncomingImage(topic, partition, offset, timestamp, takenInAt, shortKey(), null, new RecordHeaders());
    }

    /** A key of usual length still tells whose image it was. */
    private byte @Nullable [] shortKey() {
        return length(key) > SHORT_KEY_BYTES ? null : key;
    }

    private static long length(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }
}
