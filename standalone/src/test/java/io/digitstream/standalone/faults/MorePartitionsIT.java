package io.digitstream.standalone.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.digitstream.schemas.Topics;
import io.digitstream.standalone.broker.EmbeddedBroker;
import io.digitstream.standalone.processes.Folders;
import io.digitstream.standalone.processes.ProcessorProcess;
import io.digitstream.standalone.topics.TopicSetup;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.common.GroupState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The steps of docs/operations.md for more partitions, on a system that has worked. */
class MorePartitionsIT {
    private static final Topics TOPICS = Topics.defaults();
    private static final String GROUP = "digitstream-processor";
    private static final String PENDING = GROUP + "-pending-images-changelog";
    /** The shortest that brokers allow; 45 s unless set. */
    private static final Map<String, String> SETTINGS = Map.of("kafka.session.timeout.ms", "6000");
    /** By SIGTERM. */
    private static final int STOPPED = 143;

    @Test
    void loseAndDoubleNothing(@TempDir Path folder) throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"), 0);
                Admin admin =
                        Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers()))) {
            new TopicSetup(TOPICS, 2).create(admin);
            String servers = broker.bootstrapServers();
            try (ProcessorProcess processor = ProcessorProcess.start(folder, "processor", servers, SETTINGS)) {
                sendAndAwait(servers, 2, 200);

                assertThat(processor.java().stop()).isEqualTo(STOPPED);
                awaitEmptyGroup(admin);
                Folders.delete(processor.state());
                admin.deleteTopics(List.of(PENDING)).all().get();
                NewPartitions four = NewPartitions.increaseTo(4);
                admin.createPartitions(Map.of(
                                TOPICS.images(), four, TOPICS.recognitions(), four, TOPICS.rejectedImages(), four))
                        .all()
                        .get();
                processor.java().restart();

                sendAndAwait(servers, 4, 400);
            }
        }
    }

    /** Who comes back before gets the partitions that it had, and nobody makes the topic of pending images again. */
    private static void awaitEmptyGroup(Admin admin) {
        await().atMost(Duration.ofMinutes(1)).until(() -> {
            ConsumerGroupDescription group = admin.describeConsumerGroups(List.of(GROUP))
                    .describedGroups()
                    .get(GROUP)
                    .get();
            return group.groupState() == GroupState.EMPTY;
        });
    }

    /** Sends 200 images and waits until there are so many results in all. */
    private static void sendAndAwait(String servers, int partitions, int results) throws Exception {
        try (SequencedImages images = new SequencedImages(servers, TOPICS.images(), partitions);
                ResultLedger ledger = new ResultLedger(servers, List.of(TOPICS.recognitions()))) {
            images.send(200);
            await().atMost(Duration.ofMinutes(1)).until(() -> {
                ledger.read();
                return ledger.total() >= results;
            });
            ledger.readRest();
            assertThat(List.of(ledger.total(), ledger.doubled(), ledger.disordered()))
                    .isEqualTo(List.of(results, 0, 0));
        }
    }
}
