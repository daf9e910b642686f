package io.digitstream.trainer.metrics;

import io.digitstream.application.endpoint.Health;
import io.digitstream.trainer.cycle.CycleListener;
import io.digitstream.trainer.gate.Decision;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a trainer is alive and ready: it gives a sign of life at every look, at every step of a training and at every stage
 * of a cycle. Passes on what it hears. Thread-safe.
 */
public final class CycleHealth implements CycleListener {
    /** Between two signs lies at most the reading of all labels, or the comparison on all held-out images. */
    static final Duration SILENCE = Duration.ofMinutes(30);

    private final InstantSource clock;
    private final CycleListener next;
    private volatile Instant seen;
    private volatile @Nullable String problem = "connecting to Kafka";

    /** @param next hears everything as well */
    public CycleHealth(InstantSource clock, CycleListener next) {
        this.clock = clock;
        this.next = next;
        this.seen = clock.instant();
    }

    /** Says from now on how retraining is. */
    public void watch(Health health) {
        health.live("retraining", this::silent);
        health.ready("kafka", () -> Optional.ofNullable(problem));
    }

    private Optional<String> silent() {
        Duration silence = Duration.between(seen, clock.instant());
        return silence.compareTo(SILENCE) < 0
                ? Optional.empty()
                : Optional.of("no sign of life for %d minutes".formatted(silence.toMinutes()));
    }

    private void alive() {
        seen = clock.instant();
    }

    @Override
    public void connected() {
        problem = null;
        alive();
        next.connected();
    }

    @Override
    public void disconnected(String reason) {
        problem = reason;
        alive();
        next.disconnected(reason);
    }

    @Override
    public void looked(long waiting) {
        alive();
        next.looked(waiting);
    }

    @Override
    public void collected(int usable, int unusable) {
        alive();
        next.collected(usable, unusable);
    }

    @Override
    public void trained(int images, long step, long steps) {
        alive();
        next.trained(images, step, steps);
    }

    @Override
    public void ended(Optional<Decision> decision) {
        alive();
        next.ended(decision);
    }

    @Override
    public void failed() {
        alive();
        next.failed();
    }
}
