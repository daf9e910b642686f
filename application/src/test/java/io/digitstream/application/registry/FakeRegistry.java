package io.digitstream.application.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** As much of a registry with Confluent's API as we ask for, on a port of its own, which can fail when told to. */
public final class FakeRegistry implements AutoCloseable {
    private static final Pattern BY_ID = Pattern.compile("GET /schemas/ids/(-?\\d+)");
    private static final Pattern LOOK_UP = Pattern.compile("POST /subjects/([^/]+)");
    private static final Pattern REGISTER = Pattern.compile("POST /subjects/([^/]+)/versions");
    private static final Pattern VERSION = Pattern.compile("GET /subjects/([^/]+)/versions/(\\d+)");

    private final ObjectMapper json = new ObjectMapper();
    private final HttpServer server;
    private final List<ObjectNode> schemas = new CopyOnWriteArrayList<>();
    private final Map<String, List<Integer>> subjects = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<String> authorizations = new CopyOnWriteArrayList<>();
    private final Map<String, Integer> denied = new ConcurrentHashMap<>();
    private final Map<String, String> granted = new ConcurrentHashMap<>();
    private volatile int failing;
    private volatile @Nullable String refusal;

    public FakeRegistry() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    public RegistryAddress address() {
        return RegistryAddress.of("http://localhost:" + server.getAddress().getPort() + "/");
    }

    /** What was asked so far, each a method and a path. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    List<String> authorizations() {
        return List.copyOf(authorizations);
    }

    public Set<String> subjects() {
        return Set.copyOf(subjects.keySet());
    }

    /** From now on each answer has this status; 0 ends it. */
    public void fail(int status) {
        failing = status;
    }

    /** From now on the answer for this id has this status. */
    void deny(int id, int status) {
        denied.put("GET /schemas/ids/" + id, status);
    }

    /** Grants an id when another one is asked for. */
    void grantAfter(int id, int other) {
        granted.put("GET /schemas/ids/" + other, "GET /schemas/ids/" + id);
    }

    /** Schemas are not taken in any more. */
    void refuse(String message) {
        refusal = message;
    }

    /** Puts a schema there; its id. */
    public int add(String subject, String schema) {
        return add(subject, schema, "AVRO", "[]");
    }

    int add(String subject, String schema, String type, String references) {
        ObjectNode entry = json.createObjectNode().put("schema", schema);
        if (!type.equals("AVRO")) {
            entry.put("schemaType", type);
        }
        entry.set("references", read(references));
        schemas.add(entry);
        subjects.computeIfAbsent(subject, any -> new ArrayList<>()).add(schemas.size());
        return schemas.size();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String request =
                exchange.getRequestMethod() + " " + exchange.getRequestURI().getRawPath();
        requests.add(request);
        authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
        JsonNode body = read(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        int status = failing == 0 ? denied.getOrDefault(request, 0) : failing;
        if (granted.containsKey(request)) {
            denied.remove(granted.get(request));
        }
        Answer answer = status == 0 ? answer(request, body) : error(status, 50_001, "out of order");
        byte[] bytes = answer.body.toString().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private record Answer(int status, JsonNode body) {}

    private Answer answer(String request, JsonNode body) {
        Matcher byId = BY_ID.matcher(request);
        Matcher lookUp = LOOK_UP.matcher(request);
        Matcher register = REGISTER.matcher(request);
        Matcher version = VERSION.matcher(request);
        if (byId.matches()) {
            return schema(Integer.parseInt(byId.group(1)));
        }
        if (version.matches()) {
            List<Integer> versions = subjects.getOrDefault(decoded(version.group(1)), List.of());
            int number = Integer.parseInt(version.group(2));
            return number > versions.size()
                    ? error(404, 40_402, "Version not found.")
                    : schema(versions.get(number - 1));
        }
        if (lookUp.matches()) {
            return subjects.getOrDefault(decoded(lookUp.group(1)), List.of()).stream()
                    .filter(id -> schemas.get(id - 1).get("schema").equals(body.get("schema")))
                    .findFirst()
                    .map(this::id)
                    .orElseGet(() -> error(404, 40_401, "Subject not found."));
        }
        if (register.matches()) {
            return refusal == null
                    ? id(add(decoded(register.group(1)), body.get("schema").asText()))
                    : error(409, 409, refusal);
        }
        return new Answer(404, json.createObjectNode().put("title", "no such resource"));
    }

    private Answer schema(int id) {
        return id < 1 || id > schemas.size()
                ? error(404, 40_403, "Schema not found.")
                : new Answer(200, schemas.get(id - 1));
    }

    private Answer id(int id) {
        return new Answer(200, json.createObjectNode().put("id", id));
    }

    private Answer error(int status, int code, @Nullable String message) {
        return new Answer(
                status, json.createObjectNode().put("error_code", code).put("message", message));
    }

    private JsonNode read(String text) {
        try {
            return json.readTree(text);
        } catch (IOException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    private static String decoded(String part) {
        return URLDecoder.decode(part, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
