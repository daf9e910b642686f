package io.digitstream.standalone.page.feed;

import io.digitstream.application.connection.Connection;
import io.digitstream.application.registry.RegistryException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows topics on a thread of its own, without a consumer group: it takes nothing away from anybody, and commits nothing.
 * While the broker is away it says so and tries again. Thread-safe.
 */
public final class TopicTail implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TopicTail.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    /** Together they lie in memory before they are received. */
    private static final int MOST_FETCHED_BYTES = 8 << 20;

    private static final int QUIET_POLLS = 20;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final List<String> topics;
    private final long window;
    private final Consumer<ConsumerRecord<String, byte[]>> receiver;
    private final Supplier<org.apache.kafka.clients.consumer.Consumer<String, byte[]>> consumers;
    private final Thread thread;
    /** Of each partition the first offset that was not received: after a failure it goes on there. */
    private final Map<TopicPartition, Long> next = new HashMap<>();

    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Optional<String> trouble = Optional.of("Connecting to Kafka.");

    /**
     * @param window records of each partition to begin with, counted back from its end; {@link Long#MAX_VALUE} for all
     * @param receiver is called on the tail's thread; what it throws about one record is logged
     */
    public TopicTail(
            String name,
            Connection connection,
            List<String> topics,
            long window,
            Consumer<ConsumerRecord<String, byte[]>> receiver) {
        this(
                name,
                topics,
                window,
                receiver,
                () -> new KafkaConsumer<>(
                        properties(connection), new StringDeserializer(), new ByteArrayDeserializer()));
    }

    TopicTail(
            String name,
            List<String> topics,
            long window,
            Consumer<ConsumerRecord<String, byte[]>> receiver,
            Supplier<org.apache.kafka.clients.consumer.Consumer<String, byte[]>> consumers) {
        this.topics = List.copyOf(topics);
        this.window = window;
        this.receiver = receiver;
        this.consumers = consumers;
        this.thread = new Thread(this::run, name);
        thread.setDaemon(true);
        thread.start();
    }

    private static Map<String, Object> properties(Connection connection) {
        Map<String, Object> properties = connection.clientProperties();
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, MOST_FETCHED_BYTES);
        properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        return properties;
    }

    /** What is in the way of following, in a sentence for people; nothing while all is well. */
    public Optional<String> trouble() {
        return trouble;
    }

    private void run() {
        while (closed.getCount() > 0) {
            try (var consumer = consumers.get()) {
                follow(consumer);
            } catch (RuntimeException e) {
                failed(e);
                pause();
            } catch (Error e) {
                trouble = Optional.of("Topics are not followed any more, restart the page: %s.".formatted(e));
                throw e;
            }
        }
    }

    private void follow(org.apache.kafka.clients.consumer.Consumer<String, byte[]> consumer) {
        List<TopicPartition> partitions = partitions(consumer);
        if (partitions.isEmpty()) {
            pause();
            return;
        }
        consumer.assign(partitions);
        seek(consumer, partitions);
        trouble = Optional.empty();
        int quiet = 0;
        while (closed.getCount() > 0) {
            var records = consumer.poll(POLL);
            records.forEach(this::receive);
            quiet = records.isEmpty() ? quiet + 1 : 0;
            if (quiet == QUIET_POLLS) {
                // A consumer waits for a broker that is away without a word.
                quiet = 0;
                check(consumer, partitions);
            }
        }
    }

    private List<TopicPartition> partitions(org.apache.kafka.clients.consumer.Consumer<String, byte[]> consumer) {
        List<TopicPartition> partitions = new ArrayList<>();
        for (String topic : topics) {
            List<PartitionInfo> found = Objects.requireNonNullElse(consumer.partitionsFor(topic, PATIENCE), List.of());
            if (found.isEmpty()) {
                trouble = Optional.of("Kafka has no topic %s yet.".formatted(topic));
                return List.of();
            }
            found.forEach(partition -> partitions.add(new TopicPartition(topic, partition.partition())));
        }
        return partitions;
    }

    private void seek(
            org.apache.kafka.clients.consumer.Consumer<String, byte[]> consumer, List<TopicPartition> partitions) {
        Map<TopicPartition, Long> first = consumer.beginningOffsets(partitions);
        Map<TopicPartition, Long> end = consumer.endOffsets(partitions);
        first.forEach((partition, offset) -> {
            long begin = Math.max(offset, Objects.requireNonNull(end.get(partition)) - window);
            consumer.seek(partition, next.getOrDefault(partition, begin));
        });
    }

    private void check(
            org.apache.kafka.clients.consumer.Consumer<String, byte[]> consumer, List<TopicPartition> partitions) {
        try {
            var unused = consumer.endOffsets(partitions, PATIENCE);
            trouble = Optional.empty();
        } catch (TimeoutException e) {
            failed(e);
        }
    }

    private void failed(RuntimeException failure) {
        String what = failure instanceof RegistryException ? "Values cannot be read" : "Kafka cannot be used";
        trouble = Optional.of(
                failure instanceof TimeoutException
                        ? "Kafka does not answer."
                        : "%s: %s.".formatted(what, failure.getMessage()));
    }

    private void receive(ConsumerRecord<String, byte[]> record) {
        trouble = Optional.empty();
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        next.put(partition, record.offset() + 1);
        try {
            receiver.accept(record);
        } catch (RegistryException e) {
            // No fault of the record: it is read again.
            next.put(partition, record.offset());
            throw e;
        } catch (RuntimeException e) {
            LOG.warn(
                    "{}, partition {}, offset {}: not shown: {}",
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    e.getMessage());
        }
    }

    private void pause() {
        try {
            var unused = closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closed.countDown();
        }
    }

    /** Waits a moment for the consumer to take its leave, but not for a broker that is away. */
    @Override
    public void close() {
        closed.countDown();
        try {
            thread.join(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
