package io.digitstream.processor.settings;

import java.lang.reflect.Field;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;

/** Kafka's own settings, which pass through under {@code kafka.} and Kafka's name, and the few that differ from its defaults. */
final class KafkaNames {
    static final String PREFIX = "kafka.";
    private static final String RESET = "earliest";

    /** Before the configurations of the changelog topic. */
    static final String TOPICS = PREFIX + StreamsConfig.TOPIC_PREFIX;

    /**
     * Overrides of Kafka's defaults for durability and latency. One image is often larger than a batch of a producer's
     * usual 16 kB; and where several requests are on their way when a transaction begins, the broker refuses all but the first, which
     * are tried again a tenth of a second later. A processor that comes back waits for the heartbeat of every other one, for all
     * weights that are on their topic, and with every question to a broker for the fetch before it.
     */
    static final Map<String, String> STANDARD = Map.ofEntries(
            Map.entry(StreamsConfig.APPLICATION_ID_CONFIG, "digitstream-processor"),
            Map.entry(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:9092"),
            Map.entry(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2),
            Map.entry(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, "100"),
            Map.entry(StreamsConfig.POLL_MS_CONFIG, "5"),
            Map.entry(StreamsConfig.producerPrefix(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION), "1"),
            Map.entry(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), "262144"),
            Map.entry(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, "500"),
            Map.entry(StreamsConfig.globalConsumerPrefix(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG), "16777216"),
            Map.entry(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, "50"),
            Map.entry(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, "134217728"));

    /** Streams and its clients; what stands under a client's own prefix is meant for it alone. */
    private static final List<Scope> SCOPES = List.of(
            new Scope("", StreamsConfig.configDef()),
            new Scope("", AdminClientConfig.configDef()),
            new Scope("", ProducerConfig.configDef()),
            new Scope("", ConsumerConfig.configDef()),
            new Scope(StreamsConfig.ADMIN_CLIENT_PREFIX, AdminClientConfig.configDef()),
            new Scope(StreamsConfig.PRODUCER_PREFIX, ProducerConfig.configDef()),
            new Scope(StreamsConfig.CONSUMER_PREFIX, ConsumerConfig.configDef()),
            new Scope(StreamsConfig.MAIN_CONSUMER_PREFIX, ConsumerConfig.configDef()),
            new Scope(StreamsConfig.RESTORE_CONSUMER_PREFIX, ConsumerConfig.configDef()),
            new Scope(StreamsConfig.GLOBAL_CONSUMER_PREFIX, ConsumerConfig.configDef()));

    private record Scope(String prefix, ConfigDef definition) {
        /** The values that are meant for this client, by its own names. */
        Map<String, String> select(Map<String, String> values) {
            Map<String, String> selected = new HashMap<>();
            for (String name : definition.names()) {
                String value = values.get(prefix + name);
                if (value != null) {
                    selected.put(name, value);
                }
            }
            return selected;
        }
    }

    private KafkaNames() {}

    /** The configurations of a topic, by the names that Kafka's clients know. */
    static Set<String> topics() {
        Set<String> names = new TreeSet<>();
        for (Field constant : TopicConfig.class.getFields()) {
            if (constant.getName().endsWith("_CONFIG")) {
                try {
                    names.add((String) constant.get(null));
                } catch (IllegalAccessException e) {
                    throw new IllegalStateException("a public constant cannot be read: " + constant, e);
                }
            }
        }
        return names;
    }

    /** Every name that Streams or one of its clients knows, those for a single client or for topics with their prefix. */
    static Set<String> all() {
        Set<String> names = new TreeSet<>();
        topics().forEach(name -> names.add(StreamsConfig.TOPIC_PREFIX + name));
        for (Scope scope : SCOPES) {
            scope.definition.names().forEach(name -> names.add(scope.prefix + name));
        }
        return names;
    }

    /** Resets of the offsets of images that would leave images out, a sentence a problem. */
    static Set<String> otherResets(Map<String, String> values) {
        Set<String> problems = new TreeSet<>();
        for (String prefix : List.of("", StreamsConfig.CONSUMER_PREFIX, StreamsConfig.MAIN_CONSUMER_PREFIX)) {
            String name = prefix + ConsumerConfig.AUTO_OFFSET_RESET_CONFIG;
            String value = values.getOrDefault(name, RESET);
            if (!value.equals(RESET)) {
                problems.add(PREFIX + name + ": expected " + RESET + ", got '" + value
                        + "'; to begin elsewhere, set the group's offsets before the first start");
            }
        }
        return problems;
    }

    /** What Streams and its clients find wrong with these values, a sentence a problem. */
    static Set<String> problems(Map<String, String> values) {
        Set<String> problems = new TreeSet<>();
        for (Scope scope : SCOPES) {
            Map<String, String> selected = scope.select(values);
            for (ConfigValue checked : scope.definition.validate(selected)) {
                if (selected.containsKey(checked.name())) {
                    String name = PREFIX + scope.prefix + checked.name();
                    // What cannot be parsed counts for Kafka as null as well, which gives a second message.
                    checked.errorMessages().stream().limit(1).forEach(problem -> problems.add(name + ": " + problem));
                }
            }
        }
        return problems;
    }
}
