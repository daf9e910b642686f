package io.digitstream.standalone.receiving;

import io.digitstream.application.connection.Connection;
import io.digitstream.application.connection.ConnectionException;
import io.digitstream.schemas.WireFormatException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes results off both topics as soon as they are committed, all partitions, without a consumer group: whoever reads
 * here takes nothing away from anybody. One thread.
 */
public final class ResultReader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ResultReader.class);

    private final Connection connection;
    private final KafkaConsumer<String, byte[]> consumer;
    private final InstantSource clock;

    private ResultReader(Connection connection, KafkaConsumer<String, byte[]> consumer, InstantSource clock) {
        this.connection = connection;
        this.consumer = consumer;
        this.clock = clock;
    }

    /**
     * Reads what comes from now on; an image sent after this returns cannot be missed.
     *
     * @throws ConnectionException if the broker does not answer in time or lacks a topic
     */
    public static ResultReader fromNow(Connection connection) throws ConnectionException, InterruptedException {
        return open(connection, false);
    }

    /** Reads what is there, then what comes. */
    public static ResultReader fromBeginning(Connection connection) throws ConnectionException, InterruptedException {
        return open(connection, true);
    }

    private static ResultReader open(Connection connection, boolean beginning)
            throws ConnectionException, InterruptedException {
        connection.require(topics(connection).toArray(String[]::new));
        KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(properties(connection), new StringDeserializer(), new ByteArrayDeserializer());
        ResultReader reader = new ResultReader(connection, consumer, InstantSource.system());
        try {
            reader.goTo(beginning);
            return reader;
        } catch (KafkaException e) {
            reader.close();
            throw connection.broken(e);
        }
    }

    private static List<String> topics(Connection connection) {
        return List.of(connection.topics().recognitions(), connection.topics().rejectedImages());
    }

    private static Map<String, Object> properties(Connection connection) {
        Map<String, Object> properties = connection.clientProperties();
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        // Where results were deleted meanwhile, go on with the oldest left.
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int)
                connection.patience().toMillis());
        return properties;
    }

    private void goTo(boolean beginning) {
        List<TopicPartition> partitions = new ArrayList<>();
        for (String topic : topics(connection)) {
            consumer.partitionsFor(topic)
                    .forEach(partition -> partitions.add(new TopicPartition(topic, partition.partition())));
        }
        consumer.assign(partitions);
        // Asked for now, not at the first poll, which comes after the first image is sent.
        (beginning ? consumer.beginningOffsets(partitions) : consumer.endOffsets(partitions)).forEach(consumer::seek);
    }

    /**
     * Results that are here, each image's partition in order; waits for at least one, but not longer than the timeout.
     *
     * @throws ConnectionException if the broker refuses; while it is away there are simply no results
     */
    public List<Result> poll(Duration timeout) throws ConnectionException {
        List<Result> results = new ArrayList<>();
        try {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(timeout)) {
                add(record, clock.instant(), results);
            }
        } catch (InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            throw connection.broken(e);
        }
        return results;
    }

    private void add(ConsumerRecord<String, byte[]> record, Instant now, List<Result> results) {
        if (record.topic().equals(connection.topics().rejectedImages())) {
            results.add(ResultRecord.rejected(record, now));
            return;
        }
        try {
            results.add(ResultRecord.recognized(connection.values(), record, now));
        } catch (WireFormatException e) {
            LOG.warn(
                    "{}, partition {}, offset {}: {}",
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    e.getMessage());
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
