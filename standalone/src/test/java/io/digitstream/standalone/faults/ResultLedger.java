package io.digitstream.standalone.faults;

import io.digitstream.application.result.ImagePosition;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Counts committed results against the images sent, by the images' positions: lost, doubled, out of order. */
public final class ResultLedger implements AutoCloseable {
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Set<ImagePosition> seen = new HashSet<>();
    private final Set<Integer> numbers = new HashSet<>();
    private final Map<TopicPartition, Long> last = new HashMap<>();
    private int total;
    private int disordered;

    public ResultLedger(String bootstrapServers, List<String> topics) {
        this.consumer = new KafkaConsumer<>(Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
                ByteArrayDeserializer.class.getName(),
                ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
                ByteArrayDeserializer.class.getName()));
        List<TopicPartition> all = topics.stream()
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map((PartitionInfo info) -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(all);
        consumer.seekToBeginning(all);
    }

    /** Reads what is there now. */
    public void read() {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
            ImagePosition position = ImagePosition.of(record.headers()).orElseThrow();
            total++;
            seen.add(position);
            if (record.key() != null) {
                numbers.add(ByteBuffer.wrap(record.key()).getInt());
            }
            Long before = last.put(new TopicPartition(position.topic(), position.partition()), position.offset());
            if (before != null && position.offset() < before) {
                disordered++;
            }
        }
    }

    /** Reads all that is committed now. */
    void readToEnd() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            read();
        }
    }

    /** Reads on for a while after all are there: whatever is doubled has time to come. */
    public void readRest() {
        for (int i = 0; i < 20; i++) {
            read();
        }
    }

    public int total() {
        return total;
    }

    public int doubled() {
        return total - seen.size();
    }

    public int lost(int sent) {
        return sent - seen.size();
    }

    /** Numbers from {@code first} to {@code end - 1} of which no result has come; see {@link SequencedImages#sendNumbered}. */
    public List<Integer> missing(int first, int end) {
        return IntStream.range(first, end)
                .filter(number -> !numbers.contains(number))
                .boxed()
                .toList();
    }

    public int disordered() {
        return disordered;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
