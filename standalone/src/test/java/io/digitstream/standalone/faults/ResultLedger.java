package io.digitstream.standalone.faults;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Counts committed results against the images sent: lost, doubled, out of order. Knows nothing of the processor. */
public final class ResultLedger implements AutoCloseable {
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<Integer, Map<Integer, Integer>> seen = new HashMap<>();
    private final Map<Integer, Integer> last = new HashMap<>();
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
            int number = ByteBuffer.wrap(record.key()).getInt();
            total++;
            seen.computeIfAbsent(record.partition(), partition -> new HashMap<>())
                    .merge(number, 1, Integer::sum);
            Integer before = last.put(record.partition(), number);
            if (before != null && number < before) {
                disordered++;
            }
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
        return total - distinct();
    }

    public int lost(int sent) {
        return sent - distinct();
    }

    /** Numbers from {@code first} to {@code end - 1} of a partition that have no result. */
    public List<Integer> missing(int partition, int first, int end) {
        Map<Integer, Integer> numbers = seen.getOrDefault(partition, Map.of());
        return IntStream.range(first, end)
                .filter(number -> !numbers.containsKey(number))
                .boxed()
                .toList();
    }

    public int disordered() {
        return disordered;
    }

    private int distinct() {
        return seen.values().stream().mapToInt(Map::size).sum();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
