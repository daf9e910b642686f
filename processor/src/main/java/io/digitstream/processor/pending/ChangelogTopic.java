package io.digitstream.processor.pending;

import io.digitstream.application.topic.PlannedTopic;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.TopicConfig;

/** The changelog topic of pending images as a broker should have it. Streams makes it. */
public final class ChangelogTopic {
    /** A changelog is read from its beginning at every start, and never compacted in the segment that is written. */
    private static final int SEGMENT_BYTES = 16 << 20;

    /** What Streams asks for of every changelog of a store without windows. */
    private static final Map<String, String> STREAMS_OWN = Map.of(
            TopicConfig.CLEANUP_POLICY_CONFIG,
            TopicConfig.CLEANUP_POLICY_COMPACT,
            TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
            "CreateTime");

    private ChangelogTopic() {}

    /** Returns the name that Streams gives it. */
    public static String name(String applicationId) {
        return applicationId + "-" + PendingImages.STORE + "-changelog";
    }

    /**
     * Returns it as it is wanted.
     *
     * @param partitions of the topic that images come from
     * @param replicas of each partition; empty for the broker's default
     * @param maxRecordBytes largest pending image
     * @param chosen configurations that a user chose; an empty value leaves one to the broker
     */
    public static PlannedTopic planned(
            String applicationId,
            int partitions,
            Optional<Short> replicas,
            int maxRecordBytes,
            Map<String, String> chosen) {
        PlannedTopic topic =
                new PlannedTopic(name(applicationId), partitions, replicas, STREAMS_OWN, ours(maxRecordBytes));
        for (Map.Entry<String, String> choice : chosen.entrySet()) {
            topic = topic.with(choice.getKey(), choice.getValue());
        }
        return topic;
    }

    private static Map<String, String> ours(int maxRecordBytes) {
        return Map.of(
                TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(maxRecordBytes),
                TopicConfig.SEGMENT_BYTES_CONFIG, Integer.toString(Math.max(SEGMENT_BYTES, maxRecordBytes)));
    }

    /** Returns the configurations for Streams where it is not known what the broker accepts. */
    public static Map<String, String> configs(int maxRecordBytes, Map<String, String> chosen) {
        Map<String, String> configs = new HashMap<>(ours(maxRecordBytes));
        configs.putAll(chosen);
        configs.values().removeIf(String::isEmpty);
        return configs;
    }
}
