package io.digitstream.processor.pending;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Kafka's producer, but for a record that a broker refuses. A transaction with such a record can only be aborted, and Kafka Streams
 * would end the thread, whose partitions then wait for the end of its session. Here the refused record is remembered, and Streams gets
 * the error of a fenced producer instead: it aborts, rejoins with a new producer, and takes the images in again.
 */
public final class RefusalAwareProducer extends KafkaProducer<byte[], byte[]> {
    /** The other records of a batch fail with this message and no type of their own. */
    private static final String BESIDE_REFUSED = "Failed to append record because it was part of a batch";

    /** A producer in an error state may wait for a transaction that never ends; its successor aborts that. */
    private static final Duration CLOSE_AFTER_REFUSAL = Duration.ofSeconds(2);

    private final RefusedWrites refused;
    private volatile boolean aborting;

    public RefusalAwareProducer(Map<String, Object> config, RefusedWrites refused) {
        super(config, new ByteArraySerializer(), new ByteArraySerializer());
        this.refused = refused;
    }

    @Override
    public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record, Callback callback) {
        try {
            return super.send(
                    record,
                    (metadata, exception) ->
                            callback.onCompletion(metadata, exception == null ? null : translated(record, exception)));
        } catch (KafkaException e) {
            throw isAfterRefusal(e) ? new KafkaException(e.getMessage(), fenced(e)) : e;
        }
    }

    private Exception translated(ProducerRecord<byte[], byte[]> record, Exception exception) {
        return refused.add(record, exception) || isBesideRefused(exception) ? fenced(exception) : exception;
    }

    private static boolean isBesideRefused(Exception exception) {
        return exception.getClass() == KafkaException.class
                && String.valueOf(exception.getMessage()).startsWith(BESIDE_REFUSED);
    }

    @Override
    public void sendOffsetsToTransaction(
            Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata groupMetadata) {
        try {
            super.sendOffsetsToTransaction(offsets, groupMetadata);
        } catch (KafkaException e) {
            throw isAfterRefusal(e) ? fenced(e) : e;
        }
    }

    @Override
    public void commitTransaction() {
        try {
            super.commitTransaction();
        } catch (KafkaException e) {
            throw isAfterRefusal(e) ? fenced(e) : e;
        }
    }

    @Override
    public void close() {
        if (aborting) {
            close(CLOSE_AFTER_REFUSAL);
        } else {
            super.close();
        }
    }

    /** The transaction is in an error state since a record was refused. */
    private static boolean isAfterRefusal(KafkaException exception) {
        return RefusedWrites.belongsToRecord(exception) || RefusedWrites.belongsToRecord(exception.getCause());
    }

    private InvalidProducerEpochException fenced(Exception cause) {
        aborting = true;
        return new InvalidProducerEpochException("aborted after a refused record: " + cause);
    }
}
