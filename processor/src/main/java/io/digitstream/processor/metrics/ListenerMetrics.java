package io.digitstream.processor.metrics;

import io.digitstream.processor.listeners.ListenerGuard;
import io.digitstream.processor.listeners.ListenerKind;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;

/** What is measured about metrics, traces and other listeners themselves. */
public final class ListenerMetrics {
    private ListenerMetrics() {}

    public static void bind(ListenerGuard guard, MeterRegistry registry) {
        for (ListenerKind kind : ListenerKind.values()) {
            FunctionCounter.builder("digitstream.listener.failures", guard, each -> each.failures(kind))
                    .description("Failures of metrics, traces and other listeners; images are read all the same")
                    .tag("listener", kind.tag())
                    .register(registry);
        }
    }
}
