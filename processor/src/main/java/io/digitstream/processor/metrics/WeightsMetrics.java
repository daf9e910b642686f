package io.digitstream.processor.metrics;

import io.digitstream.schemas.ReportKind;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.Locale;

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
