package io.digitstream.standalone.faults;

import java.lang.reflect.Field;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Records with timestamps that Kafka's own producer refuses to send, as other clients do: -1 where none is set. */
final class AnyTimestamp {
    private AnyTimestamp() {}

    static ProducerRecord<byte[], byte[]> record(
            String topic, int partition, long timestamp, byte @Nullable [] key, byte @Nullable [] value) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic, partition, Math.max(0, timestamp), key, value);
        try {
            Field field = ProducerRecord.class.getDeclaredField("timestamp");
            field.setAccessible(true);
            field.set(record, timestamp);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
        return record;
    }
}
