package io.digitstream.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.digitstream.application.endpoint.Endpoint;
import io.digitstream.processor.settings.ProcessorSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class ProcessorApplicationTest {
    /** The broker answered a moment ago, and is away when the topic of weights is read. */
    @Test
    void leavesNothingOpenWhenItCannotStart() throws Exception {
        int metricsPort = freePort();
        ProcessorSettings settings = ProcessorSettings.read(Map.of(
                "kafka.bootstrap.servers",
                "localhost:" + freePort(),
                "kafka.global.consumer.default.api.timeout.ms",
                "200",
                "metrics.port",
                Integer.toString(metricsPort)));

        Set<Thread> before = Thread.getAllStackTraces().keySet();

        assertThatThrownBy(() -> new ProcessorApplication(
                                settings,
                                CheckedTopics.unknown(settings),
                                settings.values(),
                                Endpoint.open("localhost", OptionalInt.of(metricsPort)),
                                engine -> engine)
                        .begin())
                .isInstanceOf(TimeoutException.class);

        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> !before.contains(thread))
                .extracting(Thread::getName)
                .doesNotContain("kafka-producer-network-thread | reports", "weights", "inference")
                .noneMatch(name -> name.contains("StreamThread"));
        Endpoint.open("localhost", OptionalInt.of(metricsPort)).close();
    }

    @Test
    void closesItsStreamsWhenTheRestCannotBeOpened() throws Exception {
        Endpoint endpoint = Endpoint.open("localhost", OptionalInt.empty());
        // Of another kind than the gauge of this name: the last step before the processor is complete fails.
        endpoint.registry().counter("digitstream.engine.waiting");
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        ProcessorSettings settings = nowhere();

        assertThatThrownBy(() -> new ProcessorApplication(
                        settings, CheckedTopics.unknown(settings), settings.values(), endpoint, engine -> engine))
                .isInstanceOf(IllegalArgumentException.class);

        awaitEndOfThreadsSince(before);
    }

    @Test
    void closesAllElseWhenSomethingCannotBeClosed() throws Exception {
        int metricsPort = freePort();
        Endpoint endpoint = Endpoint.open("localhost", OptionalInt.of(metricsPort));
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        ProcessorSettings settings = nowhere();
        ProcessorApplication application = new ProcessorApplication(
                settings, CheckedTopics.unknown(settings), settings.values(), endpoint, engine -> engine);
        endpoint.registry().config().onMeterRemoved(meter -> {
            throw new IllegalStateException("metrics of Kafka cannot be removed");
        });

        try (CapturedLog log = new CapturedLog(ProcessorApplication.class)) {
            application.close();
            assertThat(log.messages()).containsExactly("ERROR Not everything could be closed; nothing is lost");
        }

        awaitEndOfThreadsSince(before);
        Endpoint.open("localhost", OptionalInt.of(metricsPort)).close();
    }

    private static ProcessorSettings nowhere() throws Exception {
        return ProcessorSettings.read(Map.of("kafka.bootstrap.servers", "localhost:" + freePort()));
    }

    private static void awaitEndOfThreadsSince(Set<Thread> before) {
        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                        .filteredOn(thread -> !before.contains(thread))
                        .extracting(Thread::getName)
                        .noneMatch(name -> name.startsWith("kafka-") || name.contains("StreamThread"))
                        .doesNotContain("inference", "weights", "reports"));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
            return socket.getLocalPort();
        }
    }
}
