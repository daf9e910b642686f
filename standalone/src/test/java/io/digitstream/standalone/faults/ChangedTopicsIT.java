package io.digitstream.standalone.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.digitstream.schemas.Topics;
import io.digitstream.standalone.broker.EmbeddedBroker;
import io.digitstream.standalone.processes.Folders;
import io.digitstream.standalone.processes.ProcessorProcess;
import io.digitstream.standalone.topics.TopicSetup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Topics are deleted, created again and cut off; the steps are those of docs/operations.md. */
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class ChangedTopicsIT {
    private static final Topics TOPICS = Topics.defaults();
    private static final String GROUP = "digitstream-processor";
    private static final String PENDING = GROUP + "-pending-images-changelog";
    private static final TopicPartition IMAGES = new TopicPartition(TOPICS.images(), 0);
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    /** The session is the shortest that brokers allow. */
    private static final Map<String, String> SETTINGS = Map.of("kafka.session.timeout.ms", "6000");

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @SuppressWarnings("NullAway.Init") // start sets it
    private EmbeddedBroker broker;

    @SuppressWarnings("NullAway.Init") // start sets it
    private Admin admin;

    @SuppressWarnings("NullAway.Init") // start sets it
    private ProcessorProcess processor;

    /** Sends two images and waits for their results. */
    @BeforeEach
    void start() throws Exception {
        broker = EmbeddedBroker.start(folder.resolve("broker"), 0);
        admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers()));
        new TopicSetup(TOPICS, 1).create(admin);
        processor = ProcessorProcess.start(folder, "processor", broker.bootstrapServers(), SETTINGS);
        send(0, 2);
        awaitResults(0, 2);
        // The processor remembers the ids within two seconds after the changelog is created.
        await().atMost(PATIENCE)
                .until(() -> admin.listConsumerGroupOffsets(GROUP + "-topics")
                        .partitionsToOffsetAndMetadata()
                        .get()
                        .containsKey(new TopicPartition(PENDING, 0)));
    }

    @AfterEach
    void stop() {
        processor.close();
        admin.close();
        broker.close();
    }

    @Test
    void imagesOfATopicCreatedAgainWhileTheProcessorRunsAreAllRead() throws Exception {
        createAgain(TOPICS.images());
        // Either it misses the topic at once, or it compares ids first.
        awaitEnd("The processor stops.");
        send(10, 11);
        goOn(10, 11);
        send(11, 13);
        awaitResults(10, 13);
    }

    @Test
    void imagesOfALongerTopicCreatedAgainWhileTheProcessorRunsAreAllRead() throws Exception {
        createAgain(TOPICS.images());
        send(10, 20);
        awaitEnd("The processor stops.");
        goOn(10, 20);
    }

    /** As at a clean stop, the processor has committed its offset after the topic was deleted. */
    @Test
    void offsetsOfAFormerTopicOfImagesAreNotUsed() throws Exception {
        processor.java().stop();
        awaitEmptyGroup();
        createAgain(TOPICS.images());
        send(10, 15);
        admin.alterConsumerGroupOffsets(GROUP, Map.of(IMAGES, new OffsetAndMetadata(2, Optional.empty(), "as Streams")))
                .all()
                .get();
        processor.java().restart();
        awaitEnd("--reset-offsets --to-earliest");

        resetTo(0);
        processor.java().restart();
        awaitResults(10, 15);
    }

    @Test
    void imagesOfATopicCreatedAgainWhileTheProcessorIsStoppedAreAllRead() throws Exception {
        processor.java().stop();
        createAgain(TOPICS.images());
        send(10, 15);
        processor.java().restart();
        // Brokers forget offsets of deleted topics, so there is nothing to leave out.
        awaitResults(10, 15);
    }

    @Test
    void aDeletedTopicOfPendingImagesIsNoticed() throws Exception {
        processor.java().stop();
        admin.deleteTopics(List.of(PENDING)).all().get();
        processor.java().restart();
        awaitEnd("--reset-offsets --shift-by -64");

        awaitEmptyGroup();
        Folders.delete(processor.state());
        resetTo(0);
        send(2, 4);
        processor.java().restart();
        awaitResults(0, 4);
    }

    @Test
    void aTopicOfPendingImagesThatIsDeletedWhileTheProcessorRunsIsNoticed() throws Exception {
        admin.deleteTopics(List.of(PENDING)).all().get();
        awaitEnd(PENDING);
        processor.java().restart();
        awaitEnd("--reset-offsets --shift-by -64");
    }

    @Test
    void expiredImagesAreCounted() throws Exception {
        processor.java().stop();
        send(2, 8);
        admin.deleteRecords(Map.of(IMAGES, RecordsToDelete.beforeOffset(5)))
                .all()
                .get();
        processor.java().restart();
        awaitResults(5, 8);
        assertThat(log()).contains("WARN", "images-0: 3 offsets", "from 2 to 4");
    }

    @Test
    void resultsGoOnAfterTheirTopicIsCreatedAgain() throws Exception {
        createAgain(TOPICS.recognitions());
        awaitEnd("is not the topic that the processor");
        send(2, 5);
        processor.java().restart();
        awaitResults(2, 5);
    }

    private void createAgain(String topic) throws Exception {
        admin.deleteTopics(List.of(topic)).all().get();
        await().atMost(PATIENCE).until(() -> !admin.listTopics().names().get().contains(topic));
        new TopicSetup(TOPICS, 1).create(admin);
    }

    private void send(int first, int end) throws Exception {
        try (SequencedImages images = new SequencedImages(broker.bootstrapServers(), TOPICS.images(), 1)) {
            images.sendNumbered(first, end);
        }
    }

    /** Waits until each of these images has a result. */
    private void awaitResults(int first, int end) throws Exception {
        try (ResultLedger ledger = new ResultLedger(broker.bootstrapServers(), List.of(TOPICS.recognitions()))) {
            await().atMost(PATIENCE).untilAsserted(() -> {
                ledger.read();
                assertThat(ledger.missing(first, end)).as(this::log).isEmpty();
            });
        }
    }

    /** Starts it again and takes the steps that it asks for, unless the broker has forgotten the offsets with the topic. */
    private void goOn(int first, int end) throws Exception {
        processor.java().restart();
        try (ResultLedger ledger = new ResultLedger(broker.bootstrapServers(), List.of(TOPICS.recognitions()))) {
            await().atMost(PATIENCE).until(() -> {
                ledger.read();
                return !processor.java().isAlive() || ledger.missing(first, end).isEmpty();
            });
        }
        if (!processor.java().isAlive()) {
            assertThat(log()).contains("--reset-offsets --to-earliest");
            awaitEmptyGroup();
            resetTo(0);
            processor.java().restart();
        }
        awaitResults(first, end);
    }

    private void awaitEnd(String message) {
        await().atMost(PATIENCE).until(() -> !processor.java().isAlive());
        assertThat(log()).contains(message);
    }

    private String log() {
        try {
            return Files.readString(processor.folder().resolve("processor.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitEmptyGroup() {
        await().atMost(PATIENCE)
                .until(() -> admin.describeConsumerGroups(List.of(GROUP))
                                .describedGroups()
                                .get(GROUP)
                                .get()
                                .groupState()
                        == GroupState.EMPTY);
    }

    /** As {@code kafka-consumer-groups.sh --reset-offsets} does. */
    private void resetTo(long offset) throws Exception {
        admin.alterConsumerGroupOffsets(GROUP, Map.of(IMAGES, new OffsetAndMetadata(offset)))
                .all()
                .get();
    }
}
