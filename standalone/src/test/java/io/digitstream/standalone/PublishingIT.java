package io.digitstream.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.digitstream.application.connection.Connection;
import io.digitstream.recognizer.network.Networks;
import io.digitstream.recognizer.onnx.OnnxModel;
import io.digitstream.recognizer.weights.Release;
import io.digitstream.schemas.CurrentRelease;
import io.digitstream.schemas.ReleaseSignature;
import io.digitstream.schemas.ReportKind;
import io.digitstream.schemas.Topics;
import io.digitstream.schemas.TrainingReport;
import io.digitstream.schemas.WeightsFile;
import io.digitstream.schemas.WeightsIndex;
import io.digitstream.schemas.WeightsKeys;
import io.digitstream.schemas.WeightsRelease;
import io.digitstream.schemas.WireFormat;
import io.digitstream.standalone.broker.EmbeddedBroker;
import io.digitstream.standalone.topics.TopicSetup;
import io.digitstream.trainer.publishing.Progress;
import io.digitstream.trainer.publishing.Publication;
import io.digitstream.trainer.publishing.ReleasePublisher;
import io.digitstream.trainer.publishing.TakenOverException;
import io.digitstream.trainer.publishing.WeightsTopic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Releases on their way to the topic of weights, and what a person does with them there, against a real broker. */
final class PublishingIT {
    private static final String PERSON = System.getProperty("user.name", "");

    private final Path folder;
    private final EmbeddedBroker broker;

    PublishingIT(@TempDir Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        this.broker = EmbeddedBroker.start(folder.resolve("broker"), 0);
        try (Admin admin = admin()) {
            new TopicSetup(Topics.defaults(), 1).create(admin);
        }
    }

    @AfterEach
    void stopTheBroker() {
        broker.close();
    }

    @Test
    void publishesListsRollsBackPinsAndExports() throws Exception {
        assertThat(trainer("releases").out())
                .containsExactly("No releases are on topic weights; processors read with the weights they ship with");
        assertThat(trainer("keys", "--out", folder.toString()).exitCode()).isZero();
        Release one = FormulaRelease.of(5, 1, Map.of("created", "2026-11-24T22:19:06Z"));
        Release two =
                FormulaRelease.of(5, 2, Map.of("parent", one.version(), "validation", "0.9000 of 10 numbers right"));

        String key = folder.resolve("release-key.pem").toString();
        assertThat(trainer("publish", file(one), "--sign", key).out())
                .containsExactly("no release was in force, " + one.version() + " is now");
        assertThat(trainer("publish", file(two)).out())
                .containsExactly(one.version() + " was in force, " + two.version() + " is now");
        awaitInForce(new CurrentRelease(two.version(), false));

        List<String> table = trainer("releases").out();
        assertThat(table).hasSize(3);
        assertThat(table.get(1)).matches(one.version() + " +2026-11-24T22:19:06Z +- +- +- +yes");
        assertThat(table.get(2)).matches(two.version() + " +\\S+ +" + one.version() + " +0.9000 of 10 +- +no +yes");

        assertThat(trainer("pin", one.version()).out())
                .containsExactly(two.version() + " was in force, " + one.version() + " (pinned) is now");
        awaitInForce(new CurrentRelease(one.version(), true));
        assertThat(trainer("rollback", two.version()).out())
                .containsExactly(one.version() + " (pinned) was in force, " + two.version() + " is now");
        awaitInForce(new CurrentRelease(two.version(), false));

        Path copy = folder.resolve("copy.safetensors");
        assertThat(trainer("export", one.version(), "--out", copy.toString()).out())
                .containsExactly("%s: release %s, %,d bytes".formatted(copy, one.version(), Files.size(copy)));
        assertThat(copy).hasBinaryContent(one.write());
        Path model = folder.resolve("model.onnx");
        assertThat(trainer("export", one.version(), "--out", model.toString()).out())
                .hasSize(2);
        assertThat(model).hasBinaryContent(OnnxModel.reading(one));
        assertThat(folder.resolve("model-locator.onnx")).hasBinaryContent(OnnxModel.locating(one));
        try (WeightsTopic topic = WeightsTopic.open(connection())) {
            ReleaseSignature.require(
                    topic.require(topic.index(), one.version()),
                    ReleaseSignature.publicKey(Files.readString(folder.resolve("release-key.pub.pem"))));
        }
        assertThat(reports(4))
                .extracting(TrainingReport::getReason)
                .containsExactly(
                        "published by hand, without the gate, by " + PERSON,
                        "published by hand, without the gate, by " + PERSON,
                        "pinned by " + PERSON,
                        "rolled back by " + PERSON);
        assertThat(reports(4)).allSatisfy(report -> {
            assertThat(report.getKind()).isEqualTo(ReportKind.PUT_IN_FORCE);
            assertThat(report.getBy()).isEqualTo(PERSON);
        });
        assertThat(reports(4))
                .extracting(TrainingReport::getAgainst)
                .containsExactly(null, one.version(), two.version(), one.version());
    }

