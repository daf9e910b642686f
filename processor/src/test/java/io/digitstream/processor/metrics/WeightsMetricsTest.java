package io.digitstream.processor.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.digitstream.recognizer.weights.ReleaseSummary;
import io.digitstream.schemas.ReportKind;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WeightsMetricsTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final WeightsMetrics metrics = new WeightsMetrics(registry);

    @Test
    void namesOnlyTheReleaseThatImagesAreReadWith() {
        assertThat(registry.find("digitstream.weights").gauges()).isEmpty();

        metrics.began(ReleaseSummary.of("v1"));
        metrics.began(ReleaseSummary.of("v2"));
        metrics.began(ReleaseSummary.of("v2"));

        assertThat(registry.get("digitstream.weights").gauges()).singleElement().satisfies(gauge -> {
            assertThat(gauge.getId().getTag("version")).isEqualTo("v2");
            assertThat(gauge.value()).isEqualTo(1);
        });
    }

    @Test
    void namesAReleaseAgainThatImagesAreReadWithAgain() {
        metrics.began(ReleaseSummary.of("v1"));
        metrics.began(ReleaseSummary.of("v2"));
        metrics.began(ReleaseSummary.of("v1"));

        assertThat(registry.get("digitstream.weights").gauges())
                .extracting(Meter::getId)
                .extracting(id -> id.getTag("version"))
                .containsExactly("v1");
    }

    @Test
    void countsWhatBecameOfReleasesFromZeroOn() {
        assertThat(counted("taken_over")).isZero();
        assertThat(counted("refused")).isZero();
        assertThat(counted("went_back")).isZero();
        assertThat(counted("drifted")).isZero();

        metrics.outcome(ReportKind.REFUSED);
        metrics.outcome(ReportKind.REFUSED);
        metrics.outcome(ReportKind.WENT_BACK);

        assertThat(counted("taken_over")).isZero();
        assertThat(counted("refused")).isEqualTo(2);
        assertThat(counted("went_back")).isEqualTo(1);
    }

    @Test
    void saysHowMuchWasComparedSinceTheReleaseTookOver() {
        metrics.compared(200, 0.25);
        assertThat(gauge("digitstream.shadow.compared")).isEqualTo(200);
        assertThat(gauge("digitstream.shadow.disagreement")).isEqualTo(0.25);

        metrics.began(ReleaseSummary.of("v2"));
        assertThat(gauge("digitstream.shadow.compared")).isZero();
        assertThat(gauge("digitstream.shadow.disagreement")).isZero();
    }

    @Test
    void saysWhenTheReleaseWasMadeAndSinceWhenItReads() {
        assertThat(timestamp("made")).isNaN();
        assertThat(timestamp("in.force")).isNaN();

        metrics.began(new ReleaseSummary(
                "v1", Optional.of(Instant.parse("2026-01-02T03:04:05Z")), Optional.empty(), Optional.empty()));
        assertThat(timestamp("made")).isEqualTo(1_767_323_045);
        assertThat(timestamp("in.force")).isGreaterThan(1.7e9);

        metrics.tookOver(ReleaseSummary.of("v2"), ReleaseSummary.of("v1"));
        assertThat(timestamp("made")).isNaN();
    }

    @Test
    void namesTheReleaseThatImagesAreReadWithAfterEachChange() {
        ReleaseSummary first = ReleaseSummary.of("v1");
        ReleaseSummary second = ReleaseSummary.of("v2");
        metrics.began(first);
        assertThat(inForce()).isEqualTo("v1");
        metrics.tookOver(second, first);
        assertThat(inForce()).isEqualTo("v2");
        metrics.wentBack(second, first, "it misreads");
        assertThat(inForce()).isEqualTo("v1");
    }

    private @Nullable String inForce() {
        return registry.get("digitstream.weights").gauge().getId().getTag("version");
    }

    private double timestamp(String what) {
        return registry.get("digitstream.weights." + what + ".timestamp")
                .gauge()
                .value();
    }

    private double counted(String outcome) {
        return registry.get("digitstream.weights.outcomes")
                .tag("outcome", outcome)
                .counter()
                .count();
    }

    private double gauge(String name) {
        return registry.get(name).gauge().value();
    }
}
