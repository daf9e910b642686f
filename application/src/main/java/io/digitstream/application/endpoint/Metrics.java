package io.digitstream.application.endpoint;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.function.BooleanSupplier;

/** All metrics of a process, those of its JVM among them. Thread-safe. */
public final class Metrics implements AutoCloseable {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics garbageCollection = new JvmGcMetrics();

    public Metrics() {
        new ClassLoaderMetrics().bindTo(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        garbageCollection.bindTo(registry);
    }

    /** Shows health as Prometheus sees it, too. */
    public void watch(Health health) {
        probe("live", () -> health.live().isWell());
        probe("ready", () -> health.ready().isWell());
    }

    private void probe(String name, BooleanSupplier well) {
        Gauge.builder("digitstream.health", () -> well.getAsBoolean() ? 1 : 0)
                .description("1 where /health/live and /health/ready answer that all is well, 0 where not")
                .tag("probe", name)
                .register(registry);
    }

    public MeterRegistry registry() {
        return registry;
    }

    PrometheusRegistry prometheus() {
        return registry.getPrometheusRegistry();
    }

    /** What Prometheus would be told now, in its text format. */
    public String scrape() {
        return registry.scrape();
    }

    @Override
    public void close() {
        try (garbageCollection) {
            registry.close();
        }
    }
}
