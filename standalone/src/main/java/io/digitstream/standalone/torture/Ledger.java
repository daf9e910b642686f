package io.digitstream.standalone.torture;

import io.digitstream.application.connection.Connection;
import io.digitstream.application.result.ImagePosition;
import io.digitstream.schemas.Recognition;
import io.digitstream.schemas.WireFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Enters what is committed into accounts, on a thread of its own; it knows nothing of processors. A record that is no result is entered
 * as wrong, and does not end it. Thread-safe.
 */
final class Ledger implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(50);

    private final Accounts accounts;
    private final String rejectedTopic;
    private final Consumer<byte[], byte[]> consumer;
    private final Thread thread = new Thread(this::run, "ledger");
    private volatile boolean closed;
    private volatile @Nullable Throwable failure;

    /**
     * Begins to enter what the consumer gets.
     *
     * @param consumer that is assigned its partitions; it is closed with this
     */
    Ledger(Accounts accounts, String rejectedTopic, Consumer<byte[], byte[]> consumer) {
        this.accounts = accounts;
        this.rejectedTopic = rejectedTopic;
        this.consumer = consumer;
        thread.start();
    }

    /** Begins to read, from the beginning of the topics. */
    static Ledger of(Connection connection, int partitions, Accounts accounts) {
        String rejectedTopic = connection.topics().rejectedImages();
        Map<String, Object> properties = connection.clientProperties();
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 1 << 16);
        properties.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 100);
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        var consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> all = new ArrayList<>();
        for (int partition = 0; partition < partitions; partition++) {
            all.add(new TopicPartition(connection.topics().recognitions(), partition));
            all.add(new TopicPartition(rejectedTopic, partition));
        }
        consumer.assign(all);
        consumer.seekToBeginning(all);
        return new Ledger(accounts, rejectedTopic, consumer);
    }

    private void run() {
        try (consumer) {
            while (!closed) {
                for (ConsumerRecord<byte[], byte[]> result : consumer.poll(POLL)) {
                    enter(result);
                }
            }
        } catch (Throwable e) {
            failure = e;
        }
    }

    private void enter(ConsumerRecord<byte[], byte[]> record) {
        String place = record.topic() + "-" + record.partition() + "@" + record.offset();
        CommittedResult result;
        try {
            result = parse(record, place);
        } catch (RuntimeException e) {
            accounts.enterUnknown(place, String.valueOf(e.getMessage()));
            return;
        }
        accounts.enter(result);
    }

    private CommittedResult parse(ConsumerRecord<byte[], byte[]> record, String place) {
        SentImage image = SentImage.ofKey(Objects.requireNonNull(record.key(), "it has no key"));
        ImagePosition position = ImagePosition.of(record.headers()).orElse(null);
        if (record.topic().equals(rejectedTopic)) {
            return new CommittedResult(place, record.partition(), image, position, Optional.empty(), Instant.EPOCH, "");
        }
        Recognition recognition =
                WireFormat.RECOGNITION.decode(Objects.requireNonNull(record.value(), "it has no value"));
        return new CommittedResult(
                place,
                record.partition(),
                image,
                position,
                Optional.of(recognition.getDigits()),
                recognition.getInferredAt(),
                recognition.getWeightsVersion());
    }

    /** @throws IllegalStateException if results are not entered any more: what it all comes to would mean nothing then */
    void requireSound() {
        if (failure != null) {
            throw new IllegalStateException("results cannot be checked any more: " + failure, failure);
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
