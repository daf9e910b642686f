package io.digitstream.standalone.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.digitstream.application.connection.Connection;
import io.digitstream.schemas.Topics;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may do what at the page's door; the broker is away. */
final class PageServerTest {
    /** A port that nothing listens on: it is reserved, and below those that are given out. */
    private static final Connection NOWHERE = Connection.to("127.0.0.1:1", Topics.defaults());

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void showsThePageWhileTheBrokerIsAway() throws Exception {
        try (PageServer server = local()) {
            HttpResponse<String> page = get(server, "/");
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body()).contains("<title>Digitstream</title>");
            assertThat(page.headers().firstValue("Content-Security-Policy"))
                    .hasValueSatisfying(policy -> assertThat(policy).startsWith("default-src 'self';"));
            assertThat(get(server, "/health/live").statusCode()).isEqualTo(200);
            assertThat(get(server, "/health/ready").statusCode()).isEqualTo(503);
            assertThat(get(server, "/metrics").body()).contains("jvm_memory_used_bytes");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/PageServer.class",
                "/feed/Sight.class",
                "/files/index.html",
                "/../PageServer.class",
                "/%2e%2e/PageServer.class",
                "/..%2fPageServer.class",
                "//logback.xml"
            })
    void servesNothingButItsFiles(String path) throws Exception {
        try (PageServer server = local()) {
            assertThat(raw(server, "GET " + path + " HTTP/1.1", "Host: localhost"))
                    .doesNotStartWith("HTTP/1.1 200");
        }
    }

    /** Another site may point a name of its own here, and would be this page's own site to a browser then. */
    @ParameterizedTest
    @ValueSource(strings = {"elsewhere.example:8080", "elsewhere.example", "localhost.elsewhere.example", "localhost."})
    void withoutTokenAnswersToNoNameOfADomain(String host) throws Exception {
        try (PageServer server = local()) {
            assertThat(raw(server, "GET /api/sights HTTP/1.1", "Host: " + host)).startsWith("HTTP/1.1 403");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1:8080", "[::1]:8080", "page:8080", "192.168.0.7:8080"})
    void withoutTokenAnswersToAddressesAndNamesWithoutADomain(String host) throws Exception {
        try (PageServer server = local()) {
            assertThat(raw(server, "GET /api/sights HTTP/1.1", "Host: " + host)).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void takesNothingFromOtherSites() throws Exception {
        try (PageServer server = local()) {
            HttpRequest request = HttpRequest.newBuilder(uri(server, "/api/labels"))
                    .POST(BodyPublishers.ofString("{\"id\":0,\"label\":\"1\"}"))
                    .build();
            assertThat(client.send(request, BodyHandlers.ofString()).statusCode())
                    .isEqualTo(403);
        }
    }

    @Test
    void letsInWhoKnowsTheToken() throws Exception {
        try (PageServer server = PageServer.start(NOWHERE, PageAccess.byToken("open sesame"), "localhost", 0)) {
            assertThat(get(server, "/api/sights").statusCode()).isEqualTo(401);
            assertThat(get(server, "/metrics").statusCode()).isEqualTo(401);
            assertThat(get(server, "/health/live").statusCode()).isEqualTo(200);
            assertThat(get(server, "/api/sights", "Authorization", "Bearer open sesame")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(get(server, "/api/sights", "Authorization", "Bearer guess")
                            .statusCode())
                    .isEqualTo(401);
            assertThat(logIn(server, "guess").headers().firstValue("Set-Cookie"))
                    .isEmpty();
            String cookie = logIn(server, "open+sesame")
                    .headers()
                    .firstValue("Set-Cookie")
                    .orElseThrow();
            assertThat(cookie).contains("HttpOnly").contains("SameSite=Strict").doesNotContain("sesame");
            assertThat(get(server, "/api/sights", "Cookie", cookie.replaceFirst(";.*", ""))
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void saysThatItsPortIsTaken() throws Exception {
        try (PageServer server = local()) {
            assertThatThrownBy(() -> PageServer.start(NOWHERE, PageAccess.open(), "localhost", server.port()))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("is the port taken?");
        }
    }

    private static PageServer local() throws IOException {
        return PageServer.start(NOWHERE, PageAccess.open(), "localhost", 0);
    }

    private HttpResponse<String> logIn(PageServer server, String token) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri(server, "/login"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("token=" + token))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    private HttpResponse<String> get(PageServer server, String path, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(server, path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static URI uri(PageServer server, String path) {
        return URI.create("http://localhost:" + server.port() + path);
    }

    /** As no well-behaved client would ask. */
    private static String raw(PageServer server, String... lines) throws IOException {
        try (Socket socket = new Socket("localhost", server.port());
                OutputStream out = socket.getOutputStream();
                InputStream in = socket.getInputStream()) {
            out.write(
                    (String.join("\r\n", lines) + "\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
