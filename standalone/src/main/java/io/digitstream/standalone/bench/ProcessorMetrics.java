package io.digitstream.standalone.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

/** What a processor says of itself to Prometheus. Immutable. */
record ProcessorMetrics(HttpClient client, URI page) {
    static ProcessorMetrics at(int port) {
        return new ProcessorMetrics(HttpClient.newHttpClient(), URI.create("http://localhost:" + port + "/metrics"));
    }

    /**
     * The value of a metric without labels.
     *
     * @throws IOException if the processor does not answer, or has no such metric
     */
    double value(String name) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString())
                .body()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow(() -> new IOException("the processor has no metric " + name));
    }

    /** Seconds that something took, and how often it was done. */
    record Total(double seconds, double count) {
        /** Milliseconds of one, on average since then. */
        double meanSince(Total before) {
            return 1e3 * (seconds - before.seconds) / (count - before.count);
        }
    }

    /** Of all that was done so far. */
    Total total(String timer) throws IOException, InterruptedException {
        return new Total(value(timer + "_seconds_sum"), value(timer + "_seconds_count"));
    }
}
