package io.digitstream.processor.topics;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.TopicAuthorizationException;

/**
 * Topics as a broker describes them. Immutable.
 *
 * @param there topics by their names
 * @param denied names of topics that the broker does not let the processor describe: whether they are there is not known
 */
record DescribedTopics(Map<String, Topic> there, Set<String> denied) {
    DescribedTopics {
        there = Map.copyOf(there);
        denied = Set.copyOf(denied);
    }

    /** Returns the ids of topics by their names; brokers without topic ids have none. */
    Map<String, Uuid> ids() {
        Map<String, Uuid> ids = new HashMap<>();
        there.forEach((name, topic) -> {
            if (!topic.id().equals(Uuid.ZERO_UUID)) {
                ids.put(name, topic.id());
            }
        });
        return ids;
    }

    /**
     * Checks that the processor may describe the topics that its offsets and pending images refer to.
     *
     * @throws TopicAuthorizationException if the broker denies it
     */
    void requireAllowed(TopicNames names) {
        Set<String> required = new TreeSet<>(denied);
        required.retainAll(Set.of(names.images(), names.pending()));
        if (!required.isEmpty()) {
            throw new TopicAuthorizationException(required);
        }
    }
}
