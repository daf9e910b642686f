package io.digitstream.standalone.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;

/** What a processor's metrics say of the time that its steps take. Immutable. */
record ProcessorTimes(HttpClient client, URI metrics) {
    static ProcessorTimes at(int port) {
        return new ProcessorTimes(HttpClient.newHttpClient(), URI.create("http://localhost:" + port + "/metrics"));
    }

    /**
     * Seconds and counts of all that was done.
     *
     * @param seconds of decode, wait and inference, in this order
     * @param counts of the same
     */
    record Sums(List<Double> seconds, List<Double> counts) {
        static final Sums NONE = new Sums(List.of(0.0, 0.0, 0.0), List.of(0.0, 0.0, 0.0));

        Sums since(Sums before) {
            return new Sums(less(seconds, before.seconds), less(counts, before.counts));
        }

        private static List<Double> less(List<Double> all, List<Double> some) {
            return List.of(all.get(0) - some.get(0), all.get(1) - some.get(1), all.get(2) - some.get(2));
        }

        double decode() {
            return millis(0);
        }

        double queue() {
            return millis(1);
        }

        double infer() {
            return millis(2);
        }

        private double millis(int step) {
            return 1e3 * seconds.get(step) / counts.get(step);
        }
    }

    Sums read() throws IOException, InterruptedException {
        String page = client.send(HttpRequest.newBuilder(metrics).build(), BodyHandlers.ofString())
                .body();
        return new Sums(all(page, "_seconds_sum"), all(page, "_seconds_count"));
    }

    private static List<Double> all(String page, String suffix) {
        return List.of(
                value(page, "digitstream_decode" + suffix),
                value(page, "digitstream_wait" + suffix),
                value(page, "digitstream_inference" + suffix));
    }

    private static double value(String page, String name) {
        return page.lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow(() -> new UncheckedIOException(new IOException("the processor has no metric " + name)));
    }
}
