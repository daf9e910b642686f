package io.digitstream.standalone.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.digitstream.application.topic.PlannedTopic;
import io.digitstream.schemas.Topics;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The topics as they are asked for. */
final class TopicSetupTest {
    private final List<PlannedTopic> topics = new TopicSetup(Topics.defaults(), 4).all();

    @Test
    void givesEveryTopicRoomForARejectedImage() {
        assertThat(topics)
                .hasSize(6)
                .allSatisfy(topic -> assertThat(topic.configs()).containsEntry("max.message.bytes", "12582912"));
    }

    @Test
    void givesImagesAndResultsTheSameNumberOfPartitions() {
        assertThat(topic("images").partitions()).isEqualTo(4);
        assertThat(topic("recognitions").partitions()).isEqualTo(4);
        assertThat(topic("rejected-images").partitions()).isEqualTo(4);
    }

    @Test
    void compactsTheWeightsInOnePartition() {
        assertThat(topic("weights").partitions()).isEqualTo(1);
        assertThat(topic("weights").configs()).containsEntry("cleanup.policy", "compact");
    }

    @Test
    void keepsLabelsForTenYears() {
        assertThat(topic("labeled-images").configs()).containsEntry("retention.ms", "315360000000");
    }

    @Test
    void needsAPartition() {
        assertThatIllegalArgumentException().isThrownBy(() -> new TopicSetup(Topics.defaults(), 0));
    }

    private PlannedTopic topic(String name) {
        return topics.stream()
                .filter(topic -> topic.name().equals(name))
                .findAny()
                .orElseThrow();
    }
}
