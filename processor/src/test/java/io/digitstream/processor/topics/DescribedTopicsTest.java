package io.digitstream.processor.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;

class DescribedTopicsTest {
    private static final TopicNames NAMES = new TopicNames(
            "broker:9092", "group", "images", "pending", List.of("recognitions", "rejected-images"), "weights", 64);

    @Test
    void hasNoIdsFromBrokersWithoutTopicIds() {
        Uuid id = new Uuid(1, 1);
        Map<String, Topic> there = Map.of("images", new Topic(Uuid.ZERO_UUID, 2), "pending", new Topic(id, 2));

        assertThat(new DescribedTopics(there, Set.of()).ids()).containsOnly(Map.entry("pending", id));
    }

    @Test
    void tellsTopicsThatAreDeniedFromMissingOnes() {
        assertThatThrownBy(() -> new DescribedTopics(Map.of(), Set.of("pending", "weights")).requireAllowed(NAMES))
                .isInstanceOfSatisfying(
                        TopicAuthorizationException.class,
                        e -> assertThat(e.unauthorizedTopics()).containsExactly("pending"));
        assertThatCode(() -> new DescribedTopics(Map.of(), Set.of("weights")).requireAllowed(NAMES))
                .doesNotThrowAnyException();
    }
}
