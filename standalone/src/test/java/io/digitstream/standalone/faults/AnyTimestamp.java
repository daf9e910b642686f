package io.digitstream.standalone.faults;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Records with timestamps that Kafka's own producer refuses to send, as other clients do: -1 where none is set. */
public final class AnyTimestamp {
    private AnyTimestamp() {}

    public static ProducerRecord<byte[], byte[]> record(
            String topic, int partition, long timestamp, byte @Nullable [] key, byte @Nullable [] value) {
        return new ProducerRecord<>(topic, partition, key, value) {
            @Override
            public Long timestamp() {
                return timestamp;
            }
        };
    }
}
