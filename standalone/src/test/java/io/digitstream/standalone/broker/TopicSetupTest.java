package io.digitstream.standalone.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.digitstream.schemas.Topics;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;

/** The topics as they are asked for. */
final class TopicSetupTest {
    private final Map<String, NewTopic> topics = new TopicSetup(Topics.defaults(), 4)
            .all().stream().collect(Collectors.toMap(NewTopic::name, Function.identity()));

    @Test
    void givesEveryTopicRoomForARejectedImage() {
        assertThat(topics.values())
                .hasSize(5)
                .allSatisfy(topic -> assertThat(topic.configs()).containsEntry("max.message.bytes", "12582912"));
    }

    @Test
    void compactsTheWeightsInOnePartition() {
        NewTopic weights = topics.get("weights");
        assertThat(weights.numPartitions()).isEqualTo(1);
        assertThat(weights.configs()).containsEntry("cleanup.policy", "compact");
    }

    @Test
    void keepsLabelsForTenYears() {
        assertThat(topics.get("labeled-images").configs()).containsEntry("retention.ms", "315360000000");
    }

    @Test
    void needsAPartition() {
        assertThatIllegalArgumentException().isThrownBy(() -> new TopicSetup(Topics.defaults(), 0));
    }
}
