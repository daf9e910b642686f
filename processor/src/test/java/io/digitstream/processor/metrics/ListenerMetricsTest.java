package io.digitstream.processor.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.digitstream.processor.CapturedLog;
import io.digitstream.processor.listeners.ListenerGuard;
import io.digitstream.processor.listeners.ListenerKind;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ListenerMetricsTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final ListenerGuard guard = new ListenerGuard();

    @ParameterizedTest
    @EnumSource(ListenerKind.class)
    void countsTheFailuresOfEachKindFromZeroOn(ListenerKind kind) {
        ListenerMetrics.bind(guard, registry);
        assertThat(count(kind)).isZero();

        try (CapturedLog log = new CapturedLog(ListenerGuard.class)) {
            guard.run(kind, () -> {
                throw new IllegalStateException("broken");
            });
            assertThat(log.messages()).hasSize(1);
        }

        assertThat(count(kind)).isEqualTo(1);
    }

    @Test
    void namesKindsAsOtherTagsAreNamed() {
        assertThat(ListenerKind.values())
                .extracting(ListenerKind::tag)
                .containsExactly("metrics", "traces", "drift", "reports");
    }

    private double count(ListenerKind kind) {
        return registry.get("digitstream.listener.failures")
                .tag("listener", kind.tag())
                .functionCounter()
                .count();
    }
}