    @Test
    void theOldestLeaveTheTopicWithAllTheirChunks() throws Exception {
        List<Release> releases = new ArrayList<>();
        List<String> said = new ArrayList<>();
        for (int seed = 1; seed <= 4; seed++) {
            Release release = FormulaRelease.of(5, seed, Map.of());
            releases.add(release);
            said.addAll(trainer("publish", file(release), "--keep", "2").out());
        }
        assertThat(said)
                .hasSize(4)
                .endsWith(
                        releases.get(1).version() + " was in force, "
                                + releases.get(2).version() + " is now; 1 older one has left the topic",
                        releases.get(2).version() + " was in force, "
                                + releases.get(3).version() + " is now; 1 older one has left the topic");
        awaitInForce(new CurrentRelease(releases.get(3).version(), false));

        assertThat(index().releases())
                .extracting(WeightsRelease::getVersion)
                .containsExactly(releases.get(2).version(), releases.get(3).version());
        Map<String, Integer> left = new TreeMap<>();
        for (ConsumerRecord<String, byte[]> record : read("weights", 1)) {
            left.put(record.key(), record.value() == null ? 0 : 1);
        }
        String gone = releases.get(0).version();
        assertThat(left)
                .containsEntry(WeightsKeys.release(gone), 0)
                .containsEntry(WeightsKeys.chunk(gone, 0), 0)
                .containsEntry(WeightsKeys.chunk(gone, 1), 0);
        left.entrySet().removeIf(entry -> entry.getValue() == 0);
        assertThat(left.keySet())
                .noneMatch(name -> name.contains(gone))
                .noneMatch(name -> name.contains(releases.get(1).version()));
    }

    @Test
    void whatIsNotThereCanNeitherBePutInForceNorExported() throws Exception {
        Release one = FormulaRelease.of(5, 1, Map.of());
        trainer("publish", file(one));
        awaitInForce(new CurrentRelease(one.version(), false));

        Path copy = folder.resolve("copy.safetensors");
        String expected = "trainer: release other is not on topic weights: it has " + one.version();
        assertRefused(expected, "rollback", "other");
        assertRefused(expected, "pin", "other");
        assertRefused(expected, "export", "other", "--out", copy.toString());
        assertThat(copy).doesNotExist();
        assertThat(reports(1)).hasSize(1);
    }

    @Test
    void whatIsNotWholeCanNeitherBePutInForceNorExported() throws Exception {
        Release one = FormulaRelease.of(5, 1, Map.of());
        Release two = FormulaRelease.of(5, 2, Map.of());
        trainer("publish", file(one));
        trainer("publish", file(two));
        send(WeightsKeys.chunk(one.version(), 1), null);
        awaitInForce(new CurrentRelease(two.version(), false));

        Path copy = folder.resolve("copy.safetensors");
        int chunks = index().release(one.version()).orElseThrow().getChunkCount();
        String expected = "trainer: chunk 1 of " + chunks + " of release " + one.version() + " is missing";
        assertRefused(expected, "rollback", one.version());
        assertRefused(expected, "pin", one.version());
        assertRefused(expected, "export", one.version(), "--out", copy.toString());
        assertThat(copy).doesNotExist();
        assertThat(index().current()).contains(new CurrentRelease(two.version(), false));
    }

