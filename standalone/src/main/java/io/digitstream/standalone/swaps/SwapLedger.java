package io.digitstream.standalone.swaps;

import io.digitstream.application.connection.Connection;
import io.digitstream.application.result.ImagePosition;
import io.digitstream.schemas.Recognition;
import io.digitstream.schemas.TopicValues;
import io.digitstream.schemas.WireFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Counts committed results, and says with which weights and how steadily they come. One thread. */
final class SwapLedger implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(20);

    private final TopicValues values;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Set<ImagePosition> seen = new HashSet<>();
    private final Map<Instant, Set<String>> weightsOfBatches = new HashMap<>();
    private String weights = "";
    private int total;
    private long lastNanos;
    private long longestNanos;

    SwapLedger(Connection connection) {
        this.values = connection.values();
        Map<String, Object> properties = connection.clientProperties();
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        this.consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        String topic = connection.topics().recognitions();
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Takes in what has come. */
    void read() {
        boolean any = false;
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
            Recognition recognition = values.decode(WireFormat.RECOGNITION, record.value());
            total++;
            seen.add(ImagePosition.of(record.headers())
                    .orElseThrow(() -> new IllegalStateException("%s-%d@%d does not say which image it is about"
                            .formatted(record.topic(), record.partition(), record.offset()))));
            // Images that were done at the same moment were of one batch.
            weightsOfBatches
                    .computeIfAbsent(recognition.getInferredAt(), batch -> new HashSet<>())
                    .add(recognition.getWeightsVersion());
            weights = recognition.getWeightsVersion();
            any = true;
        }
        if (any) {
            long now = System.nanoTime();
            longestNanos = lastNanos == 0 ? 0 : Math.max(longestNanos, now - lastNanos);
            lastNanos = now;
        }
    }

    /** From now on the longest gap is looked for anew. */
    void forgetGaps() {
        longestNanos = 0;
    }

    Duration longestGap() {
        return Duration.ofNanos(longestNanos);
    }

    /** Of the last result. */
    String weights() {
        return weights;
    }

    int lost(int sent) {
        return sent - seen.size();
    }

    int doubled() {
        return total - seen.size();
    }

    int mixed() {
        return (int) weightsOfBatches.values().stream()
                .filter(ofBatch -> ofBatch.size() > 1)
                .count();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
