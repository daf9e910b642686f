package io.digitstream.application.connection;

import io.digitstream.application.registry.RegistryException;
import io.digitstream.schemas.TopicValues;
import io.digitstream.schemas.Topics;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * How to reach the Kafka that the applications meet on. Immutable.
 *
 * @param bootstrapServers {@code host:port}, several with commas between
 * @param properties what Kafka's clients need besides, by Kafka's own names: TLS and SASL
 * @param topics their names there
 * @param patience how long the broker may be silent before it counts as away, at least a second
 * @param values how records stand on the topics
 */
public record Connection(
        String bootstrapServers, Map<String, String> properties, Topics topics, Duration patience, TopicValues values) {
    public static final Duration USUAL_PATIENCE = Duration.ofSeconds(30);

    public Connection {
        properties = Map.copyOf(properties);
        if (patience.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("expected a patience of a second or more, got " + patience);
        }
    }

    /** Without a registry of schemas. */
    public Connection(String bootstrapServers, Map<String, String> properties, Topics topics, Duration patience) {
        this(bootstrapServers, properties, topics, patience, TopicValues.singleObject());
    }

    /** Without TLS and SASL, under the given names of topics. */
    public static Connection to(String bootstrapServers, Topics topics) {
        return new Connection(bootstrapServers, Map.of(), topics, USUAL_PATIENCE);
    }

    /** For any of Kafka's clients; a new map that may be added to. */
    public Map<String, Object> clientProperties() {
        Map<String, Object> all = new HashMap<>(properties);
        all.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        return all;
    }

    /**
     * Makes sure that the broker answers and has these topics; makes none that is missing, as a producer might.
     *
     * @throws ConnectionException if not, after {@link #patience} or little more; the message is one line for people
     */
    public void require(String... needed) throws ConnectionException, InterruptedException {
        requireSameProtocol();
        Map<String, Object> all = clientProperties();
        all.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) patience.toMillis());
        all.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) patience.toMillis());
        try (Admin admin = Admin.create(all)) {
            List<String> topics = Arrays.asList(needed);
            Map<String, KafkaFuture<TopicDescription>> found =
                    admin.describeTopics(topics).topicNameValues();
            for (String topic : topics) {
                require(topic, Objects.requireNonNull(found.get(topic)));
            }
        } catch (KafkaException e) {
            throw broken(e);
        }
    }

    private void require(String topic, KafkaFuture<TopicDescription> found)
            throws ConnectionException, InterruptedException {
        try {
            found.get(patience.toMillis() + 1_000, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                throw new ConnectionException(
                        "the Kafka broker at %s has no topic %s: is this where the processors run?"
                                .formatted(bootstrapServers, topic),
                        e);
            }
            throw broken(e);
        } catch (java.util.concurrent.TimeoutException e) {
            throw silent(e);
        }
    }

    /**
     * Makes sure that a broker which takes connections speaks TLS or not as its clients will. Without TLS, they take its answer for the
     * size of a record, and wait for the rest of it.
     *
     * @throws ConnectionException if it does not; also if the addresses that it advertises cannot be reached
     */
    public void requireSameProtocol() throws ConnectionException {
        String protocol = properties.getOrDefault(
                CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, CommonClientConfigs.DEFAULT_SECURITY_PROTOCOL);
        BrokerProbe probe = BrokerProbe.of(bootstrapServers);
        Optional<String> mismatch = probe.mismatch(protocol);
        if (mismatch.isPresent()) {
            throw new ConnectionException(mismatch.get(), new ConfigException(mismatch.get()));
        }
        Optional<String> unreachable = probe.unreachable();
        if (unreachable.isPresent()) {
            throw new ConnectionException(unreachable.get(), new TimeoutException(unreachable.get()));
        }
    }

    /** What to tell people when a Kafka client, or the schema registry, has failed: one line. */
    public ConnectionException broken(Throwable failure) {
        if (failure instanceof RegistryException) {
            return new ConnectionException(String.valueOf(failure.getMessage()), failure);
        }
        Throwable deepest = failure;
        while (!(deepest instanceof TimeoutException) && deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        if (deepest instanceof TimeoutException) {
            return silent(failure);
        }
        return new ConnectionException(
                "cannot use the Kafka broker at %s: %s".formatted(bootstrapServers, KafkaFailure.detail(failure)),
                failure);
    }

    private ConnectionException silent(Throwable failure) {
        return new ConnectionException(
                "no Kafka broker answers at %s (waited %d s)".formatted(bootstrapServers, patience.toSeconds()),
                failure);
    }
}
