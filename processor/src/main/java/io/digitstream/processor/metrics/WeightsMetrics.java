package io.digitstream.processor.metrics;

import io.digitstream.processor.drift.DriftFigures;
import io.digitstream.processor.drift.WindowFigures;
import io.digitstream.recognizer.sequence.PopulationStability;
import io.digitstream.schemas.ReportKind;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** What is measured about releases. Thread-safe. */
public final class WeightsMetrics {
    private final MeterRegistry registry;
    private final MultiGauge inForce;
    private volatile double compared;
    private volatile double disagreement;

    public WeightsMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.inForce = MultiGauge.builder("digitstream.weights")
                .description("1 for the release that images are read with")
                .register(registry);
        registry.gauge("digitstream.shadow.compared", this, metrics -> metrics.compared);
        registry.gauge("digitstream.shadow.disagreement", this, metrics -> metrics.disagreement);
        for (ReportKind kind :
                List.of(ReportKind.TAKEN_OVER, ReportKind.REFUSED, ReportKind.WENT_BACK, ReportKind.DRIFTED)) {
            registry.counter("digitstream.weights.outcomes", "outcome", name(kind));
        }
    }

    private static String name(ReportKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    /** Images are read with this release from now on. */
    public void inForce(String version) {
        compared(0, 0);
        inForce.register(List.of(MultiGauge.Row.of(Tags.of("version", version), 1)), true);
    }

    /** Measures from now on how far what is read has moved from what was expected. */
    public void watch(Supplier<DriftFigures> figures) {
        watch("given", () -> figures.get().given());
        watch("found", () -> figures.get().found());
    }

    private void watch(String region, Supplier<WindowFigures> window) {
        gauge("digitstream.readings.window", region, () -> window.get().seen().readings());
        gauge(
                "digitstream.readings.uncertain",
                region,
                () -> window.get().seen().uncertainShare());
        gauge(
                "digitstream.readings.confidence",
                region,
                () -> window.get().seen().meanConfidence());
        gauge("digitstream.drift.confidence", region, () -> index(window.get().confidence()));
        gauge("digitstream.drift.digits", region, () -> index(window.get().digits()));
    }

    private void gauge(String name, String region, Supplier<Number> value) {
        Gauge.builder(name, value).tag("region", region).register(registry);
    }

    private static double index(Optional<PopulationStability> stability) {
        return stability.map(PopulationStability::index).orElse(Double.NaN);
    }

    /** What became of a release. */
    public void outcome(ReportKind kind) {
        registry.counter("digitstream.weights.outcomes", "outcome", name(kind)).increment();
    }

    /** The release before has read along. */
    public void compared(int readings, double share) {
        compared = readings;
        disagreement = share;
    }
}
