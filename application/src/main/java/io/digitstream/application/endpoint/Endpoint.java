package io.digitstream.application.endpoint;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.digitstream.application.lifecycle.Closer;
import io.micrometer.core.instrument.MeterRegistry;
import io.prometheus.metrics.exporter.httpserver.MetricsHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An application's metrics and health, and the port at which they are found, if there is to be one: /metrics, /health/live and
 * /health/ready. Thread-safe.
 */
public final class Endpoint implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Endpoint.class);
    private static final int THREADS = 2;

    private final Metrics metrics = new Metrics();
    private final Health health = new Health();
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, Endpoint::thread);
    private final @Nullable HttpServer server;

    private Endpoint(@Nullable InetSocketAddress address) throws IOException {
        metrics.watch(health);
        server = address == null ? null : bind(address);
        if (server != null) {
            server.createContext("/metrics", new MetricsHandler(metrics.prometheus()));
            server.createContext("/health/live", exchange -> answer(exchange, health::live));
            server.createContext("/health/ready", exchange -> answer(exchange, health::ready));
            server.setExecutor(threads);
            server.start();
        }
    }

    private HttpServer bind(InetSocketAddress address) throws IOException {
        try {
            return HttpServer.create(address, 0);
        } catch (IOException e) {
            Closer.closeAfter(e, metrics);
            throw e;
        }
    }

    /**
     * Opens the port.
     *
     * @param host name or address that it is opened on
     * @param port 0 for one that is free; empty for none
     * @throws UncheckedIOException if it cannot be opened
     */
    public static Endpoint open(String host, OptionalInt port) {
        try {
            if (port.isEmpty()) {
                return new Endpoint(null);
            }
            Endpoint endpoint = new Endpoint(address(host, port.getAsInt()));
            LOG.info("Metrics at http://{}:{}/metrics", host, endpoint.port().orElse(0));
            return endpoint;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the port of metrics cannot be opened: %s:%d".formatted(host, port.orElse(0)), e);
        }
    }

    private static InetSocketAddress address(String host, int port) throws IOException {
        InetSocketAddress address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            throw new UnknownHostException(host);
        }
        return address;
    }

    public MeterRegistry registry() {
        return metrics.registry();
    }

    public Health health() {
        return health;
    }

    /** What Prometheus would be told now, in its text format. */
    public String scrape() {
        return metrics.scrape();
    }

    public OptionalInt port() {
        return server == null
                ? OptionalInt.empty()
                : OptionalInt.of(server.getAddress().getPort());
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "endpoint");
        thread.setDaemon(true);
        return thread;
    }

    private static void answer(HttpExchange exchange, Supplier<Health.Report> asked) throws IOException {
        try (exchange) {
            Health.Report report = asked.get();
            byte[] body = report.json().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(report.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        try (metrics) {
            if (server != null) {
                server.stop(0);
            }
            threads.shutdownNow();
        }
    }
}
