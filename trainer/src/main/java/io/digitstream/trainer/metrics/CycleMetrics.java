package io.digitstream.trainer.metrics;

import io.digitstream.trainer.cycle.CycleListener;
import io.digitstream.trainer.gate.Decision;
import io.digitstream.trainer.gate.Figure;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/** What is counted and measured about retraining. Thread-safe. */
public final class CycleMetrics implements CycleListener {
    private static final String LABELS = "digitstream.trainer.labels";
    private static final String CYCLES = "digitstream.trainer.cycles";

    private final MeterRegistry registry;
    private final Counter images;
    private final Counter failures;
    private volatile double waiting = Double.NaN;
    private volatile double progress;
    private volatile double publishedAt = Double.NaN;
    private volatile double champion = Double.NaN;
    private volatile double challenger = Double.NaN;

    public CycleMetrics(MeterRegistry registry) {
        this.registry = registry;
        images = Counter.builder("digitstream.trainer.images")
                .description("Images trained on")
                .register(registry);
        failures = Counter.builder("digitstream.trainer.failures")
                .description("Times that retraining had to begin again, mostly for want of a broker")
                .register(registry);
        List.of("usable", "unusable").forEach(this::labels);
        List.of("published", "held", "overtaken", "failed").forEach(this::cycles);
        gauge("digitstream.trainer.labels.waiting", "New labels that no cycle has learned from", each -> each.waiting)
                .register(registry);
        gauge("digitstream.trainer.progress", "Share of the training that runs or ran last", each -> each.progress)
                .register(registry);
        accuracy("champion", each -> each.champion);
        accuracy("challenger", each -> each.challenger);
        TimeGauge.builder("digitstream.trainer.published.timestamp", this, TimeUnit.SECONDS, each -> each.publishedAt)
                .description("When this trainer last published a release, in seconds since 1970")
                .register(registry);
    }

    private Counter labels(String use) {
        return Counter.builder(LABELS)
                .description("Labels that cycles have collected; after a kill some are counted again")
                .tag("use", use)
                .register(registry);
    }

    private Counter cycles(String outcome) {
        return Counter.builder(CYCLES)
                .description("Cycles, by how they ended")
                .tag("outcome", outcome)
                .register(registry);
    }

    private Gauge.Builder<CycleMetrics> gauge(String name, String description, ToDoubleFunction<CycleMetrics> value) {
        return Gauge.builder(name, this, value).description(description);
    }

    private void accuracy(String release, ToDoubleFunction<CycleMetrics> value) {
        gauge("digitstream.trainer.accuracy", "Share of held-out images read right in the last comparison", value)
                .tag("release", release)
                .register(registry);
    }

    @Override
    public void disconnected(String reason) {
        failures.increment();
    }

    @Override
    public void looked(long labels) {
        waiting = labels;
    }

    @Override
    public void collected(int usable, int unusable) {
        labels("usable").increment(usable);
        labels("unusable").increment(unusable);
    }

    @Override
    public void trained(int batch, long step, long steps) {
        images.increment(batch);
        progress = (double) step / steps;
    }

    @Override
    public void ended(Optional<Decision> decision) {
        if (decision.isEmpty()) {
            cycles("overtaken").increment();
            return;
        }
        compared(decision.get().figures());
        if (decision.get() instanceof Decision.Publish) {
            cycles("published").increment();
            publishedAt = registry.config().clock().wallTime() / 1e3;
        } else {
            cycles("held").increment();
        }
    }

    /** The last figure is of all images together. */
    private void compared(List<Figure> figures) {
        if (!figures.isEmpty()) {
            Figure all = figures.get(figures.size() - 1);
            champion = all.comparison().champion().value();
            challenger = all.comparison().challenger().value();
        }
    }

    @Override
    public void failed() {
        cycles("failed").increment();
    }
}
