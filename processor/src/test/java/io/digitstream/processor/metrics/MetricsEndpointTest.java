package io.digitstream.processor.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.digitstream.processor.CapturedLog;
import io.digitstream.processor.settings.InvalidSettingsException;
import io.digitstream.processor.settings.ProcessorSettings;
import io.digitstream.schemas.ReportKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class MetricsEndpointTest {
    @Test
    void servesWhatPrometheusAsksFor() throws Exception {
        int port = freePort();
        try (MetricsEndpoint endpoint = open(port)) {
            WeightsMetrics metrics = new WeightsMetrics(endpoint.registry());
            metrics.inForce("digits-0123abcd");
            metrics.inForce("digits-4567cdef");
            metrics.compared(400, 0.125);
            metrics.outcome(ReportKind.TAKEN_OVER);

            HttpResponse<String> answer = get(port);

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body().lines())
                    .contains(
                            "digitstream_weights{version=\"digits-4567cdef\"} 1.0",
                            "digitstream_weights_outcomes_total{outcome=\"taken_over\"} 1.0",
                            "digitstream_weights_outcomes_total{outcome=\"refused\"} 0.0",
                            "digitstream_weights_outcomes_total{outcome=\"went_back\"} 0.0",
                            "digitstream_shadow_compared 400.0",
                            "digitstream_shadow_disagreement 0.125");
            assertThat(answer.body()).as("read with no longer").doesNotContain("digits-0123abcd");
            assertThat(endpoint.scrape()).isEqualTo(answer.body());
        }
    }

    @Test
    void saysWhichPortItFoundFree() throws Exception {
        try (CapturedLog log = new CapturedLog(MetricsEndpoint.class);
                MetricsEndpoint endpoint = open(0)) {
            assertThat(log.messages()).hasSize(1);
            String message = log.messages().get(0);
            assertThat(message).startsWith("INFO Metrics at http://localhost:").endsWith("/metrics");
            String port = message.replaceAll("\\D", "");
            assertThat(get(Integer.parseInt(port)).body()).isEqualTo(endpoint.scrape());
        }
    }

    @Test
    void opensNoPortWhereNoneIsAskedFor() throws Exception {
        try (MetricsEndpoint endpoint = MetricsEndpoint.open(ProcessorSettings.read(Map.of()))) {
            new WeightsMetrics(endpoint.registry()).inForce("v1");

            assertThat(endpoint.scrape()).contains("digitstream_weights{version=\"v1\"} 1.0");
        }
    }

    @Test
    void givesItsPortBackWhenItIsClosed() throws Exception {
        int port = freePort();
        MetricsEndpoint endpoint = open(port);
        endpoint.close();
        endpoint.close();

        assertThatThrownBy(() -> get(port)).isInstanceOf(ConnectException.class);
        open(port).close();
    }

    @Test
    void saysWhichPortIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
            assertThatThrownBy(() -> open(taken.getLocalPort()))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessage("the port of metrics cannot be opened: localhost:" + taken.getLocalPort());
        }
    }

    @Test
    void saysWhichHostIsUnknown() throws Exception {
        ProcessorSettings settings =
                ProcessorSettings.read(Map.of("metrics.port", "0", "metrics.host", "no such host"));

        assertThatThrownBy(() -> MetricsEndpoint.open(settings))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("the port of metrics cannot be opened: no such host:0");
    }

    private static MetricsEndpoint open(int port) throws InvalidSettingsException {
        return MetricsEndpoint.open(ProcessorSettings.read(Map.of("metrics.port", Integer.toString(port))));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
            return socket.getLocalPort();
        }
    }

    private static HttpResponse<String> get(int port) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/metrics"))
                .timeout(Duration.ofSeconds(10))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString(UTF_8));
    }
}
