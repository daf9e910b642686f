package io.digitstream.processor.metrics;

import io.digitstream.processor.settings.ProcessorSettings;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.exporter.httpserver.HTTPServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All metrics of a process, and the port at which Prometheus finds them, if there is to be one. Thread-safe. */
public final class MetricsEndpoint implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MetricsEndpoint.class);

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final @Nullable HTTPServer server;

    private MetricsEndpoint(@Nullable String host, int port) throws IOException {
        server = host == null
                ? null
                : HTTPServer.builder()
                        .hostname(host)
                        .port(port)
                        .registry(registry.getPrometheusRegistry())
                        .buildAndStart();
        if (server != null) {
            LOG.info("Metrics at http://{}:{}/metrics", host, server.getPort());
        }
    }

    /** @throws UncheckedIOException if the port cannot be opened */
    public static MetricsEndpoint open(ProcessorSettings settings) {
        try {
            return settings.metricsPort().isEmpty()
                    ? new MetricsEndpoint(null, 0)
                    : new MetricsEndpoint(
                            settings.metricsHost(), settings.metricsPort().getAsInt());
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the port of metrics cannot be opened: %s:%d"
                            .formatted(
                                    settings.metricsHost(),
                                    settings.metricsPort().orElse(0)),
                    e);
        }
    }

    public MeterRegistry registry() {
        return registry;
    }

    /** What Prometheus would be told now, in its text format. */
    public String scrape() {
        return registry.scrape();
    }

    @Override
    public void close() {
        if (server != null) {
            server.close();
        }
        registry.close();
    }
}