    @Test
    void whatIsNoReleaseIsNotExported() throws Exception {
        byte[] file = "whole, and no weights".getBytes(StandardCharsets.UTF_8);
        send(
                WeightsKeys.chunk("a", 0),
                WireFormat.WEIGHTS_CHUNK.encode(WeightsFile.cut("a", file).get(0)));
        send(
                WeightsKeys.release("a"),
                WireFormat.WEIGHTS_RELEASE.encode(WeightsRelease.newBuilder()
                        .setVersion("a")
                        .setFingerprint(Networks.of(5).fingerprint())
                        .setCreatedAt(Instant.EPOCH)
                        .setSize(file.length)
                        .setChunkCount(1)
                        .setChunkSize(file.length)
                        .setSha256(WeightsFile.sha256(file))
                        .build()));

        Path copy = folder.resolve("copy.safetensors");
        CommandRun run = trainer("export", "a", "--out", copy.toString());
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).hasSize(1).allMatch(line -> line.startsWith("trainer: release a: "));
        assertThat(copy).doesNotExist();
    }

    @Test
    void aVersionIsNotOverwrittenWithAnotherFile() throws Exception {
        Release one = FormulaRelease.of(5, 1, Map.of());
        Release same = FormulaRelease.of(5, 1, Map.of("terms", "other notes beside the same numbers"));
        trainer("publish", file(one));

        assertRefused(
                "trainer: release " + one.version()
                        + " is on the topic already, as another file: this one needs another name",
                "publish",
                file(same));
        assertThat(trainer("publish", file(one)).out())
                .containsExactly(one.version() + " was in force, " + one.version() + " is now");
    }

    @Test
    void saysWhichTopicIsMissing() throws Exception {
        String release = file(FormulaRelease.of(5, 1, Map.of()));
        String at = "trainer: the Kafka broker at " + broker.bootstrapServers() + " has no topic ";
        assertRefused(at + "none: is this where the processors run?", "releases", "--weights-topic", "none");
        assertRefused(
                at + "none: is this where the processors run?", "publish", release, "--training-reports-topic", "none");
        try (Admin admin = admin()) {
            assertThat(admin.listTopics().names().get()).as("made by nobody").doesNotContain("none");
        }
    }

    @Test
    void theYoungestOfTwoPublishersFencesTheOther() throws Exception {
        try (ReleasePublisher older = ReleasePublisher.open(connection(), ReleasePublisher.USUAL_ID)) {
            older.commit(held("before"));
            try (ReleasePublisher younger = ReleasePublisher.open(connection(), ReleasePublisher.USUAL_ID)) {
                assertThatThrownBy(() -> older.commit(held("fenced")))
                        .isInstanceOf(TakenOverException.class)
                        .hasMessageStartingWith("another trainer has taken over");
                younger.commit(held("after"));
            }
        }
        assertThat(reports(2)).extracting(TrainingReport::getVersion).containsExactly("before", "after");
    }

    @Test
    void aPersonsCommandDoesNotStopATrainer() throws Exception {
        try (ReleasePublisher running = ReleasePublisher.open(connection(), ReleasePublisher.USUAL_ID)) {
            assertThat(trainer("publish", file(FormulaRelease.of(5, 1, Map.of())))
                            .exitCode())
                    .isZero();
            running.commit(held("still here"));
        }
        assertThat(reports(2)).extracting(TrainingReport::getVersion).endsWith("still here");
    }

    @Test
    void progressIsWrittenWithTheReportOrNotAtAll() throws Exception {
        TopicPartition labels = new TopicPartition("labeled-images", 0);
        try (KafkaConsumer<String, byte[]> consumer = consumer(Map.of(ConsumerConfig.GROUP_ID_CONFIG, "trainers"))) {
            consumer.assign(List.of(labels));
            ReleasePublisher older = ReleasePublisher.open(connection(), ReleasePublisher.USUAL_ID);
            older.commit(held("a"), new Progress(Map.of(labels, new OffsetAndMetadata(7)), consumer.groupMetadata()));
            try (ReleasePublisher younger = ReleasePublisher.open(connection(), ReleasePublisher.USUAL_ID)) {
                assertThatThrownBy(() -> older.commit(
                                held("b"),
                                new Progress(Map.of(labels, new OffsetAndMetadata(9)), consumer.groupMetadata())))
                        .isInstanceOf(TakenOverException.class);
                younger.commit(held("c"));
            }
            older.close();
        }
        try (Admin admin = admin()) {
            Awaitility.await()
                    .atMost(Duration.ofMinutes(2))
                    .untilAsserted(() -> assertThat(admin.listConsumerGroupOffsets("trainers")
                                    .partitionsToOffsetAndMetadata()
                                    .get())
                            .containsEntry(labels, new OffsetAndMetadata(7)));
        }
        assertThat(reports(2)).extracting(TrainingReport::getVersion).containsExactly("a", "c");
    }

    /** What a trainer leaves that is killed while it publishes: records of a transaction that nobody ends. */
    @Test
    void whatAKilledTrainerHadBegunIsNeverSeen() throws Exception {
        Map<String, Object> properties = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                broker.bootstrapServers(),
                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                ReleasePublisher.USUAL_ID);
        try (var killed = new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer())) {
            killed.initTransactions();
            killed.beginTransaction();
            killed.send(new ProducerRecord<>(
                            "weights", "current", WireFormat.CURRENT_RELEASE.encode(new CurrentRelease("half", false))))
                    .get();
            try (ReleasePublisher next = ReleasePublisher.open(connection(), ReleasePublisher.USUAL_ID)) {
                assertThat(index().current()).isEmpty();
                next.commit(Publication.inForce(new CurrentRelease("whole", false), report("whole")));
            }
            awaitInForce(new CurrentRelease("whole", false));
            killed.close(Duration.ZERO);
        }
    }

    private void assertRefused(String message, String... arguments) {
        CommandRun run = trainer(arguments);
        assertThat(run.err()).containsExactly(message);
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
    }

    private CommandRun trainer(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        if (!arguments[0].equals("keys")) {
            all.addAll(List.of("--bootstrap-servers", broker.bootstrapServers()));
        }
        return CommandRun.ofTrainer(all.toArray(new String[0]));
    }

    /** A broker makes a transaction visible some milliseconds after its producer has ended it. */
    private void awaitInForce(CurrentRelease expected) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(index().current()).contains(expected));
    }

    private WeightsIndex index() throws IOException, InterruptedException {
        try (WeightsTopic topic = WeightsTopic.open(connection())) {
            return topic.index();
        }
    }

    private Connection connection() {
        return new Connection(broker.bootstrapServers(), Map.of(), Topics.defaults(), Connection.USUAL_PATIENCE);
    }

    private Admin admin() {
        return Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers()));
    }

    private List<TrainingReport> reports(int count) {
        return read("training-reports", count).stream()
                .map(record -> WireFormat.TRAINING_REPORT.decode(record.value()))
                .toList();
    }

    /** All that is committed, as soon as there is so much. */
    private List<ConsumerRecord<String, byte[]>> read(String topic, int atLeast) {
        TopicPartition partition = new TopicPartition(topic, 0);
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer = consumer(Map.of())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
                return records.size() >= atLeast
                        && consumer.position(partition)
                                >= consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            });
        }
        return records;
    }

    private KafkaConsumer<String, byte[]> consumer(Map<String, Object> more) {
        Map<String, Object> properties = new TreeMap<>(more);
        properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers());
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        return new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer());
    }

    private void send(String key, byte @Nullable [] value) throws Exception {
        Map<String, Object> properties = Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers());
        try (var producer = new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>("weights", key, value)).get();
        }
    }

    private static Publication held(String version) {
        return Publication.reportOnly(report(version));
    }

    private static TrainingReport report(String version) {
        return TrainingReport.newBuilder()
                .setKind(ReportKind.HELD)
                .setVersion(version)
                .setAt(Instant.EPOCH)
                .setBy("a test")
                .setReason("because")
                .setComparisons(List.of())
                .build();
    }

    private String file(Release release) throws IOException {
        return Files.write(folder.resolve(release.version() + ".safetensors"), release.write())
                .toString();
    }
}
