package io.digitstream.standalone.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.digitstream.schemas.Topics;
import io.digitstream.standalone.broker.EmbeddedBroker;
import io.digitstream.standalone.processes.ProcessorProcess;
import io.digitstream.standalone.topics.TopicSetup;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A processor that is started before its broker. */
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class StartUpIT {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @Test
    void waitsForABrokerThatIsAwayAndForItsTopicsAndSaysSo(@TempDir Path folder) throws Exception {
        int port = freePort();
        String servers = "127.0.0.1:" + port;
        int metrics = freePort();
        Map<String, String> settings = Map.of("metrics.port", Integer.toString(metrics));
        try (ProcessorProcess processor = ProcessorProcess.start(folder, "processor", servers, settings)) {
            awaitLog(processor, "No broker answers at " + servers + "; trying again");
            assertThat(get(metrics, "/health/live").statusCode()).isEqualTo(200);
            HttpResponse<String> waiting = get(metrics, "/health/ready");
            assertThat(waiting.statusCode()).isEqualTo(503);
            assertThat(waiting.body()).contains("waiting for the broker and its topics");
            try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"), port);
                    Admin admin = Admin.create(
                            Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers()))) {
                awaitLog(processor, "has no topics [images, recognitions, rejected-images]; waiting for them");
                new TopicSetup(Topics.defaults(), 1).create(admin);
                SequencedImages images =
                        new SequencedImages(servers, Topics.defaults().images(), 1);
                try (images;
                        ResultLedger ledger = new ResultLedger(
                                servers, List.of(Topics.defaults().recognitions()))) {
                    images.send(5);
                    await().atMost(PATIENCE).until(() -> {
                        ledger.read();
                        return ledger.total() == 5;
                    });
                    assertThat(get(metrics, "/health/ready").body()).isEqualTo("{\"status\":\"up\"}");
                }
            }
        }
    }

    /** Natives are loaded and streams begin on threads of their own meanwhile. */
    @Test
    void stopsWhereverItsStartStands(@TempDir Path folder) throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"), 0);
                Admin admin =
                        Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers()))) {
            new TopicSetup(Topics.defaults(), 1).create(admin);
            for (int tenths = 8; tenths <= 32; tenths += 4) {
                try (ProcessorProcess processor = ProcessorProcess.start(
                        folder, "stopped-after-" + tenths, broker.bootstrapServers(), Map.of())) {
                    TimeUnit.MILLISECONDS.sleep(100L * tenths);
                    int code = processor.java().stop();
                    String log = processor.java().lastLines();
                    assertThat(code).as(log).isEqualTo(143);
                    assertThat(log).doesNotContain("ERROR", "Exception");
                }
            }
        }
    }

    private static void awaitLog(ProcessorProcess processor, String line) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(processor.java().lastLines()).contains(line));
    }

    private static HttpResponse<String> get(int port, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .timeout(PATIENCE)
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
