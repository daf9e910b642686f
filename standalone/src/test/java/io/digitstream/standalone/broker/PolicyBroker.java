package io.digitstream.standalone.broker;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.server.policy.CreateTopicPolicy;

/** A broker with limits on topics, as hosted ones have. */
public final class PolicyBroker implements AutoCloseable {
    private final EmbeddedBroker broker;

    /**
     * Starts one.
     *
     * @param policy asked for every topic that is to be made
     * @param settings of the broker, in the place of the usual ones
     */
    public PolicyBroker(Path folder, Class<? extends CreateTopicPolicy> policy, Map<String, String> settings)
            throws IOException {
        Map<String, String> all = new HashMap<>(settings);
        all.put("create.topic.policy.class.name", policy.getName());
        broker = LoneBroker.start(folder, List.of(), all);
    }

    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    @Override
    public void close() {
        broker.close();
    }

    /** Refuses configurations beyond the limits of a large hosted offering, and all but a few names. */
    public static final class Hosted implements CreateTopicPolicy {
        private static final Map<String, long[]> LIMITS = Map.of(
                "max.message.bytes", new long[] {0, 8_388_608},
                "segment.bytes", new long[] {52_428_800, 1_073_741_824},
                "retention.ms", new long[] {3_600_000, 63_113_904_000L});

        @Override
        public void configure(Map<String, ?> configs) {}

        @Override
        public void validate(RequestMetadata topic) {
            // Of its own topics a broker asks too.
            if (topic.topic().startsWith("__")) {
                return;
            }
            topic.configs().forEach((name, value) -> {
                long[] limits = LIMITS.get(name);
                if (limits != null && (Long.parseLong(value) < limits[0] || Long.parseLong(value) > limits[1])) {
                    throw new PolicyViolationException("Config property '%s' with value '%s' must be within %d and %d"
                            .formatted(name, value, limits[0], limits[1]));
                }
            });
        }

        @Override
        public void close() {}
    }

    /** Refuses more than two partitions. */
    public static final class FewPartitions implements CreateTopicPolicy {
        @Override
        public void configure(Map<String, ?> configs) {}

        @Override
        public void validate(RequestMetadata topic) {
            if (!topic.topic().startsWith("__") && topic.numPartitions() > 2) {
                throw new PolicyViolationException("at most 2 partitions a topic");
            }
        }

        @Override
        public void close() {}
    }

    /** Refuses everything but three replicas. */
    public static final class ThreeReplicas implements CreateTopicPolicy {
        @Override
        public void configure(Map<String, ?> configs) {}

        @Override
        public void validate(RequestMetadata topic) {
            if (!topic.topic().startsWith("__") && topic.replicationFactor() != 3) {
                throw new PolicyViolationException("Topic replication factor must be 3");
            }
        }

        @Override
        public void close() {}
    }

    /** Refuses compacted topics. */
    public static final class NoCompaction implements CreateTopicPolicy {
        @Override
        public void configure(Map<String, ?> configs) {}

        @Override
        public void validate(RequestMetadata topic) {
            if (!topic.topic().startsWith("__")
                    && "compact".equals(topic.configs().get("cleanup.policy"))) {
                throw new PolicyViolationException("no compacted topics in this plan");
            }
        }

        @Override
        public void close() {}
    }
}
