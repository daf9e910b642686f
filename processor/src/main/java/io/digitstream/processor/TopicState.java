package io.digitstream.processor;

import io.digitstream.processor.results.TopicLimits;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;

/**
 * A topic as its broker describes it. Immutable.
 *
 * @param replicas of a partition
 * @param configs by Kafka's own names; empty where the broker does not tell
 */
record TopicState(String name, int partitions, int replicas, Map<String, String> configs) {
    TopicState {
        configs = Map.copyOf(configs);
    }

    TopicLimits limits() {
        String maxMessageBytes = configs.get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG);
        return new TopicLimits(
                maxMessageBytes == null ? TopicLimits.UNKNOWN.maxMessageBytes() : Integer.parseInt(maxMessageBytes),
                configs.getOrDefault(TopicConfig.CLEANUP_POLICY_CONFIG, "")
                        .contains(TopicConfig.CLEANUP_POLICY_COMPACT));
    }

    int minInSyncReplicas() {
        return Integer.parseInt(configs.getOrDefault(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, "1"));
    }

    /**
     * Returns how far a record's timestamp may be from the broker's clock.
     *
     * @param config one of the two limits
     */
    long maxMillis(String config) {
        // The broker replaces timestamps then, and checks none.
        boolean ownTime = "LogAppendTime".equals(configs.get(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG));
        return ownTime ? Long.MAX_VALUE : Long.parseLong(configs.getOrDefault(config, Long.toString(Long.MAX_VALUE)));
    }
}
