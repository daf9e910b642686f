package io.digitstream.trainer.cycle;

import io.digitstream.application.endpoint.Endpoint;
import io.digitstream.trainer.gate.Decision;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** What is measured about retraining, and whether it goes on. Thread-safe. */
public final class CycleWatch {
    private final AtomicLong waiting = new AtomicLong();
    private final Counter published;
    private final Counter held;
    private final Counter superseded;
    private final Counter failures;
    private volatile Optional<String> trouble = Optional.of("connecting to Kafka");

    public CycleWatch(Endpoint endpoint) {
        MeterRegistry registry = endpoint.registry();
        Gauge.builder("digitstream.labels.waiting", waiting, AtomicLong::get)
                .description("Labels that came since the last cycle")
                .register(registry);
        published = cycles("published", registry);
        held = cycles("held", registry);
        superseded = cycles("superseded", registry);
        failures = Counter.builder("digitstream.trainer.failures")
                .description("Times that retraining had to begin again, mostly for want of a broker")
                .register(registry);
        endpoint.health().ready("kafka", () -> trouble);
    }

    private static Counter cycles(String outcome, MeterRegistry registry) {
        return Counter.builder("digitstream.cycles")
                .description("Cycles of retraining that came to their end")
                .tag("outcome", outcome)
                .register(registry);
    }

    /** So many labels have come since the last cycle. */
    void waiting(long labels) {
        trouble = Optional.empty();
        waiting.set(labels);
    }

    void failed(String reason) {
        trouble = Optional.of(reason);
        failures.increment();
    }

    /** A cycle has ended; with no decision if another release was put in force meanwhile. */
    void decided(Optional<Decision> decision) {
        decision.map(each -> each instanceof Decision.Publish ? published : held)
                .orElse(superseded)
                .increment();
    }
}
