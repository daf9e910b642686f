package io.digitstream.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.digitstream.application.endpoint.Endpoint;
import io.digitstream.processor.settings.ProcessorSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
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

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
            return socket.getLocalPort();
        }
    }
}
