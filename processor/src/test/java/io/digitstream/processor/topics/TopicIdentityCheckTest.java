package io.digitstream.processor.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;

class TopicIdentityCheckTest {
    private static final TopicNames NAMES = new TopicNames(
            "broker:9092", "group", "images", "pending", List.of("recognitions", "rejected-images"), "weights", 64);
    private static final Uuid FORMER = new Uuid(1, 1);
    private static final Uuid NOW = new Uuid(2, 2);
    private static final Uuid PENDING = new Uuid(3, 3);
    private static final Uuid OTHER = new Uuid(4, 4);

    private final Map<String, Topic> topics = new HashMap<>(
            Map.of("images", new Topic(NOW, 2), "pending", new Topic(PENDING, 2), "recognitions", new Topic(OTHER, 2)));
    private final List<CommittedOffset> offsets = new ArrayList<>();

    @Test
    void goesOnWithTheSameTopics() {
        offsets.add(new CommittedOffset(0, 5, true, 0));

        assertGoesOn(known(NOW, PENDING));
    }

    @Test
    void takesTopicsAsTheyAreAfterAnUpgrade() {
        offsets.add(new CommittedOffset(0, 5, true, 0));

        assertGoesOn(Optional.empty());
    }

    @Test
    void stopsWhereOffsetsAreOfAFormerTopicOfImages() {
        offsets.add(new CommittedOffset(0, 3, true, 3));
        offsets.add(new CommittedOffset(1, 5, true, 0));

        assertStops(
                known(FORMER, PENDING),
                "Topic images is not the topic that the processor has read",
                FORMER.toString(),
                NOW.toString(),
                "(offsets of partition 1: 0 to 4)",
                "kafka-consumer-groups.sh --bootstrap-server broker:9092 --group group --topic images --reset-offsets"
                        + " --to-earliest --execute");
    }

    @Test
    void goesOnAtTheBeginningOfANewTopic() {
        offsets.add(new CommittedOffset(0, 3, true, 3));

        assertGoesOn(known(FORMER, PENDING));
    }

    @Test
    void goesOnAtOffsetsThatAPersonHasSet() {
        offsets.add(new CommittedOffset(0, 5, false, 0));

        assertGoesOn(known(FORMER, PENDING));
        topics.remove("pending");
        assertGoesOn(known(NOW, PENDING));
    }

    @Test
    void goesOnWithAnotherTopicOfImages() {
        offsets.add(new CommittedOffset(0, 5, true, 0));

        assertGoesOn(Optional.of(new KnownTopics("photos", FORMER, Optional.of(PENDING))));
    }

    @Test
    void stopsWherePendingImagesWereDeleted() {
        offsets.add(new CommittedOffset(0, 5, true, 0));
        topics.remove("pending");

        assertStops(Optional.empty(), "Topic pending was deleted", "--reset-offsets --shift-by -64 --execute");
        assertStops(known(NOW, PENDING), "Topic pending was deleted");
        topics.put("pending", new Topic(OTHER, 2));
        assertStops(known(NOW, PENDING), "Topic pending was deleted");
    }

    @Test
    void stopsWherePendingImagesBelongToPartitionsThatAreNotThere() {
        topics.put("pending", new Topic(PENDING, 4));

        assertStops(known(NOW, PENDING), "--alter --topic images --partitions 4");
    }

    @Test
    void stopsWhenATopicIsAnotherWhileItRuns() {
        Map<String, Uuid> before = Map.of("images", NOW, "pending", PENDING, "recognitions", OTHER, "weights", OTHER);

        assertThatCode(() -> check().whileRunning(before, before)).doesNotThrowAnyException();
        assertThatCode(() -> check().whileRunning(before, Map.of("weights", FORMER)))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> check().whileRunning(before, Map.of("images", FORMER)))
                .isInstanceOf(TopicChangedException.class)
                .hasMessageContaining("--to-earliest");
        assertThatThrownBy(() -> check().whileRunning(before, Map.of("pending", FORMER)))
                .hasMessageContaining("--shift-by -64");
        assertThatThrownBy(() -> check().whileRunning(before, Map.of("recognitions", FORMER)))
                .hasMessageContaining("it goes on where it stopped");
    }

    @Test
    void needsBeginningsOnlyWhereATopicIsAnotherOrPendingImagesAreMissing() {
        assertThat(needsBeginnings(Optional.empty())).isFalse();
        assertThat(needsBeginnings(known(NOW, PENDING))).isFalse();
        assertThat(needsBeginnings(Optional.of(new KnownTopics("photos", FORMER, Optional.of(PENDING)))))
                .isFalse();
        assertThat(needsBeginnings(known(FORMER, PENDING))).isTrue();
        assertThat(needsBeginnings(known(NOW, OTHER))).isTrue();
        topics.remove("pending");
        assertThat(needsBeginnings(Optional.empty())).isTrue();
    }

    @Test
    void missesPendingImagesOnlyWhereImagesWereRead() {
        DescribedTopics without = new DescribedTopics(Map.of("images", new Topic(NOW, 2)), Set.of());
        CommittedOffset read = new CommittedOffset(0, 5, true, 0);

        assertThat(check().missesPending(without, List.of())).isFalse();
        assertThat(check().missesPending(without, List.of(read))).isTrue();
        assertThat(check().missesPending(new DescribedTopics(topics, Set.of()), List.of(read)))
                .isFalse();
    }

    @Test
    void comparesNoIdsOfBrokersWithoutTopicIds() {
        offsets.add(new CommittedOffset(0, 5, true, 0));
        topics.put("images", new Topic(Uuid.ZERO_UUID, 2));
        topics.put("pending", new Topic(Uuid.ZERO_UUID, 2));

        assertGoesOn(known(NOW, PENDING));
        assertThat(needsBeginnings(known(NOW, PENDING))).isFalse();
        assertThatCode(() -> check().whileRunning(Map.of("images", NOW), Map.of("images", Uuid.ZERO_UUID)))
                .doesNotThrowAnyException();
        assertThatCode(() -> check().whileRunning(Map.of("images", Uuid.ZERO_UUID), Map.of("images", NOW)))
                .doesNotThrowAnyException();
    }

    private boolean needsBeginnings(Optional<KnownTopics> known) {
        return check().needsBeginnings(known, new DescribedTopics(topics, Set.of()));
    }

    private static TopicIdentityCheck check() {
        return new TopicIdentityCheck(NAMES);
    }

    private static Optional<KnownTopics> known(Uuid images, Uuid pending) {
        return Optional.of(new KnownTopics("images", images, Optional.of(pending)));
    }

    private void assertGoesOn(Optional<KnownTopics> known) {
        assertThatCode(() -> check().beforeStart(known, topics, offsets)).doesNotThrowAnyException();
    }

    private void assertStops(Optional<KnownTopics> known, String... words) {
        var thrown = assertThatThrownBy(() -> check().beforeStart(known, topics, offsets))
                .isInstanceOf(TopicChangedException.class);
        for (String word : words) {
            thrown.hasMessageContaining(word);
        }
    }
}
