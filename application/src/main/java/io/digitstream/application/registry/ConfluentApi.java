package io.digitstream.application.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Requests to a schema registry by
 * <a href="https://docs.confluent.io/platform/current/schema-registry/develop/api.html">Confluent's API</a>. One that is away is
 * asked again until patience ends. Thread-safe.
 */
final class ConfluentApi {
    private static final String JSON = "application/vnd.schemaregistry.v1+json";
    private static final Duration ANSWER = Duration.ofSeconds(3);
    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERRORS = 500;

    /** The API's own codes of what is not there: subject, version, schema. Any other 404 is another server's. */
    private static final int FIRST_NOT_THERE = 40401;

    private static final int LAST_NOT_THERE = 40403;

    private final RegistryAddress address;
    private final Duration patience;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(ANSWER).build();
    private final ObjectMapper json = new ObjectMapper();

    ConfluentApi(RegistryAddress address, Duration patience) {
        this.address = address;
        this.patience = patience;
    }

    /**
     * What stands at a path.
     *
     * @param path below the registry's own
     * @return empty if the registry says that there is no such thing
     * @throws RegistryException if it is away, or refuses
     */
    Optional<JsonNode> get(String path) {
        return answer(request(path).GET().build(), patience);
    }

    /** As {@link #get}, without asking again. */
    Optional<JsonNode> getOnce(String path) {
        return answer(request(path).GET().build(), Duration.ZERO);
    }

    /** As {@link #get}, with a schema in the request. */
    Optional<JsonNode> post(String path, String schema) {
        String body = json.createObjectNode().put("schema", schema).toString();
        return answer(
                request(path)
                        .header("Content-Type", JSON)
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                patience);
    }

    /** A name as a part of a path. */
    static String part(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address.base() + path))
                .header("Accept", JSON + ", application/json")
                .timeout(ANSWER);
        address.authorization().ifPresent(value -> request.header("Authorization", value));
        return request;
    }

    private Optional<JsonNode> answer(HttpRequest request, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            try {
                return understood(send(request));
            } catch (IOException e) {
                if (System.nanoTime() - end >= 0) {
                    throw RegistryException.away("the schema registry at " + address + " is away: " + e, e);
                }
            }
            pause();
        }
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException {
        try {
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
            int status = response.statusCode();
            if (status >= SERVER_ERRORS || status == TOO_MANY_REQUESTS) {
                throw new IOException("it answers with status " + status);
            }
            return response;
        } catch (InterruptedException e) {
            throw new InterruptException("interrupted while waiting for the schema registry", e);
        }
    }

    private Optional<JsonNode> understood(HttpResponse<String> response) {
        JsonNode body = parsed(response.body());
        if (response.statusCode() == OK && body.isObject()) {
            return Optional.of(body);
        }
        int code = body.path("error_code").asInt();
        if (response.statusCode() == NOT_FOUND && code >= FIRST_NOT_THERE && code <= LAST_NOT_THERE) {
            return Optional.empty();
        }
        throw RegistryException.refused("the schema registry at %s refuses %s with status %d: %s"
                .formatted(
                        address,
                        response.uri().getPath(),
                        response.statusCode(),
                        body.path("message").asText("is it Confluent's API that is served there?")));
    }

    private JsonNode parsed(String body) {
        try {
            return json.readTree(body);
        } catch (JsonProcessingException e) {
            return json.missingNode();
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            throw new InterruptException("interrupted while waiting for the schema registry", e);
        }
    }
}
