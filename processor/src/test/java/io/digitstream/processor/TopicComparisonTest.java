package io.digitstream.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Topics held against each other, as brokers describe them. */
class TopicComparisonTest {
    private static final int MAX_RECORD = 11 << 20;
    private static final Map<String, String> USUAL = Map.of(
            "max.message.bytes", "12582912",
            "cleanup.policy", "delete",
            "message.timestamp.type", "CreateTime",
            "message.timestamp.before.max.ms", "9223372036854775807",
            "message.timestamp.after.max.ms", "3600000",
            "min.insync.replicas", "1");

    private final TopicComparison comparison = new TopicComparison(topic("images", 4, "", ""), MAX_RECORD);

    @Test
    void findsNothingWrongWithTheTopicsAsTheyAreMade() {
        comparison.compareRecognitions(topic("recognitions", 4, "", ""));
        comparison.compareRejectedImages(topic("rejected-images", 4, "", ""));
        assertThat(comparison.compareChangelog(topic("changelog", 4, "", ""))).isEqualTo(MAX_RECORD);
        assertThat(comparison.warnings()).isEmpty();
        assertThat(comparison.problems()).isEmpty();
    }

    @Test
    void findsNothingWrongWithTopicsThatABrokerDoesNotDescribe() {
        TopicState untold = new TopicState("untold", 4, 1, Map.of());
        TopicComparison open = new TopicComparison(untold, MAX_RECORD);
        open.compareRecognitions(untold);
        open.compareRejectedImages(untold);
        assertThat(open.compareChangelog(untold)).isEqualTo(MAX_RECORD);
        assertThat(open.warnings()).isEmpty();
        assertThat(open.problems()).isEmpty();
    }

    @Test
    void warnsOfRejectedImagesThatDoNotFitWithTheirPayload() {
        comparison.compareRejectedImages(topic("rejected-images", 4, "max.message.bytes", "1048588"));
        assertThat(comparison.warnings())
                .containsExactly(
                        "topic rejected-images takes 1,048,588 bytes at most (max.message.bytes): the payload of larger"
                                + " rejected images is left out; set max.message.bytes=11599872 to keep all");
        assertThat(comparison.problems()).isEmpty();
    }

    @Test
    void warnsOfReadingsThatShareAPartition() {
        comparison.compareRecognitions(topic("recognitions", 2, "", ""));
        assertThat(comparison.warnings())
                .singleElement()
                .asString()
                .contains("recognitions has 2 partitions", "images has 4");
    }

    @Test
    void warnsOfCompactedTopics() {
        assertThat(new TopicComparison(topic("images", 4, "cleanup.policy", "compact"), MAX_RECORD).warnings())
                .singleElement()
                .asString()
                .contains("topic images is compacted");
        comparison.compareRecognitions(topic("recognitions", 4, "cleanup.policy", "compact,delete"));
        comparison.compareRejectedImages(topic("rejected-images", 4, "cleanup.policy", "compact"));
        assertThat(comparison.warnings())
                .satisfiesExactly(
                        line -> assertThat(line).contains("topic recognitions is compacted"),
                        line -> assertThat(line).contains("topic rejected-images is compacted"));
        assertThat(comparison.problems()).isEmpty();
    }

    @Test
    void warnsOfTopicsThatRefuseTheTimeOfAnotherClock() {
        comparison.compareRecognitions(topic("recognitions", 4, "message.timestamp.before.max.ms", "1000"));
        comparison.compareRejectedImages(topic("rejected-images", 4, "message.timestamp.after.max.ms", "0"));
        comparison.compareChangelog(topic("changelog", 4, "message.timestamp.after.max.ms", "60000"));
        assertThat(comparison.warnings())
                .satisfiesExactly(
                        line -> assertThat(line).contains("recognitions has message.timestamp.before.max.ms=1000"),
                        line -> assertThat(line).contains("rejected-images has message.timestamp.after.max.ms=0"));
    }

    @Test
    void refusesTopicsThatTakeNoResultAtAll() {
        comparison.compareRecognitions(topic("recognitions", 4, "max.message.bytes", "100"));
        comparison.compareRejectedImages(topic("rejected-images", 4, "min.insync.replicas", "2"));
        assertThat(comparison.problems())
                .satisfiesExactly(
                        line -> assertThat(line).contains("recognitions takes 100 bytes at most"),
                        line -> assertThat(line).contains("rejected-images has 1 replicas", "min.insync.replicas=2"));
    }

    @Test
    void takesInNoMoreThanTheChangelogKeeps() {
        assertThat(comparison.compareChangelog(topic("changelog", 4, "max.message.bytes", "1048588")))
                .isEqualTo(1048588 - 65536);
        assertThat(comparison.warnings())
                .singleElement()
                .asString()
                .contains("changelog takes 1,048,588 bytes", "images of more than 983,052 bytes are rejected");
    }

    private static TopicState topic(String name, int partitions, String config, String value) {
        Map<String, String> configs = new HashMap<>(USUAL);
        if (!config.isEmpty()) {
            configs.put(config, value);
        }
        return new TopicState(name, partitions, 1, configs);
    }
}
