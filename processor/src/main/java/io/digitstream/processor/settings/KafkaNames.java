package io.digitstream.processor.settings;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/** Kafka's own settings, which pass through under {@code kafka.} and Kafka's name, and the few that differ from its defaults. */
final class KafkaNames {
    static final String PREFIX = "kafka.";

    /** Where Kafka's default would lose images, answer late, or not start. */
    static final Map<String, String> STANDARD = Map.of(
            StreamsConfig.APPLICATION_ID_CONFIG, "digitstream-processor",
            StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:9092",
            StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2,
            StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, "100",
            StreamsConfig.POLL_MS_CONFIG, "5",
            StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, "134217728");

    private KafkaNames() {}

    /** Every name that Streams or one of its clients knows, those for a single client with its prefix. */
    static Set<String> all() {
        Set<String> names = new TreeSet<>(StreamsConfig.configDef().names());
        names.addAll(AdminClientConfig.configNames());
        names.addAll(ProducerConfig.configNames());
        names.addAll(ConsumerConfig.configNames());
        AdminClientConfig.configNames().forEach(name -> names.add(StreamsConfig.adminClientPrefix(name)));
        ProducerConfig.configNames().forEach(name -> names.add(StreamsConfig.producerPrefix(name)));
        ConsumerConfig.configNames().forEach(name -> names.add(StreamsConfig.consumerPrefix(name)));
        ConsumerConfig.configNames().forEach(name -> names.add(StreamsConfig.mainConsumerPrefix(name)));
        return names;
    }
}
