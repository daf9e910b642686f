package io.digitstream.processor.pending;

import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaClientSupplier;

/**
 * Kafka's usual clients, but for a record that a broker refuses: a transaction with such a record can only be aborted, and Kafka
 * Streams ends the thread, whose partitions then wait for the end of its session. Here the refused record is remembered, and Streams
 * gets the error of a fenced producer instead: it aborts, rejoins with a new producer, and takes the images in again.
 */
public final class RefusalAwareClients implements KafkaClientSupplier {
    /** The other records of a batch fail with this message and no type of their own. */
    private static final String BESIDE_REFUSED = "Failed to append record because it was part of a batch";

    private final RefusedWrites refused;

    public RefusalAwareClients(RefusedWrites refused) {
        this.refused = refused;
    }

    @Override
    public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer()) {
            @Override
            public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record, Callback callback) {
                return super.send(
                        record,
                        (metadata, exception) -> callback.onCompletion(
                                metadata, exception == null ? null : translated(record, exception)));
            }
        };
    }

    private Exception translated(ProducerRecord<byte[], byte[]> record, Exception exception) {
        boolean rejectable = refused.add(record, exception) || isBesideRefused(exception);
        return rejectable
                ? new InvalidProducerEpochException("aborted after a refused record: " + exception)
                : exception;
    }

    private static boolean isBesideRefused(Exception exception) {
        return exception.getClass() == KafkaException.class
                && String.valueOf(exception.getMessage()).startsWith(BESIDE_REFUSED);
    }

    @Override
    public Admin getAdmin(Map<String, Object> config) {
        return Admin.create(config);
    }

    @Override
    public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
        return getConsumer(config);
    }

    @Override
    public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
        return getConsumer(config);
    }
}
