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
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.MemberDescription;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processors are killed, joined and left alone under load; a separate ledger counts what came of each image. */
class NothingLostIT {
    private static final int PARTITIONS = 4;
    private static final int IMAGES = 20_000;
    private static final int KILLS = 6;
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final Topics TOPICS = Topics.defaults();
    private static final Map<String, String> SETTINGS = Map.of("kafka.session.timeout.ms", "6000");

    @Test
    void losesDoublesAndReordersNothingThroughKillsAndRebalances(@TempDir Path folder) throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"), 0);
                Admin admin =
                        Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers()))) {
            String servers = broker.bootstrapServers();
            new TopicSetup(TOPICS, PARTITIONS).create(admin);
            try (SequencedImages images = new SequencedImages(servers, TOPICS.images(), PARTITIONS);
                    ResultLedger ledger =
                            new ResultLedger(servers, List.of(TOPICS.recognitions(), TOPICS.rejectedImages()));
                    ProcessorProcess first = ProcessorProcess.start(folder, "first", servers, SETTINGS)) {
                images.send(0, IMAGES);
                int step = IMAGES / (KILLS + 4);
                for (int kill = 1; kill <= KILLS; kill++) {
                    awaitResults(ledger, kill * step, first);
                    first.killAndRestart();
                }
                joinAndLeave(folder, servers, ledger, first, admin);
                awaitResults(ledger, IMAGES, first);
                ledger.readRest();

                System.out.printf(
                        "nothing lost: lost %d, doubled %d, disordered %d of %d images, %d kills, 1 join, 1 leave%n",
                        ledger.lost(IMAGES), ledger.doubled(), ledger.disordered(), IMAGES, KILLS);
                assertThat(List.of(ledger.lost(IMAGES), ledger.doubled(), ledger.disordered()))
                        .as("lost, doubled, disordered")
                        .containsExactly(0, 0, 0);
            }
        }
    }

    private static void joinAndLeave(
            Path folder, String servers, ResultLedger ledger, ProcessorProcess first, Admin admin) throws Exception {
        try (ProcessorProcess second = ProcessorProcess.start(folder, "second", servers, SETTINGS)) {
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(200)).until(() -> {
                ledger.read();
                return busyMembers(admin) == 2;
            });
            awaitResults(ledger, ledger.total() + 500, first);
            assertThat(second.java().stop()).as("exit code of a clean stop").isIn(0, 143);
        }
    }

    /** Processors that have at least one partition to read. */
    private static long busyMembers(Admin admin) throws ExecutionException, InterruptedException {
        return admin
                .describeConsumerGroups(List.of("digitstream-processor"))
                .describedGroups()
                .get("digitstream-processor")
                .get()
                .members()
                .stream()
                .filter((MemberDescription member) ->
                        !member.assignment().topicPartitions().isEmpty())
                .map(member -> member.groupInstanceId().orElse(""))
                .map(instance -> instance.replaceFirst("-[0-9]+$", ""))
                .distinct()
                .count();
    }

    /** Reads until as many results have come, or it is certain that they won't. */
    private static void awaitResults(ResultLedger ledger, int count, ProcessorProcess processor) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        int before = -1;
        long progressed = System.nanoTime();
        while (ledger.total() < count && System.nanoTime() < deadline) {
            ledger.read();
            if (ledger.total() > before) {
                before = ledger.total();
                progressed = System.nanoTime();
            }
            assertThat(processor.java().isAlive())
                    .as(processor.java().lastLines())
                    .isTrue();
            if (System.nanoTime() - progressed > Duration.ofSeconds(60).toNanos()) {
                return;
            }
        }
    }
}
