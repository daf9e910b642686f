package io.digitstream.standalone.connection;

import io.digitstream.schemas.Topics;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * How to reach a running system. Immutable.
 *
 * @param bootstrapServers {@code host:port}, several with commas between
 * @param properties what Kafka's clients need besides, by Kafka's own names: TLS and SASL
 * @param topics their names there
 * @param patience how long the broker may take to answer before it counts as away
 */
public record Connection(String bootstrapServers, Map<String, String> properties, Topics topics, Duration patience) {
    public static final Duration USUAL_PATIENCE = Duration.ofSeconds(10);

    public Connection {
        properties = Map.copyOf(properties);
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
     * Makes sure that the broker answers and has these topics.
     *
     * @throws ConnectionException if not, after {@link #patience} at the latest
     */
    public void check(Collection<String> needed) throws ConnectionException, InterruptedException {
        Map<String, Object> all = clientProperties();
        all.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) patience.toMillis());
        all.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) patience.toMillis());
        try (Admin admin = Admin.create(all)) {
            admin.describeTopics(needed).allTopicNames().get(patience.toMillis() + 1_000, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw unreachable(e.getCause() == null ? e : e.getCause());
        } catch (KafkaException | java.util.concurrent.TimeoutException e) {
            throw unreachable(e);
        }
    }

    /** What to tell people when a Kafka client has failed. */
    public ConnectionException unreachable(Throwable cause) {
        if (cause instanceof TimeoutException || cause instanceof java.util.concurrent.TimeoutException) {
            return new ConnectionException(
                    "no Kafka broker answers at %s (waited %d s)".formatted(bootstrapServers, patience.toSeconds()),
                    cause);
        }
        if (cause instanceof UnknownTopicOrPartitionException) {
            return new ConnectionException(
                    "the Kafka broker at %s lacks one of the topics %s, %s and %s: is this where the processor runs?"
                            .formatted(
                                    bootstrapServers, topics.images(), topics.recognitions(), topics.rejectedImages()),
                    cause);
        }
        Throwable deepest = cause;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return new ConnectionException(
                "cannot use the Kafka broker at %s: %s".formatted(bootstrapServers, deepest.getMessage()), cause);
    }
}
