package io.digitstream.trainer.cycle;

import io.digitstream.application.connection.Connection;
import io.digitstream.schemas.LabeledImage;
import io.digitstream.schemas.WireFormat;
import io.digitstream.schemas.WireFormatException;
import io.digitstream.trainer.publishing.Progress;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The topic of labelled images, and how far cycles have learned from it. That stands in the offsets of a consumer group, which
 * are written in the transaction that says what came of a cycle. One thread.
 */
final class LabelTopic implements AutoCloseable {
    /** Group whose offsets say how far. */
    static final String GROUP = "digitstream-trainer";

    private static final Logger LOG = LoggerFactory.getLogger(LabelTopic.class);
    private static final Duration POLL = Duration.ofMillis(200);

    private final Connection connection;
    private final Consumer<byte[], byte[]> consumer;
    private final String topic;

    /** @param consumer of {@link #GROUP}, with {@code read_committed}; closed with this */
    LabelTopic(Connection connection, Consumer<byte[], byte[]> consumer) {
        this.connection = connection;
        this.consumer = consumer;
        this.topic = connection.topics().labeledImages();
    }

    /** @throws IOException if the broker does not answer in time or lacks the topic */
    static LabelTopic open(Connection connection) throws IOException, InterruptedException {
        connection.require(connection.topics().labeledImages());
        Map<String, Object> properties = connection.clientProperties();
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, GROUP);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        // Where retention has taken the oldest labels, the oldest left are the first.
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int)
                connection.patience().toMillis());
        try {
            return new LabelTopic(
                    connection,
                    new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer()));
        } catch (KafkaException e) {
            throw connection.broken(e);
        }
    }

    /** How far cycles have learned, by partition; and when the last one ended, if there was one. */
    Learned learned() throws IOException {
        try {
            Map<Integer, Long> offsets = new TreeMap<>();
            Instant last = null;
            Set<TopicPartition> partitions = new HashSet<>(partitions());
            Map<TopicPartition, Long> oldest = consumer.beginningOffsets(partitions);
            Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(partitions);
            for (TopicPartition partition : partitions) {
                OffsetAndMetadata reached = committed.get(partition);
                long first = Objects.requireNonNull(oldest.get(partition));
                offsets.put(partition.partition(), reached == null ? first : Math.max(first, reached.offset()));
                last = reached == null ? last : time(reached.metadata()).orElse(last);
            }
            return new Learned(offsets, Optional.ofNullable(last));
        } catch (KafkaException e) {
            throw connection.broken(e);
        }
    }

    /**
     * How far cycles have learned. Immutable.
     *
     * @param offsets of the first label that no cycle has learned from, by partition
     * @param lastCycle when the last cycle ended
     */
    record Learned(Map<Integer, Long> offsets, Optional<Instant> lastCycle) {
        Learned {
            offsets = Map.copyOf(offsets);
        }

        /** Labels from there to the ends, as far as offsets tell. */
        long waiting(Map<Integer, Long> ends) {
            return ends.entrySet().stream()
                    .mapToLong(end -> Math.max(0, end.getValue() - offsets.getOrDefault(end.getKey(), 0L)))
                    .sum();
        }
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Where the topic ends now, by partition. */
    Map<Integer, Long> ends() throws IOException {
        try {
            Map<Integer, Long> ends = new TreeMap<>();
            consumer.endOffsets(partitions()).forEach((partition, end) -> ends.put(partition.partition(), end));
            return ends;
        } catch (KafkaException e) {
            throw connection.broken(e);
        }
    }

    private List<TopicPartition> partitions() {
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        // Where they end is a matter of what is committed, and of that only who is assigned is told.
        consumer.assign(partitions);
        return partitions;
    }

    /** All labels from the oldest to the plan's ends, those that no cycle has learned from marked as fresh. */
    LabelBook collect(CyclePlan plan, int most) throws IOException {
        LabelBook book = new LabelBook(most);
        List<TopicPartition> open = new ArrayList<>();
        plan.until().keySet().forEach(partition -> open.add(new TopicPartition(topic, partition)));
        try {
            consumer.assign(open);
            consumer.seekToBeginning(open);
            while (!open.isEmpty()) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    take(record, plan, book);
                }
                open.removeIf(partition -> isRead(partition, plan));
            }
            return book;
        } catch (KafkaException e) {
            throw connection.broken(e);
        }
    }

    private boolean isRead(TopicPartition partition, CyclePlan plan) {
        return consumer.position(partition) >= plan.until().getOrDefault(partition.partition(), 0L);
    }

    private void take(ConsumerRecord<byte[], byte[]> record, CyclePlan plan, LabelBook book) {
        if (record.offset() >= plan.until().getOrDefault(record.partition(), 0L)) {
            return;
        }
        try {
            LabeledImage image = connection.values().decode(WireFormat.LABELED_IMAGE, record.value());
            if (!image.getLabel().chars().allMatch(c -> c >= '0' && c <= '9')) {
                throw new WireFormatException("a label of digits", "'" + image.getLabel() + "'");
            }
            book.add(image, record.offset() >= plan.from().getOrDefault(record.partition(), 0L));
        } catch (WireFormatException e) {
            book.addUnreadable();
            LOG.warn("Left out {}-{}@{}: {}", record.topic(), record.partition(), record.offset(), e.getMessage());
        }
    }

    /** What is to be written in the transaction that ends a cycle. */
    Progress progress(CyclePlan plan, Instant now) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        plan.until()
                .forEach((partition, offset) -> offsets.put(
                        new TopicPartition(topic, partition), new OffsetAndMetadata(offset, now.toString())));
        return new Progress(offsets, consumer.groupMetadata());
    }

    @Override
    public void close() {
        consumer.close();
    }
}
