package io.digitstream.application.topic;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * A topic as it is wanted. Immutable.
 *
 * @param partitions at least 1
 * @param replicas of each partition; empty for the broker's default
 * @param required configurations without which the topic is not made
 * @param optional configurations without which the topic is made if the broker refuses them
 */
public record PlannedTopic(
        String name,
        int partitions,
        Optional<Short> replicas,
        Map<String, String> required,
        Map<String, String> optional) {
    public PlannedTopic {
        required = Map.copyOf(required);
        optional = Map.copyOf(optional);
        if (partitions < 1) {
            throw new IllegalArgumentException("a topic has at least 1 partition, not " + partitions);
        }
    }

    /**
     * Returns this topic with a configuration that a user chose. The topic is not made without it.
     *
     * @param value empty to leave the configuration to the broker
     */
    public PlannedTopic with(String config, String value) {
        Map<String, String> chosen = new HashMap<>(required);
        Map<String, String> droppable = new HashMap<>(optional);
        chosen.remove(config);
        droppable.remove(config);
        if (!value.isEmpty()) {
            chosen.put(config, value);
        }
        return new PlannedTopic(name, partitions, replicas, chosen, droppable);
    }

    /** Returns all configurations, by name. */
    public Map<String, String> configs() {
        Map<String, String> all = new TreeMap<>(optional);
        all.putAll(required);
        return all;
    }

    /** Returns the request that makes this topic. */
    public NewTopic request() {
        return request(configs());
    }

    NewTopic request(Map<String, String> configs) {
        return new NewTopic(name, Optional.of(partitions), replicas).configs(configs);
    }

    PlannedTopic withOptional(Map<String, String> accepted) {
        return new PlannedTopic(name, partitions, replicas, required, accepted);
    }

    @Override
    public String toString() {
        return "%s with %d partitions and %s"
                .formatted(
                        name,
                        partitions,
                        replicas.map(count -> count + " replicas").orElse("the broker's default of replicas"));
    }
}
