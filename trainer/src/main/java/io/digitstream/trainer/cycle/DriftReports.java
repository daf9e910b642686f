package io.digitstream.trainer.cycle;

import io.digitstream.schemas.ReportKind;
import io.digitstream.schemas.TrainingReport;
import io.digitstream.schemas.WireFormat;
import io.digitstream.schemas.WireFormatException;
import io.digitstream.trainer.publishing.Connection;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
public final class DriftReports implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DriftReports.class);
    private static final Duration POLL = Duration.ofMillis(100);

    private final Connection connection;
    private final Consumer<byte[], byte[]> consumer;
    private final Set<String> drifted = new HashSet<>();

    /** @param consumer of no group; closed with this */
    DriftReports(Connection connection, Consumer<byte[], byte[]> consumer) {
        this.connection = connection;
        this.consumer = consumer;
    }

    /** Reads all reports that there are, and those that come. */
    public static DriftReports open(Connection connection) throws IOException {
        Map<String, Object> properties = connection.clientProperties();
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        try {
            Consumer<byte[], byte[]> consumer =
                    new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
            String topic = connection.topics().trainingReports();
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            return new DriftReports(connection, consumer);
        } catch (KafkaException e) {
            throw connection.broken(e);
        }
    }

    /** Whether a processor has said that what it reads with this release is no longer what the release was validated on. */
    public boolean isReported(String version) throws IOException {
        try {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                take(record);
            }
            return drifted.contains(version);
        } catch (KafkaException e) {
            throw connection.broken(e);
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        try {
            TrainingReport report = WireFormat.TRAINING_REPORT.decode(record.value());
            if (report.getKind() == ReportKind.DRIFTED) {
                drifted.add(report.getVersion());
            } else if (report.getKind() == ReportKind.HELD) {
                // A cycle has answered it: what it learned was not better, and no label has changed since.
                drifted.remove(report.getAgainst());
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
