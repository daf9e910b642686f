package io.digitstream.trainer.cycle;

import io.digitstream.application.connection.Connection;
import io.digitstream.application.lifecycle.Closer;
import io.digitstream.schemas.WireFormat;
import io.digitstream.schemas.WireFormatException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What processors say on the topic of reports about drift. One thread. */
final class DriftReports implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DriftReports.class);
    private static final Duration POLL = Duration.ofMillis(100);

    private final Connection connection;
    private final Consumer<byte[], byte[]> consumer;
    private boolean unanswered;

    /** @param consumer of no group; closed with this */
    DriftReports(Connection connection, Consumer<byte[], byte[]> consumer) {
        this.connection = connection;
        this.consumer = consumer;
    }

    /** Reads all reports that there are, and those that come. */
    static DriftReports open(Connection connection) throws IOException {
        Map<String, Object> properties = connection.clientProperties();
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        try {
            return open(
                    connection,
                    new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer()));
        } catch (KafkaException e) {
            throw connection.broken(e);
        }
    }

    /** @param consumer of no group; closed with this, or if this fails */
    static DriftReports open(Connection connection, Consumer<byte[], byte[]> consumer) {
        try {
            String topic = connection.topics().trainingReports();
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            return new DriftReports(connection, consumer);
        } catch (RuntimeException | Error e) {
            Closer.closeAfter(e, consumer);
            throw e;
        }
    }

    /**
     * Whether a processor has said that what it reads is no longer what its release was validated on, and no cycle has come to
     * its end since.
     */
    boolean isUnanswered() throws IOException {
        try {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                take(record);
            }
            return unanswered;
        } catch (KafkaException e) {
            throw connection.broken(e);
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        try {
            switch (connection
                    .values()
                    .decode(WireFormat.TRAINING_REPORT, record.value())
                    .getKind()) {
                case DRIFTED -> unanswered = true;
                case PUBLISHED, HELD -> unanswered = false;
                default -> {}
            }
        } catch (WireFormatException e) {
            LOG.warn("Left out {}-{}@{}: {}", record.topic(), record.partition(), record.offset(), e.getMessage());
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
