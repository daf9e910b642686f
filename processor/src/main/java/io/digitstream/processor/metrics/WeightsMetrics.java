package io.digitstream.processor.metrics;

import io.digitstream.processor.batch.InferenceListener;
import io.digitstream.processor.drift.DriftFigures;
import io.digitstream.processor.drift.WindowFigures;
import io.digitstream.recognizer.sequence.PopulationStability;
import io.digitstream.recognizer.weights.ReleaseSummary;
import io.digitstream.schemas.ReportKind;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** What is measured about releases. Thread-safe. */
public final class WeightsMetrics implements InferenceListener {
    private final MeterRegistry registry;
    private final MultiGauge inForce;
    private volatile double madeAt = Double.NaN;
    private volatile double inForceSince = Double.NaN;
    private volatile double compared;
    private volatile double disagreement;

    public WeightsMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.inForce = MultiGauge.builder("digitstream.weights")
                .description("1 for the release that images are read with")
                .register(registry);
        gauge(
                "digitstream.shadow.compared",
                "Readings that the release before was sure of and that were compared, since the one in force took over",
                metrics -> metrics.compared);
        gauge(
                "digitstream.shadow.disagreement",
                "Share of the compared readings that the release in force reads otherwise",
                metrics -> metrics.disagreement);
        timestamp(
                "digitstream.weights.made",
                "When the release that images are read with was made, in seconds since 1970",
                metrics -> metrics.madeAt);
        timestamp(
                "digitstream.weights.in.force",
                "Since when images are read with that release, in seconds since 1970",
                metrics -> metrics.inForceSince);
        for (ReportKind kind :
                List.of(ReportKind.TAKEN_OVER, ReportKind.REFUSED, ReportKind.WENT_BACK, ReportKind.DRIFTED)) {
            outcomes(kind);
        }
    }

    private void gauge(String name, String description, ToDoubleFunction<WeightsMetrics> value) {
        Gauge.builder(name, this, value).description(description).register(registry);
    }

    private void timestamp(String name, String description, ToDoubleFunction<WeightsMetrics> seconds) {
        TimeGauge.builder(name + ".timestamp", this, TimeUnit.SECONDS, seconds)
                .description(description)
                .register(registry);
    }

    private Counter outcomes(ReportKind kind) {
        return Counter.builder("digitstream.weights.outcomes")
                .description("What became of releases")
                .tag("outcome", name(kind))
                .register(registry);
    }

    private static String name(ReportKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public void began(ReleaseSummary release) {
        inForce(release);
    }

    @Override
    public void tookOver(ReleaseSummary release, ReleaseSummary before) {
        inForce(release);
    }

    @Override
    public void wentBack(ReleaseSummary withdrawn, ReleaseSummary before, String reason) {
        inForce(before);
    }

    private void inForce(ReleaseSummary release) {
        compared(0, 0);
        madeAt = release.created()
                .map(Instant::getEpochSecond)
                .map(Long::doubleValue)
                .orElse(Double.NaN);
        inForceSince = registry.config().clock().wallTime() / 1e3;
        inForce.register(List.of(MultiGauge.Row.of(Tags.of("version", release.version()), 1)), true);
    }

    /** Measures from now on how far what is read has moved from what was expected. */
    public void watch(Supplier<DriftFigures> figures) {
        watch("given", () -> figures.get().given());
        watch("found", () -> figures.get().found());
    }

    private void watch(String region, Supplier<WindowFigures> window) {
        gauge(
                "digitstream.readings.window",
                "How many readings are the latest ones, that drift is told from",
                region,
                () -> window.get().seen().readings());
        gauge(
                "digitstream.readings.uncertain",
                "Share of the latest readings that is uncertain",
                region,
                () -> window.get().seen().uncertainShare());
        gauge(
                "digitstream.readings.confidence",
                "Mean confidence of the latest readings",
                region,
                () -> window.get().seen().meanConfidence());
        gauge(
                "digitstream.drift.confidence",
                "How far confidence has moved from validation, a population stability index",
                region,
                () -> index(window.get().confidence()));
        gauge(
                "digitstream.drift.digits",
                "How far the shares of digits have moved, a population stability index",
                region,
                () -> index(window.get().digits()));
    }

    private void gauge(String name, String description, String region, Supplier<Number> value) {
        Gauge.builder(name, value)
                .description(description)
                .tag("region", region)
                .register(registry);
    }

    private static double index(Optional<PopulationStability> stability) {
        return stability.map(PopulationStability::index).orElse(Double.NaN);
    }

    /** What became of a release. */
    public void outcome(ReportKind kind) {
        outcomes(kind).increment();
    }

    @Override
    public void compared(int readings, double share) {
        compared = readings;
        disagreement = share;
    }
}
