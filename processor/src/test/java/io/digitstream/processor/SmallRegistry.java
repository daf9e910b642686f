package io.digitstream.processor;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.digitstream.application.registry.RegistryAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.apache.avro.Schema;

/** A schema registry that knows one schema, under the id {@value #KNOWN}, denies another, and has one id for whatever is put there. */
public final class SmallRegistry implements AutoCloseable {
    public static final int KNOWN = 7;
    static final int WRITTEN = 8;
    static final int DENIED = 780;

    private final Schema known;
    private final HttpServer server;
    private volatile boolean away;

    public SmallRegistry(Schema known) throws IOException {
        this.known = known;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    public RegistryAddress address() {
        return RegistryAddress.of("http://localhost:" + server.getAddress().getPort());
    }

    public void goAway() {
        away = true;
    }

    public void comeBack() {
        away = false;
    }

    private void answer(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        if (away) {
            answer(exchange, 503, "{}");
        } else if (exchange.getRequestMethod().equals("POST")) {
            answer(exchange, 200, "{\"id\": " + WRITTEN + "}");
        } else if (exchange.getRequestURI().getPath().equals("/schemas/ids/" + KNOWN)) {
            String schema = known.toString().replace("\"", "\\\"");
            answer(exchange, 200, "{\"schema\": \"" + schema + "\"}");
        } else if (exchange.getRequestURI().getPath().equals("/schemas/ids/" + DENIED)) {
            answer(exchange, 403, "{\"error_code\": 40301, \"message\": \"User is denied operation Read\"}");
        } else {
            answer(exchange, 404, "{\"error_code\": 40403}");
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
