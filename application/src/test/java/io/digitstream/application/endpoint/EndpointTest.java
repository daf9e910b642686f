package io.digitstream.application.endpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class EndpointTest {
    @Test
    void servesWhatPrometheusAsksFor() throws Exception {
        try (Endpoint endpoint = open()) {
            endpoint.registry().counter("digitstream.images.in").increment(3);

            HttpResponse<String> answer = get(endpoint, "/metrics");

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body().lines())
                    .contains("digitstream_images_in_total 3.0")
                    .anyMatch(line -> line.startsWith("jvm_memory_used_bytes{"))
                    .anyMatch(line -> line.startsWith("jvm_threads_live_threads "))
                    .anyMatch(line -> line.startsWith("process_cpu_usage "));
        }
    }

    @Test
    void tellsLivenessAndReadinessApart() throws Exception {
        try (Endpoint endpoint = open()) {
            assertThat(get(endpoint, "/health/ready").statusCode()).isEqualTo(200);

            endpoint.health().ready("broker", () -> Optional.of("no answer from \"kafka\"\n"));

            assertThat(endpoint.scrape())
                    .contains("digitstream_health{probe=\"live\"} 1.0")
                    .contains("digitstream_health{probe=\"ready\"} 0.0");
            assertThat(get(endpoint, "/health/live").body()).isEqualTo("{\"status\":\"up\"}");
            HttpResponse<String> ready = get(endpoint, "/health/ready");
            assertThat(ready.statusCode()).isEqualTo(503);
            assertThat(ready.headers().firstValue("Content-Type")).contains("application/json");
            assertThat(ready.body())
                    .isEqualTo("{\"status\":\"down\",\"broker\":\"no answer from \\\"kafka\\\"\\u000a\"}");

            endpoint.health().ready("broker", Optional::empty);
            endpoint.health().live("engine", () -> Optional.of("ended"));

            assertThat(get(endpoint, "/health/live").statusCode()).isEqualTo(503);
            assertThat(get(endpoint, "/health/ready").body())
                    .as("who is not live is not ready")
                    .isEqualTo("{\"status\":\"down\",\"engine\":\"ended\"}");
        }
    }

    @Test
    void saysWhichCheckFailed() throws Exception {
        try (Endpoint endpoint = open()) {
            endpoint.health().live("engine", () -> {
                throw new IllegalStateException("gone");
            });

            HttpResponse<String> live = get(endpoint, "/health/live");

            assertThat(live.statusCode()).isEqualTo(503);
            assertThat(live.body())
                    .isEqualTo(
                            "{\"status\":\"down\",\"engine\":\"the check failed: java.lang.IllegalStateException: gone\"}");
        }
    }

    @Test
    void showsAllOtherMetricsWhenOneCannotBeMeasured() throws Exception {
        try (Endpoint endpoint = open()) {
            endpoint.registry().gauge("digitstream.engine.waiting", this, test -> {
                throw new IllegalStateException("gone");
            });
            endpoint.registry().counter("digitstream.images.in").increment(3);

            assertThat(get(endpoint, "/metrics").body().lines())
                    .contains("digitstream_images_in_total 3.0", "digitstream_engine_waiting NaN");
        }
    }

    @Test
    void answersNothingElse() throws Exception {
        try (Endpoint endpoint = open()) {
            assertThat(get(endpoint, "/").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void opensNoPortWhereNoneIsAskedFor() {
        try (Endpoint endpoint = Endpoint.open("localhost", OptionalInt.empty())) {
            endpoint.registry().counter("digitstream.images.in").increment();

            assertThat(endpoint.port()).isEmpty();
            assertThat(endpoint.scrape()).contains("digitstream_images_in_total 1.0");
        }
    }

    @Test
    void givesItsPortBackWhenItIsClosed() {
        Endpoint endpoint = open();
        endpoint.close();
        endpoint.close();

        assertThatThrownBy(() -> get(endpoint, "/metrics")).isInstanceOf(ConnectException.class);
        Endpoint.open("localhost", endpoint.port()).close();
    }

    @Test
    void saysWhichPortIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
            assertThatThrownBy(() -> Endpoint.open("localhost", OptionalInt.of(taken.getLocalPort())))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessage("the port of metrics cannot be opened: localhost:" + taken.getLocalPort());
        }
    }

    @Test
    void saysWhichHostIsUnknown() {
        assertThatThrownBy(() -> Endpoint.open("no such host", OptionalInt.of(0)))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("the port of metrics cannot be opened: no such host:0");
    }

    private static Endpoint open() {
        return Endpoint.open("localhost", OptionalInt.of(0));
    }

    private static HttpResponse<String> get(Endpoint endpoint, String path) throws IOException, InterruptedException {
        int port = endpoint.port().orElseThrow();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .timeout(Duration.ofMinutes(1))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString(UTF_8));
    }
}
