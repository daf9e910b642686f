package io.digitstream.trainer.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.digitstream.trainer.gate.Decision;
import io.digitstream.trainer.gate.Figure;
import io.digitstream.trainer.gate.PairedComparison;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CycleMetricsTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final CycleMetrics metrics = new CycleMetrics(registry);
    private final List<Figure> figures = List.of(
            new Figure("the new test", new PairedComparison(10, 0, 10, 0)),
            new Figure("everything held out", new PairedComparison(60, 10, 20, 10)));

    @Test
    void countsCyclesByHowTheyEnded() {
        metrics.ended(Optional.of(new Decision.Publish(figures, "published: better")));
        metrics.ended(Optional.of(new Decision.Hold(figures, "held: not better")));
        metrics.ended(Optional.of(new Decision.Hold(List.of(), "held: nothing to compare on")));
        metrics.ended(Optional.empty());
        metrics.failed();

        assertThat(cycles("published")).isEqualTo(1);
        assertThat(cycles("held")).isEqualTo(2);
        assertThat(cycles("overtaken")).isEqualTo(1);
        assertThat(cycles("failed")).isEqualTo(1);
    }

    @Test
    void saysHowGoodBothWereOnAllHeldOutImages() {
        assertThat(accuracy("champion")).isNaN();

        metrics.ended(Optional.of(new Decision.Hold(figures, "held: not better")));

        assertThat(accuracy("champion")).isEqualTo(0.7);
        assertThat(accuracy("challenger")).isEqualTo(0.8);
        assertThat(published()).isNaN();
    }

    @Test
    void saysWhenItLastPublished() {
        metrics.ended(Optional.of(new Decision.Publish(figures, "published: better")));

        assertThat(published()).isGreaterThan(1.7e9);
    }

    @Test
    void followsATraining() {
        metrics.looked(120);
        metrics.collected(100, 20);
        metrics.trained(64, 1, 4);
        metrics.trained(64, 2, 4);

        assertThat(registry.get("digitstream.trainer.labels.waiting").gauge().value())
                .isEqualTo(120);
        assertThat(registry.get("digitstream.trainer.labels")
                        .tag("use", "usable")
                        .counter()
                        .count())
                .isEqualTo(100);
        assertThat(registry.get("digitstream.trainer.images").counter().count()).isEqualTo(128);
        assertThat(registry.get("digitstream.trainer.progress").gauge().value()).isEqualTo(0.5);
    }

    private double cycles(String outcome) {
        return registry.get("digitstream.trainer.cycles")
                .tag("outcome", outcome)
                .counter()
                .count();
    }

    private double accuracy(String release) {
        return registry.get("digitstream.trainer.accuracy")
                .tag("release", release)
                .gauge()
                .value();
    }

    private double published() {
        return registry.get("digitstream.trainer.published.timestamp").gauge().value();
    }
}
