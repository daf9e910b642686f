package io.digitstream.standalone.torture;

import io.digitstream.application.connection.Connection;
import io.digitstream.schemas.Recognition;
import io.digitstream.schemas.WireFormat;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Enters what is committed into accounts, on a thread of its own; it knows nothing of processors. Thread-safe. */
final class Ledger implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(50);

    private final Accounts accounts;
    private final String rejectedTopic;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Thread thread = new Thread(this::run, "ledger");
    private volatile boolean closed;

    /**
     * Begins to read, from the beginning of the topics.
     *
     * @param kinds different pictures that there are
     */
    Ledger(Connection connection, int partitions, int kinds) {
        this.accounts = new Accounts(partitions, kinds);
        this.rejectedTopic = connection.topics().rejectedImages();
        Map<String, Object> properties = connection.clientProperties();
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 1 << 16);
        properties.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 100);
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> all = new ArrayList<>();
        for (int partition = 0; partition < partitions; partition++) {
            all.add(new TopicPartition(connection.topics().recognitions(), partition));
            all.add(new TopicPartition(rejectedTopic, partition));
        }
        consumer.assign(all);
        consumer.seekToBeginning(all);
        thread.start();
    }

    /** What it has entered so far. */
    Accounts accounts() {
        return accounts;
    }

    /** The key of an image that is this far down its partition. */
    static byte[] key(int number) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
    }

    private void run() {
        while (!closed) {
            for (ConsumerRecord<byte[], byte[]> result : consumer.poll(POLL)) {
                enter(result);
            }
        }
        consumer.close();
    }

    private void enter(ConsumerRecord<byte[], byte[]> result) {
        int number = ByteBuffer.wrap(result.key()).getInt();
        if (result.topic().equals(rejectedTopic)) {
            accounts.enter(result.partition(), number, Optional.empty(), Instant.EPOCH, "");
        } else {
            Recognition recognition = WireFormat.RECOGNITION.decode(result.value());
            accounts.enter(
                    result.partition(),
                    number,
                    Optional.of(recognition.getDigits()),
                    recognition.getInferredAt(),
                    recognition.getWeightsVersion());
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
