package io.digitstream.standalone.observation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import io.digitstream.schemas.Topics;
import io.digitstream.standalone.broker.EmbeddedBroker;
import io.digitstream.standalone.processes.ProcessorProcess;
import io.digitstream.standalone.topics.TopicSetup;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** A broker with the product's topics, and a processor in a JVM of its own whose metrics and health can be asked for. */
final class ObservedProcessor implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(5);

    private final EmbeddedBroker broker;
    private final ProcessorProcess process;
    private final int port;

    private ObservedProcessor(EmbeddedBroker broker, ProcessorProcess process, int port) {
        this.broker = broker;
        this.process = process;
        this.port = port;
    }

    /**
     * Starts both.
     *
     * @param options of the processor's JVM
     */
    static ObservedProcessor start(Path folder, List<String> options) throws Exception {
        EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"), 0);
        try {
            String servers = broker.bootstrapServers();
            try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, servers))) {
                new TopicSetup(Topics.defaults(), 2).create(admin);
            }
            int port = freePort();
            Map<String, String> settings = Map.of("metrics.port", Integer.toString(port));
            List<String> all = new ArrayList<>(options);
            // It does not live long enough for the other compiler.
            all.add("-XX:TieredStopAtLevel=1");
            ProcessorProcess process = ProcessorProcess.start(folder, "processor", servers, settings, all);
            return new ObservedProcessor(broker, process, port);
        } catch (Exception e) {
            broker.close();
            throw e;
        }
    }

    /** Waits until the processor is ready. */
    void awaitReady() {
        await().atMost(START).untilAsserted(() -> {
            assertThat(process.java().isAlive()).as(process.java().lastLines()).isTrue();
            assertThatCode(() -> assertThat(get("/health/ready").statusCode()).isEqualTo(200))
                    .as(process.java().lastLines())
                    .doesNotThrowAnyException();
        });
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
            return socket.getLocalPort();
        }
    }

    String bootstrapServers() {
        return broker.bootstrapServers();
    }

    List<String> lines() throws IOException {
        return process.java().lines();
    }

    String scrape() throws IOException, InterruptedException {
        return get("/metrics").body();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                                .timeout(Duration.ofMinutes(1))
                                .build(),
                        BodyHandlers.ofString());
    }

    @Override
    public void close() {
        process.close();
        broker.close();
    }
}
