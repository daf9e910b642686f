package io.digitstream.standalone.bench;

import io.digitstream.application.connection.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Counts what is committed to a topic, as a consumer gets to see it. One thread. */
final class CommittedResults implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaConsumer<byte[], byte[]> consumer;

    /** Of all that stands on the topic of recognitions, and will. */
    CommittedResults(Connection connection, int partitions) {
        // Many at a time: counting must not take the cores of what is counted.
        consumer = consumer(
                connection,
                partitions,
                Map.of(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 1 << 20, ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, (int)
                        POLL.toMillis()));
    }

    /** A consumer of the same, from the beginning; the caller closes it. */
    static KafkaConsumer<byte[], byte[]> consumer(Connection connection, int partitions, Map<String, Object> special) {
        Map<String, Object> properties = connection.clientProperties();
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.putAll(special);
        var consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> all = IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition(connection.topics().recognitions(), partition))
                .toList();
        consumer.assign(all);
        consumer.seekToBeginning(all);
        return consumer;
    }

    /**
     * Waits for some.
     *
     * @return how many came
     * @throws IllegalStateException if none comes for this long
     */
    int poll(Duration patience) {
        long begun = System.nanoTime();
        while (true) {
            int count = consumer.poll(POLL).count();
            if (count > 0) {
                return count;
            }
            if (System.nanoTime() - begun > patience.toNanos()) {
                throw new IllegalStateException("no result for " + patience.toSeconds() + " s");
            }
        }
    }

    /** Results a second, over so long from now on. */
    double rate(Duration time) {
        long begun = System.nanoTime();
        long seen = 0;
        long passed = 0;
        while (passed < time.toNanos()) {
            seen += consumer.poll(POLL).count();
            passed = System.nanoTime() - begun;
        }
        return seen * 1e9 / passed;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
