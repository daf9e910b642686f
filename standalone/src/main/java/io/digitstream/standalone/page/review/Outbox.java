package io.digitstream.standalone.page.review;

import io.digitstream.application.connection.Connection;
import io.digitstream.application.connection.ConnectionException;
import io.digitstream.standalone.topics.TopicSetup;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** What people give to the page, on its way to Kafka: each call waits until the broker has it. Thread-safe. */
public final class Outbox implements AutoCloseable {
    /** For longer nobody waits before a screen. */
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private final Connection connection;
    private final Producer<String, byte[]> producer;

    Outbox(Connection connection, Producer<String, byte[]> producer) {
        this.connection = connection;
        this.producer = producer;
    }

    /** @throws ConnectionException if the connection's properties make no sense */
    public static Outbox open(Connection connection) throws ConnectionException {
        Map<String, Object> properties = connection.clientProperties();
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, TopicSetup.MAX_RECORD_BYTES);
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE.toMillis());
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis() / 2);
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        try {
            return new Outbox(
                    connection, new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer()));
        } catch (KafkaException e) {
            throw connection.broken(e);
        }
    }

    /**
     * Returns where the broker has written it.
     *
     * @throws ConnectionException if the broker does not take it, or not in time
     */
    public RecordMetadata send(String topic, @Nullable String key, byte[] value)
            throws ConnectionException, InterruptedException {
        try {
            return producer.send(new ProducerRecord<>(topic, key, value)).get();
        } catch (KafkaException | ExecutionException e) {
            throw connection.broken(e);
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }
}
