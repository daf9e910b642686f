package io.digitstream.trainer.publishing;

import io.digitstream.application.connection.Connection;
import io.digitstream.recognizer.weights.Release;
import io.digitstream.schemas.BrokenReleaseException;
import io.digitstream.schemas.WeightsFile;
import io.digitstream.schemas.WeightsIndex;
import io.digitstream.schemas.WeightsRelease;
import io.digitstream.schemas.WireFormatException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The topic of weights as it stands, read from its beginning to its end whenever it is asked; of committed transactions only,
 * and without a consumer group. One thread.
 *
 * <p>A transaction's last moment is the broker's own: for some milliseconds after a publisher has committed, its records may
 * not be seen here. Whoever decides by what is here opens the {@link ReleasePublisher} first: that waits until all that was
 * begun under the same transactional id is settled.
 */
public final class WeightsTopic implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WeightsTopic.class);
    private static final Duration POLL = Duration.ofMillis(200);

    private final Connection connection;
    private final Consumer<String, byte[]> consumer;
    private final InstantSource clock;
    private final TopicPartition partition;

    /** @param consumer with {@code read_committed}, of no group; closed with this */
    WeightsTopic(Connection connection, Consumer<String, byte[]> consumer, InstantSource clock) {
        this.connection = connection;
        this.consumer = consumer;
        this.clock = clock;
        this.partition = new TopicPartition(connection.topics().weights(), 0);
    }

    /**
     * With a consumer of its own.
     *
     * @throws IOException if the broker does not answer in time or lacks the topic; the message is one line for people
     */
    public static WeightsTopic open(Connection connection) throws IOException, InterruptedException {
        connection.require(connection.topics().weights());
        try {
            return new WeightsTopic(
                    connection,
                    new KafkaConsumer<>(properties(connection), new StringDeserializer(), new ByteArrayDeserializer()),
                    InstantSource.system());
        } catch (KafkaException e) {
            throw connection.broken(e);
        }
    }

    private static Map<String, Object> properties(Connection connection) {
        Map<String, Object> properties = connection.clientProperties();
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        // Where the oldest records were compacted away meanwhile, go on with the oldest left.
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int)
                connection.patience().toMillis());
        return properties;
    }

    /**
     * The releases that are here, and which one is in force. Records that do not belong on this topic are left out and
     * logged.
     *
     * @throws IOException if the broker stops answering or refuses
     */
    public WeightsIndex index() throws IOException {
        WeightsIndex index = new WeightsIndex(connection.values());
        readToEnd(index::add);
        return index;
    }

    /**
     * A release's file, in a pass of its own so that other releases' chunks are never held in memory.
     *
     * @throws BrokenReleaseException if a chunk is missing, or the whole is not what the manifest says
     * @throws IOException if the broker or the schema registry stops answering or refuses
     */
    public byte[] file(WeightsRelease manifest) throws IOException, BrokenReleaseException {
        WeightsFile file = new WeightsFile(connection.values(), manifest);
        readToEnd(file::add);
        try {
            return file.join(Release.MAX_BYTES);
        } catch (KafkaException e) {
            throw connection.broken(e);
        }
    }

    /**
     * The manifest under a version.
     *
     * @throws IOException that lists what is here, if that is not
     */
    public WeightsRelease require(WeightsIndex index, String version) throws IOException {
        return index.release(version)
                .orElseThrow(() -> new IOException("release %s is not on topic %s: %s"
                        .formatted(
                                version,
                                partition.topic(),
                                index.releases().isEmpty() ? "it has none" : "it has " + versions(index))));
    }

    private static String versions(WeightsIndex index) {
        return index.releases().stream().map(WeightsRelease::getVersion).collect(Collectors.joining(", "));
    }

    /** What is done with each record of a pass. */
    private interface Pass {
        void take(@Nullable String key, byte @Nullable [] value);
    }

    private void readToEnd(Pass pass) throws IOException {
        try {
            consumer.assign(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            consumer.seekToBeginning(List.of(partition));
            readTo(end, pass);
        } catch (KafkaException e) {
            throw connection.broken(e);
        }
    }

    /** As long as it moves on, however slowly. A consumer whose broker is away says nothing: it just gets no records. */
    private void readTo(long end, Pass pass) {
        Instant moved = clock.instant();
        long position = consumer.position(partition);
        while (position < end) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                take(record, pass);
            }
            long next = consumer.position(partition);
            if (next > position) {
                moved = clock.instant();
            } else if (clock.instant().isAfter(moved.plus(connection.patience()))) {
                throw new TimeoutException("at offset %d of %d".formatted(position, end));
            }
            position = next;
        }
    }

    private static void take(ConsumerRecord<String, byte[]> record, Pass pass) {
        try {
            pass.take(record.key(), record.value());
        } catch (WireFormatException e) {
            LOG.warn("Skipped {}-{}@{}: {}", record.topic(), record.partition(), record.offset(), e.getMessage());
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
