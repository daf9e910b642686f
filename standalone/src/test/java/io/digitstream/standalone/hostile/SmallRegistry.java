package io.digitstream.standalone.hostile;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.digitstream.application.registry.RegistryAddress;
import io.digitstream.application.registry.RegistryValues;
import io.digitstream.schemas.TopicValues;
import io.digitstream.schemas.WireFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A schema registry that knows the current schemas, from id 1 on, and nothing else. */
final class SmallRegistry {
    private static final String PATH = "/schemas/ids/";

    private SmallRegistry() {}

    /** Values by one that serves until this JVM ends. */
    static TopicValues values(List<WireFormat<?>> formats) {
        HttpServer server;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext(PATH, exchange -> answer(exchange, formats));
        server.start();
        String url = "http://127.0.0.1:" + server.getAddress().getPort();
        return RegistryValues.of(RegistryAddress.of(url), Duration.ofSeconds(10));
    }

    private static void answer(HttpExchange exchange, List<WireFormat<?>> formats) throws IOException {
        int id = Integer.parseInt(exchange.getRequestURI().getPath().substring(PATH.length()));
        String schema = formats.get(id - 1).schema().toString();
        byte[] answer =
                new ObjectMapper().writeValueAsString(Map.of("schema", schema)).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }
}
