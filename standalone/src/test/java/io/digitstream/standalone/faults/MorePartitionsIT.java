package io.digitstream.standalone.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.digitstream.schemas.Topics;
import io.digitstream.standalone.broker.EmbeddedBroker;
import io.digitstream.standalone.processes.ProcessorProcess;
import io.digitstream.standalone.topics.TopicSetup;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewPartitions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The steps of docs/operations.md for more partitions, while images are pending. */
class MorePartitionsIT {
    private static final Topics TOPICS = Topics.defaults();
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int FIRST_IMAGES = 600;
    private static final int MORE_IMAGES = 400;
    /** The session is the shortest that brokers allow, and new partitions are noticed at once. */
    private static final Map<String, String> SETTINGS =
            Map.of("kafka.session.timeout.ms", "6000", "kafka.metadata.max.age.ms", "2000");

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @SuppressWarnings("NullAway.Init") // start sets it
    private EmbeddedBroker broker;

    @SuppressWarnings("NullAway.Init") // start sets it
    private Admin admin;

    @SuppressWarnings("NullAway.Init") // start sets it
    private ProcessorProcess processor;

    private int sent;

    /** Sends images to one partition, and halts the processor in the middle of them. */
    @BeforeEach
    void start() throws Exception {
        broker = EmbeddedBroker.start(folder.resolve("broker"), 0);
        admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers()));
        new TopicSetup(TOPICS, 1).create(admin);
        processor = ProcessorProcess.start(folder, "processor", broker.bootstrapServers(), SETTINGS);
        send(1, FIRST_IMAGES);
        try (ResultLedger ledger = ledger()) {
            while (!haltsBeforeTheEnd(ledger)) {
                // It was faster.
                processor.java().resume();
                send(1, FIRST_IMAGES);
            }
            assertThat(ledger.total()).isPositive().isLessThan(sent);
        }
    }

    private boolean haltsBeforeTheEnd(ResultLedger ledger) throws Exception {
        int before = ledger.total();
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(10)).until(() -> {
            ledger.read();
            return ledger.total() > before;
        });
        processor.java().halt();
        ledger.readToEnd();
        return ledger.total() < sent;
    }

    @AfterEach
    void stop() {
        processor.close();
        admin.close();
        broker.close();
    }

    @Test
    void whileTheProcessorReadsLoseAndDoubleNothing() throws Exception {
        addPartitions();
        processor.java().resume();

        assertEachImageHasOneResult();
    }

    @Test
    void whileTheProcessorIsStoppedLoseAndDoubleNothing() throws Exception {
        processor.java().kill();
        addPartitions();
        processor.java().restart();

        assertEachImageHasOneResult();
    }

    private void addPartitions() throws Exception {
        for (String topic : List.of(TOPICS.recognitions(), TOPICS.rejectedImages(), TOPICS.images())) {
            admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(2)))
                    .all()
                    .get();
        }
    }

    /** Sends more to both partitions. */
    private void assertEachImageHasOneResult() throws Exception {
        send(2, MORE_IMAGES);
        try (ResultLedger ledger = ledger()) {
            await().atMost(PATIENCE).until(() -> {
                if (!processor.java().isAlive()) {
                    // It noticed the partitions before it had added its own.
                    processor.java().restart();
                }
                ledger.read();
                return ledger.total() >= sent;
            });
            ledger.readRest();
            assertThat(List.of(ledger.total(), ledger.doubled(), ledger.disordered()))
                    .isEqualTo(List.of(sent, 0, 0));
        }
    }

    private void send(int partitions, int count) throws Exception {
        try (SequencedImages images = new SequencedImages(broker.bootstrapServers(), TOPICS.images(), partitions)) {
            images.send(count);
            sent += count;
        }
    }

    private ResultLedger ledger() {
        return new ResultLedger(broker.bootstrapServers(), List.of(TOPICS.recognitions()));
    }
}
