package io.digitstream.standalone.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.digitstream.application.connection.Connection;
import io.digitstream.standalone.faults.ResultLedger;
import io.digitstream.standalone.faults.SequencedImages;
import io.digitstream.standalone.receiving.Result;
import io.digitstream.standalone.receiving.ResultReader;
import io.digitstream.standalone.sending.DrawnImages;
import io.digitstream.standalone.sending.ImageSender;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.testcontainers.DockerClientFactory;

/** Images are read by our own image, and none is lost or read twice when a container goes away. */
final class ContainersIT {
    private static final int PARTITIONS = 4;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static @Nullable ContainerSystem started;

    @BeforeEach
    void needsADockerEngine(TestInfo test) throws IOException {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            String skipped = "skipped: ContainersIT." + test.getDisplayName() + ": no Docker engine answers";
            System.out.println(skipped);
            Assumptions.abort(skipped);
        }
    }

    private static ContainerSystem system() throws IOException {
        if (started == null) {
            started = ContainerSystem.start();
        }
        return started;
    }

    @AfterAll
    static void stop() {
        if (started != null) {
            started.close();
        }
    }

    @Test
    void readsWhatIsSent() throws Exception {
        int images = 20;
        Connection connection = system().topicsOf("reads");
        try (ProcessorContainer processor = system().processor(connection.topics());
                ResultReader reader = ResultReader.fromBeginning(connection);
                ImageSender sender = new ImageSender(connection, "containers")) {
            DrawnImages drawn = new DrawnImages(7);
            IntStream.range(0, images).mapToObj(drawn::image).forEach(sender::send);
            List<Result> results = new ArrayList<>();
            awaitThat(processor, () -> {
                results.addAll(reader.poll(Duration.ofMillis(100)));
                return results.size() >= images;
            });

            assertThat(results)
                    .extracting(result -> result.arrival().name())
                    .doesNotHaveDuplicates()
                    .hasSize(images);
            assertThat(results)
                    .filteredOn(result ->
                            result.isRight(String.valueOf(result.arrival().truth())))
                    .hasSizeGreaterThanOrEqualTo(images * 9 / 10);
        }
    }

    @Test
    void losesAndDoublesNothingWhenAProcessorIsKilledAndReplaced() throws Exception {
        int images = 600;
        Connection connection = system().topicsOf("kill");
        try (ProcessorContainer processor = system().processor(connection.topics());
                SequencedImages sender = images(connection);
                ResultLedger ledger = ledger(connection)) {
            sender.send(images);
            awaitResults(processor, ledger, images / 10);
            processor.killAndReplace();
            int before = ledger.total();
            awaitResults(processor, ledger, images);
            assertThat(before).as("results before the kill").isLessThan(images);
            assertComplete(ledger, images);
        }
    }

    @Test
    void losesAndDoublesNothingWhenTheBrokerIsRestarted() throws Exception {
        int images = 600;
        Connection connection = system().topicsOf("restart");
        try (ProcessorContainer processor = system().processor(connection.topics());
                SequencedImages sender = images(connection);
                ResultLedger ledger = ledger(connection)) {
            sender.send(images / 2);
            awaitResults(processor, ledger, images / 10);
            system().restartBroker();
            sender.send(images / 2);
            awaitResults(processor, ledger, images);
            assertComplete(ledger, images);
        }
    }

    private static SequencedImages images(Connection connection) throws IOException {
        return new SequencedImages(
                connection.bootstrapServers(), connection.topics().images(), PARTITIONS);
    }

    private static ResultLedger ledger(Connection connection) {
        return new ResultLedger(
                connection.bootstrapServers(),
                List.of(connection.topics().recognitions(), connection.topics().rejectedImages()));
    }

    private static void assertComplete(ResultLedger ledger, int images) {
        ledger.readRest();
        assertThat(List.of(ledger.lost(images), ledger.doubled(), ledger.disordered()))
                .as("lost, doubled, disordered")
                .containsExactly(0, 0, 0);
    }

    private static void awaitResults(ProcessorContainer processor, ResultLedger ledger, int count) {
        awaitThat(processor, () -> {
            ledger.read();
            return ledger.total() >= count;
        });
    }

    private static void awaitThat(ProcessorContainer processor, Callable<Boolean> condition) {
        try {
            await().atMost(PATIENCE).until(condition);
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("not in time; the processor's log:\n" + processor.lastLines(), e);
        }
    }
}
