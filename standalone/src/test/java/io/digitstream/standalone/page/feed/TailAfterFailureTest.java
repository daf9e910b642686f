package io.digitstream.standalone.page.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A tail whose consumer fails takes another one, and goes on where it stopped. */
final class TailAfterFailureTest {
    private static final TopicPartition PARTITION = new TopicPartition("images", 0);

    private final Queue<Long> received = new ConcurrentLinkedQueue<>();

    static List<RuntimeException> failures() {
        return List.of(new KafkaException("refused"), new IllegalStateException("a bug of the client"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void receivesNothingTwice(RuntimeException failure) {
        var first = consumer(3);
        first.schedulePollTask(() -> add(first, 0, 3));
        first.schedulePollTask(() -> {
            throw failure;
        });
        var second = consumer(5);
        second.schedulePollTask(() -> add(second, 3, 5));
        var consumers = new ConcurrentLinkedQueue<>(List.of(first, second));
        try (TopicTail tail = tail(consumers)) {
            await().atMost(Duration.ofMinutes(2))
                    .untilAsserted(() -> assertThat(received).containsExactly(0L, 1L, 2L, 3L, 4L));
            assertThat(tail.trouble()).isEmpty();
        }
    }

    @Test
    void beginsWithTheWindowBeforeTheEnd() {
        var only = consumer(200);
        only.schedulePollTask(() -> add(only, 100, 102));
        try (TopicTail tail = tail(new ConcurrentLinkedQueue<>(List.of(only)))) {
            await().atMost(Duration.ofMinutes(2))
                    .untilAsserted(() -> assertThat(received).containsExactly(100L, 101L));
            assertThat(tail.trouble()).isEmpty();
        }
    }

    private TopicTail tail(Queue<MockConsumer<String, byte[]>> consumers) {
        return new TopicTail(
                "tail-test", List.of("images"), 100, record -> received.add(record.offset()), consumers::remove);
    }

    /** Refuses to be read from anywhere but where the tail should begin: {@link MockConsumer} gives out what is at its position. */
    private static MockConsumer<String, byte[]> consumer(long end) {
        MockConsumer<String, byte[]> consumer = new MockConsumer<>("none");
        Node node = new Node(0, "localhost", 9092);
        consumer.updatePartitions(
                "images", List.of(new PartitionInfo("images", 0, node, new Node[] {node}, new Node[] {node})));
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        consumer.updateEndOffsets(Map.of(PARTITION, end));
        return consumer;
    }

    private static void add(MockConsumer<String, byte[]> consumer, long from, long to) {
        assertThat(consumer.position(PARTITION)).isEqualTo(from);
        for (long offset = from; offset < to; offset++) {
            consumer.addRecord(new ConsumerRecord<>("images", 0, offset, "door", new byte[0]));
        }
    }
}
