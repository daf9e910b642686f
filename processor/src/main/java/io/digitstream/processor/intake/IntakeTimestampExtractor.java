package io.digitstream.processor.intake;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.streams.processor.TimestampExtractor;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Gives each image the time of its intake, and keeps the record's own timestamp in a header. Producers send timestamps that are
 * missing, negative, in the future or decades old; a topic may refuse or immediately delete what is written with them. Thread-safe.
 */
public final class IntakeTimestampExtractor implements TimestampExtractor {
    /** Timestamp of the image's record in milliseconds since 1970, -1 if it has none; decimal digits. */
    public static final String HEADER = "digitstream.image.timestamp";

    private final InstantSource clock;

    public IntakeTimestampExtractor(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
        record.headers()
                .remove(HEADER)
                .add(HEADER, Long.toString(record.timestamp()).getBytes(StandardCharsets.UTF_8));
        return clock.millis();
    }

    /** Removes the header and returns its timestamp. */
    public static long takeTimestamp(Record<?, ?> record) {
        Header header = record.headers().lastHeader(HEADER);
        record.headers().remove(HEADER);
        return header == null ? record.timestamp() : Long.parseLong(new String(header.value(), StandardCharsets.UTF_8));
    }
}
