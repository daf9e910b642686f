package io.digitstream.trainer.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.digitstream.application.connection.Connection;
import io.digitstream.schemas.LabeledImage;
import io.digitstream.schemas.Topics;
import io.digitstream.schemas.WireFormat;
import io.digitstream.trainer.publishing.Progress;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

final class LabelTopicTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final TopicPartition FIRST = new TopicPartition("labeled-images", 0);
    private static final TopicPartition SECOND = new TopicPartition("labeled-images", 1);

    private final WrittenLabels consumer = new WrittenLabels();
    private final LabelTopic topic = new LabelTopic(
            new Connection("localhost:9092", Map.of(), Topics.defaults(), Duration.ofSeconds(1)), consumer);

    @Test
    void nothingIsLearnedAtFirst() throws IOException {
        write(FIRST, 1, "1");

        assertThat(topic.learned().offsets()).isEqualTo(Map.of(0, 0L, 1, 0L));
        assertThat(topic.learned().lastCycle()).isEmpty();
        assertThat(topic.learned().waiting(topic.ends())).isEqualTo(1);
    }

    @Test
    void knowsHowFarCyclesHaveLearnedAndWhen() throws IOException {
        write(FIRST, 1, "1");
        write(FIRST, 2, "2");
        write(SECOND, 3, "3");
        consumer.learned.put(FIRST, new OffsetAndMetadata(1, NOW.toString()));

        assertThat(topic.learned().offsets()).isEqualTo(Map.of(0, 1L, 1, 0L));
        assertThat(topic.learned().lastCycle()).contains(NOW);
        assertThat(topic.learned().waiting(topic.ends())).isEqualTo(2);
    }

    /** Retention may have taken what nobody has learned from. */
    @Test
    void beginsWithTheOldestLabelThatIsLeft() throws IOException {
        consumer.updateBeginningOffsets(Map.of(FIRST, 7L, SECOND, 0L));

        assertThat(topic.learned().offsets()).isEqualTo(Map.of(0, 7L, 1, 0L));
    }

    @Test
    void collectsOldLabelsAndFreshOnesUpToThePlansEnds() throws IOException {
        write(FIRST, 1, "1");
        write(FIRST, 2, "2");
        write(SECOND, 3, "3");
        CyclePlan plan = new CyclePlan("v1", Map.of(0, 1L, 1, 0L), Map.of(0, 2L, 1, 1L));
        write(FIRST, 4, "4");

        LabelBook book = topic.collect(plan, 10);

        assertThat(book.labels())
                .extracting(label -> label.image().getLabel() + (label.fresh() ? " fresh" : ""))
                .containsExactlyInAnyOrder("1", "2 fresh", "3 fresh");
        assertThat(book.unreadable()).isZero();
    }

    @Test
    void collectsAgainWhatItHasCollected() throws IOException {
        write(FIRST, 1, "1");
        write(SECOND, 3, "3");
        CyclePlan plan = new CyclePlan("v1", Map.of(), topic.ends());

        assertThat(topic.collect(plan, 10).labels())
                .isEqualTo(topic.collect(plan, 10).labels())
                .hasSize(2);
    }

    @Test
    void leavesOutWhatIsNoLabelAndCountsIt() throws IOException {
        consumer.write(FIRST, new byte[] {1, 2, 3});
        write(FIRST, 1, "twelve");
        write(FIRST, 2, "12");

        LabelBook book = topic.collect(new CyclePlan("v1", Map.of(), topic.ends()), 10);

        assertThat(book.labels())
                .singleElement()
                .extracting(label -> label.image().getLabel())
                .isEqualTo("12");
        assertThat(book.unreadable()).isEqualTo(2);
    }

    @Test
    void progressIsWhereThePlanEnds() {
        Progress progress = topic.progress(new CyclePlan("v1", Map.of(0, 1L), Map.of(0, 2L, 1, 0L)), NOW);

        assertThat(progress.offsets())
                .isEqualTo(Map.of(
                        FIRST,
                        new OffsetAndMetadata(2, NOW.toString()),
                        SECOND,
                        new OffsetAndMetadata(0, NOW.toString())));
    }

    private void write(TopicPartition partition, int image, String label) {
        LabeledImage value = Labels.of(new byte[] {(byte) image}, label);
        consumer.write(partition, WireFormat.LABELED_IMAGE.encode(value));
    }

    /** Kafka's mock forgets what it has handed out; this one starts again where it is rewound to. */
    private static final class WrittenLabels extends MockConsumer<byte[], byte[]> {
        private final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        private final Map<TopicPartition, OffsetAndMetadata> learned = new HashMap<>();
        private final Map<TopicPartition, Long> ends = new HashMap<>(Map.of(FIRST, 0L, SECOND, 0L));

        WrittenLabels() {
            super("earliest");
            Node node = new Node(0, "localhost", 9092);
            List<PartitionInfo> partitions = new ArrayList<>();
            for (TopicPartition partition : List.of(FIRST, SECOND)) {
                Node[] replicas = {node};
                partitions.add(new PartitionInfo(partition.topic(), partition.partition(), node, replicas, replicas));
            }
            updatePartitions(FIRST.topic(), partitions);
            updateBeginningOffsets(Map.of(FIRST, 0L, SECOND, 0L));
            updateEndOffsets(ends);
        }

        /** Kafka's mock forgets offsets when it is assigned. */
        @Override
        public synchronized Map<TopicPartition, OffsetAndMetadata> committed(Set<TopicPartition> partitions) {
            return learned;
        }

        void write(TopicPartition partition, byte[] value) {
            long offset = ends.merge(partition, 1L, Long::sum) - 1;
            records.add(new ConsumerRecord<>(partition.topic(), partition.partition(), offset, new byte[0], value));
            updateEndOffsets(ends);
        }

        @Override
        public synchronized void seekToBeginning(Collection<TopicPartition> partitions) {
            super.seekToBeginning(partitions);
            Set<TopicPartition> rewound = Set.copyOf(partitions);
            records.stream()
                    .filter(record -> rewound.contains(new TopicPartition(record.topic(), record.partition())))
                    .forEach(this::addRecord);
        }
    }
}
