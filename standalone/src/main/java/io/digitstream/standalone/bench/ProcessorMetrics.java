package io.digitstream.standalone.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.Map;

/** What a processor says of itself to Prometheus at one moment: the metrics without labels, by their names. Immutable. */
record ProcessorMetrics(Map<String, Double> values) {
    /** A port that is free now; nothing keeps others from taking it. */
    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
            return socket.getLocalPort();
        }
    }

    /** Asks the processor that serves its metrics at this port. */
    static ProcessorMetrics at(int port) throws IOException, InterruptedException {
        URI page = URI.create("http://localhost:" + port + "/metrics");
        Map<String, Double> values = new HashMap<>();
        HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofLines())
                .body()
                .filter(line -> !line.startsWith("#") && !line.contains("{"))
                .forEach(line -> {
                    int space = line.indexOf(' ');
                    values.put(line.substring(0, space), Double.valueOf(line.substring(space + 1)));
                });
        return new ProcessorMetrics(values);
    }

    /** @throws IllegalArgumentException if the processor has no such metric */
    double value(String name) {
        Double value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the processor has no metric " + name);
        }
        return value;
    }

    /** How much more there is of something than there was. */
    double since(ProcessorMetrics before, String name) {
        return value(name) - before.value(name);
    }

    /** Milliseconds that something took on average since then. */
    double meanMillisSince(ProcessorMetrics before, String timer) {
        return 1e3 * since(before, timer + "_seconds_sum") / since(before, timer + "_seconds_count");
    }
}
