package io.digitstream.standalone.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.digitstream.application.result.ImagePosition;
import io.digitstream.processor.ProcessorApplication;
import io.digitstream.processor.results.RejectionHeaders;
import io.digitstream.processor.settings.ProcessorSettings;
import io.digitstream.schemas.Topics;
import io.digitstream.standalone.broker.EmbeddedBroker;
import io.digitstream.standalone.topics.TopicSetup;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import javax.imageio.ImageIO;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records whose results a broker refuses: each is answered, and so is the next one. */
class RefusedResultsIT {
    private static final byte[] GOOD = png();

    @TempDir
    static Path folder;

    private static EmbeddedBroker broker;
    private static Admin admin;
    private static KafkaProducer<byte[], byte[]> producer;

    @BeforeAll
    static void start() throws IOException {
        broker = EmbeddedBroker.start(folder.resolve("broker"), 0);
        String servers = broker.bootstrapServers();
        admin = Admin.create(Map.of("bootstrap.servers", servers));
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", servers, "max.request.size", 20 << 20),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    @AfterAll
    static void stop() {
        producer.close();
        admin.close();
        broker.close();
    }

    @Test
    void timestampsThatAreMissingOrOldOrInTheFutureAreRead() throws Exception {
        try (Run run = new Run("timestamps", Map.of())) {
            run.configure(run.topics.images(), "message.timestamp.after.max.ms", Long.toString(Long.MAX_VALUE));
            run.configure(run.topics.recognitions(), "message.timestamp.before.max.ms", "3600000");
            run.begin();
            List<Long> timestamps =
                    List.of(-1L, 0L, 1_000L, System.currentTimeMillis() + 7_200_000, Long.MAX_VALUE, -1L);
            for (long timestamp : timestamps) {
                run.send(null, GOOD, timestamp);
            }
            run.awaitResults(timestamps.size());

            assertThat(run.results).allSatisfy(result -> {
                assertThat(result.topic()).isEqualTo(run.topics.recognitions());
                assertThat(Duration.ofMillis(Math.abs(System.currentTimeMillis() - result.timestamp())))
                        .as("written now: it is retained from then on")
                        .isLessThan(Duration.ofMinutes(10));
            });
            assertThat(run.results)
                    .extracting(result -> header(result, "digitstream.image.timestamp"))
                    .containsExactlyElementsOf(
                            timestamps.stream().map(String::valueOf).toList());
        }
    }

    @Test
    void headersKeysAndValuesTooLargeForAResultAreRejectedByOneThatFits() throws Exception {
        try (Run run = new Run("sizes", Map.of())) {
            run.configure(run.topics.recognitions(), "max.message.bytes", "1048588");
            run.configure(run.topics.rejectedImages(), "max.message.bytes", "1048588");
            run.begin();
            run.send(null, GOOD, 1);
            run.send(null, GOOD, 1, "thumbnail", random(2_000_000));
            run.send(random(2_000_000), GOOD, 1);
            run.send(new byte[] {7}, random(3_000_000), 1);
            run.send(null, GOOD, 1);
            run.awaitResults(5);

            assertThat(run.reasons()).containsExactly("", "RESULT_REFUSED", "RESULT_REFUSED", "UNKNOWN_FORMAT", "");
            assertThat(run.results.get(3).key()).containsExactly(7);
            assertThat(run.results.get(3).value()).as("does not fit").isNull();
        }
    }

    @Test
    void imagesWithoutAKeyAreRejectedWhereTopicsAreCompacted() throws Exception {
        try (Run run = new Run("compacted", Map.of())) {
            run.configure(run.topics.recognitions(), "cleanup.policy", "compact");
            run.configure(run.topics.rejectedImages(), "cleanup.policy", "compact");
            run.begin();
            run.send(new byte[] {1}, GOOD, 1);
            run.send(null, GOOD, 1);
            run.send(null, new byte[] {1, 2, 3}, 1);
            run.send(new byte[] {2}, GOOD, 1);
            run.awaitResults(4);

            assertThat(run.reasons()).containsExactly("", "RESULT_REFUSED", "UNKNOWN_FORMAT", "");
            assertThat(run.results.get(1).key()).asString().isEqualTo(run.topics.images() + "-0@1");
            assertThat(run.results.get(1).value()).isEqualTo(GOOD);
        }
    }

    /** The processor cannot know: the topic's configuration changes while it runs. */
    @Test
    void aResultThatABrokerRefusesAllTheSameIsRejectedAndTheNextOneIsRead() throws Exception {
        for (String guarantee : List.of("exactly_once_v2", "at_least_once")) {
            Map<String, String> settings = Map.of("kafka.processing.guarantee", guarantee);
            try (Run run = new Run("refused-" + guarantee, settings)) {
                run.begin();
                run.send(null, GOOD, 1);
                run.awaitResults(1);
                run.configure(run.topics.recognitions(), "max.message.bytes", "3000");
                run.send(null, GOOD, 1);
                run.send(null, GOOD, 1, "large", random(5_000));
                run.send(null, GOOD, 1);
                run.awaitResults(4);

                assertThat(run.reasons()).containsExactly("", "", "RESULT_REFUSED", "");
                assertThat(run.results.get(2).value()).isEqualTo(GOOD);
                assertThat(header(run.results.get(2), RejectionHeaders.MESSAGE))
                        .contains(run.topics.recognitions(), "RecordTooLargeException");
            }
        }
    }

    @Test
    void anImageThatTheChangelogRefusesIsRejected() throws Exception {
        // Without a cache each image is on the changelog before it is read.
        try (Run run = new Run("changelog", Map.of("kafka.statestore.cache.max.bytes", "0"))) {
            run.begin();
            run.send(null, GOOD, 1);
            run.awaitResults(1);
            run.configure(run.topics.images() + "-app-pending-images-changelog", "max.message.bytes", "30000");
            run.send(null, GOOD, 1, "large", random(50_000));
            run.send(null, GOOD, 1);
            run.awaitResults(3);

            assertThat(run.reasons()).containsExactly("", "RESULT_REFUSED", "");
            assertThat(run.results.get(1).value()).isNull();
            assertThat(header(run.results.get(1), RejectionHeaders.MESSAGE)).contains("changelog");
        }
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(1).nextBytes(bytes);
        return bytes;
    }

    private static byte[] png() {
        BufferedImage image = new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        var header = record.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    /** A processor with topics of its own, of one partition. */
    private static final class Run implements AutoCloseable {
        private final Topics topics;
        private final Map<String, String> settings = new HashMap<>();
        private final List<ConsumerRecord<byte[], byte[]>> results = new ArrayList<>();
        private final KafkaConsumer<byte[], byte[]> consumer;
        private @Nullable ProcessorApplication processor;

        Run(String name, Map<String, String> own) throws InterruptedException {
            topics = new Topics(
                    name + "-images",
                    name + "-recognitions",
                    name + "-rejected",
                    name + "-labeled",
                    name + "-weights",
                    name + "-reports");
            new TopicSetup(topics, 1).create(admin);
            settings.put("topics.images", topics.images());
            settings.put("topics.recognitions", topics.recognitions());
            settings.put("topics.rejected-images", topics.rejectedImages());
            settings.put("topics.labeled-images", topics.labeledImages());
            settings.put("topics.weights", topics.weights());
            settings.put("topics.training-reports", topics.trainingReports());
            settings.put("kafka.application.id", topics.images() + "-app");
            settings.put("kafka.bootstrap.servers", broker.bootstrapServers());
            settings.put("kafka.state.dir", folder.resolve(name).toString());
            settings.putAll(own);
            consumer = new KafkaConsumer<>(
                    Map.of("bootstrap.servers", broker.bootstrapServers(), "isolation.level", "read_committed"),
                    new ByteArrayDeserializer(),
                    new ByteArrayDeserializer());
            List<TopicPartition> partitions = List.of(
                    new TopicPartition(topics.recognitions(), 0), new TopicPartition(topics.rejectedImages(), 0));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
        }

        void begin() throws Exception {
            processor = ProcessorApplication.start(ProcessorSettings.read(settings));
        }

        void configure(String topic, String name, String value) throws InterruptedException, ExecutionException {
            admin.incrementalAlterConfigs(Map.of(
                            new ConfigResource(ConfigResource.Type.TOPIC, topic),
                            List.of(new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET))))
                    .all()
                    .get();
        }

        void send(byte @Nullable [] key, byte[] value, long timestamp, Object... header) throws Exception {
            ProducerRecord<byte[], byte[]> record = AnyTimestamp.record(topics.images(), 0, timestamp, key, value);
            if (header.length > 0) {
                record.headers().add((String) header[0], (byte[]) header[1]);
            }
            producer.send(record).get();
        }

        /** Waits until so many results have come, and a little longer; then puts them into the order of their images. */
        void awaitResults(int count) {
            await().atMost(Duration.ofMinutes(2)).pollInSameThread().until(() -> {
                consumer.poll(Duration.ofMillis(100)).forEach(results::add);
                return results.stream().map(Run::offset).distinct().count() >= count;
            });
            consumer.poll(Duration.ofMillis(300)).forEach(results::add);
            results.sort((one, other) -> Long.compare(offset(one), offset(other)));
            if (settings.containsValue("at_least_once")) {
                removeDoubles();
            }
            assertThat(results).extracting(Run::offset).doesNotHaveDuplicates().hasSize(count);
        }

        /** After an aborted batch at_least_once writes results again: of an image the last one counts. */
        private void removeDoubles() {
            for (int i = results.size() - 2; i >= 0; i--) {
                if (offset(results.get(i)) == offset(results.get(i + 1))) {
                    results.remove(i);
                }
            }
        }

        private static long offset(ConsumerRecord<byte[], byte[]> result) {
            return ImagePosition.of(result.headers()).orElseThrow().offset();
        }

        /** Reasons of rejections in the order of the images; empty for an image that was read. */
        List<String> reasons() {
            return results.stream()
                    .map(result -> header(result, RejectionHeaders.REASON))
                    .toList();
        }

        @Override
        public void close() {
            consumer.close();
            if (processor != null) {
                processor.close();
            }
        }
    }
}
