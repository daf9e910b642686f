package io.digitstream.processor.topics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;

class KnownTopicsTest {
    private static final TopicNames NAMES = new TopicNames(
            "broker:9092", "group", "images", "pending", List.of("recognitions", "rejected-images"), "weights", 64);

    @Test
    void isParsedFromItsMetadata() {
        KnownTopics both = new KnownTopics("my.images_1", Uuid.randomUuid(), Optional.of(Uuid.randomUuid()));
        KnownTopics one = new KnownTopics("images", Uuid.randomUuid(), Optional.empty());

        assertThat(KnownTopics.parse(both.metadata())).contains(both);
        assertThat(KnownTopics.parse(one.metadata())).contains(one);
    }

    @Test
    void hasNoIdsOfBrokersWithoutTopicIds() {
        Uuid id = Uuid.randomUuid();

        assertThat(KnownTopics.parse(new KnownTopics("images", Uuid.ZERO_UUID, Optional.of(id)).metadata()))
                .isEmpty();
        assertThat(KnownTopics.parse(new KnownTopics("images", id, Optional.of(Uuid.ZERO_UUID)).metadata()))
                .contains(new KnownTopics("images", id, Optional.empty()));
        assertThat(KnownTopics.of(NAMES, Map.of("pending", id))).isEmpty();
    }

    @Test
    void leavesOutTheIdOfATopicOfImagesWithAnotherName() {
        KnownTopics known = new KnownTopics("images", Uuid.randomUuid(), Optional.of(Uuid.randomUuid()));
        KnownTopics other = new KnownTopics("photos", known.images(), known.pending());

        assertThat(KnownTopics.of(NAMES, known.ids(NAMES))).contains(known);
        assertThat(other.ids(NAMES)).containsOnlyKeys("pending");
    }

    @Test
    void isUnknownFromAnythingElse() {
        assertThat(KnownTopics.parse("")).isEmpty();
        assertThat(KnownTopics.parse("images=a:b,pending=c")).isEmpty();
        assertThat(KnownTopics.parse("AgAAAZrEBkK7AAAAAA==")).isEmpty();
    }
}
