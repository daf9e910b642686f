package io.digitstream.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.digitstream.application.result.ImagePosition;
import io.digitstream.processor.results.RejectionHeaders;
import io.digitstream.schemas.Topics;
import io.digitstream.standalone.broker.EmbeddedBroker;
import io.digitstream.standalone.topics.TopicSetup;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rejected images on their way back. */
final class ReplayIT {
    private static final Topics TOPICS = Topics.defaults();

    private final EmbeddedBroker broker;

    ReplayIT(@TempDir Path folder) throws Exception {
        broker = EmbeddedBroker.start(folder.resolve("broker"), 0);
        try (Admin admin = Admin.create(client())) {
            new TopicSetup(TOPICS, 2).create(admin);
        }
    }

    @AfterEach
    void stopTheBroker() {
        broker.close();
    }

    private Map<String, Object> client() {
        return Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers());
    }

    @Test
    void sendsEachAgainOnceAsItCame() {
        reject(1, "a", "TOO_LARGE", new byte[] {1, 2, 3});
        reject(0, "b", "UNKNOWN_FORMAT", new byte[] {4});
        reject(0, "gone", "TOO_LARGE", null);

        assertThat(replay("--reason", "TOO_LARGE"))
                .isEqualTo("sent again 1, passed over 1, not there any more 1: too large to be written on");
        ConsumerRecord<String, byte[]> image = images().get(0);
        assertThat(image.key()).isEqualTo("a");
        assertThat(image.partition()).isEqualTo(1);
        assertThat(image.timestamp()).isEqualTo(1_234);
        assertThat(image.value()).containsExactly(1, 2, 3);
        assertThat(image.headers().toArray()).hasSize(1);
        assertThat(image.headers().lastHeader("own").value()).isEqualTo("kept".getBytes(UTF_8));

        assertThat(replay()).startsWith("sent again 0, passed over 0, not there any more 0");
        reject(1, "c", "BAD_REGION", new byte[] {5});
        assertThat(replay()).startsWith("sent again 1, passed over 0");
        assertThat(images()).extracting(ConsumerRecord::key).containsExactlyInAnyOrder("a", "c");

        assertThat(replay("--again")).startsWith("sent again 3, passed over 0, not there any more 1");
        assertThat(images()).hasSize(5);
    }

    private String replay(String... options) {
        List<String> words = new ArrayList<>(List.of("replay", "--bootstrap-servers", broker.bootstrapServers()));
        words.addAll(List.of(options));
        CommandRun run = CommandRun.of(words.toArray(new String[0]));
        assertThat(run.exitCode()).as("%s", run).isZero();
        return run.lastLine();
    }

    /** A result is written later than its image, and may lie in another partition. */
    @Test
    void knowsWhereAndWhenAnImageWasFromItsHeaders() {
        reject("none", new ImagePosition(TOPICS.images(), 0, 3), "-1");
        reject("1970", new ImagePosition(TOPICS.images(), 1, 3), "1000");
        reject("elsewhere", new ImagePosition("photos", 7, 3), "1000");
        assertThat(replay()).startsWith("sent again 3, ");
        assertThat(images())
                .extracting(ConsumerRecord::key, ConsumerRecord::partition, ConsumerRecord::timestamp)
                .containsExactlyInAnyOrder(
                        tuple("none", 0, 1_234L), tuple("1970", 1, 1_000L), tuple("elsewhere", 0, 1_000L));
        assertThat(images()).allSatisfy(image -> assertThat(image.headers()).isEmpty());

        reject("a partition that is not there", new ImagePosition(TOPICS.images(), 7, 3), "1000");
        assertThat(replay()).startsWith("sent again 1, ");
        assertThat(images()).hasSize(4);
    }

    private void reject(String key, ImagePosition position, String timestamp) {
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(client(), new StringSerializer(), new ByteArraySerializer())) {
            var record = new ProducerRecord<>(TOPICS.rejectedImages(), 0, 1_234L, key, new byte[] {1});
            position.writeTo(record.headers());
            record.headers().add("digitstream.image.timestamp", timestamp.getBytes(UTF_8));
            var unused = producer.send(record);
            producer.flush();
        }
    }

    private void reject(int partition, String key, String reason, byte @Nullable [] value) {
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(client(), new StringSerializer(), new ByteArraySerializer())) {
            var record = new ProducerRecord<>(TOPICS.rejectedImages(), partition, 1_234L, key, value);
            record.headers().add("own", "kept".getBytes(UTF_8));
            record.headers().add(RejectionHeaders.REASON, reason.getBytes(UTF_8));
            record.headers().add(RejectionHeaders.OFFSET, "7".getBytes(UTF_8));
            var unused = producer.send(record);
            producer.flush();
        }
    }

    private List<ConsumerRecord<String, byte[]>> images() {
        List<ConsumerRecord<String, byte[]>> images = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(client(), new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> all =
                    List.of(new TopicPartition(TOPICS.images(), 0), new TopicPartition(TOPICS.images(), 1));
            consumer.assign(all);
            consumer.seekToBeginning(all);
            Map<TopicPartition, Long> end = consumer.endOffsets(all);
            while (all.stream().anyMatch(place -> consumer.position(place) < end.getOrDefault(place, 0L))) {
                consumer.poll(Duration.ofMillis(200)).forEach(images::add);
            }
        }
        return images;
    }
}
