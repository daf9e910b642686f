package io.digitstream.processor;

import static org.assertj.core.api.Assertions.assertThat;

import io.digitstream.processor.batch.BatchPolicy;
import io.digitstream.processor.batch.FakeEngine;
import io.digitstream.processor.batch.Inference;
import io.digitstream.processor.batch.InferenceListener;
import io.digitstream.processor.batch.InferenceListeners;
import io.digitstream.processor.batch.InferenceThread;
import io.digitstream.processor.batch.ShadowPolicy;
import io.digitstream.processor.drift.DriftFigures;
import io.digitstream.processor.drift.DriftWatch;
import io.digitstream.processor.listeners.ListenerGuard;
import io.digitstream.processor.listeners.ListenerKind;
import io.digitstream.recognizer.sequence.ReadingProfile;
import io.digitstream.recognizer.weights.ReleaseSummary;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ReleaseExpectationsTest {
    private final ListenerGuard guard = new ListenerGuard();
    private final DriftWatch drift = new DriftWatch(ReleaseSummary.of(""), 10, (version, reason) -> {}, guard);

    @Test
    void aReleaseThatArrivesWhileAnotherTakesOverKeepsWhatIsExpectedOfIt() throws Exception {
        AtomicReference<InferenceThread> engine = new AtomicReference<>();
        InferenceListener arrival = new InferenceListener() {
            @Override
            public void tookOver(ReleaseSummary release, ReleaseSummary before) {
                if (release.version().equals("second")) {
                    Objects.requireNonNull(engine.get()).swap(new FakeEngine().as(release("third")));
                }
            }
        };
        try (InferenceThread thread = new InferenceThread(
                CompletableFuture.completedFuture(new FakeEngine().as(release("first"))),
                new BatchPolicy(1, Duration.ZERO, Duration.ofMinutes(1)),
                8,
                ShadowPolicy.NONE,
                new InferenceListeners(guard)
                        .with(ListenerKind.METRICS, arrival)
                        .with(ListenerKind.DRIFT, drift),
                InstantSource.system())) {
            engine.set(thread);
            assertExpected(thread, "first");
            thread.swap(new FakeEngine().as(release("second")));
            assertExpected(thread, "second");
            assertExpected(thread, "third");
        }
        assertThat(guard.failures(ListenerKind.METRICS)).isZero();
    }

    /** With the first image that the release reads, its drift is measured. */
    private void assertExpected(InferenceThread thread, String version) throws Exception {
        Inference.Read read =
                (Inference.Read) thread.submit(FakeEngine.cut(1), "").get(2, TimeUnit.MINUTES);
        assertThat(read.weightsVersion()).isEqualTo(version);
        DriftFigures figures = drift.figures();
        assertThat(figures.weightsVersion()).isEqualTo(version);
        assertThat(figures.given().confidence()).isPresent();
        assertThat(figures.found().digits()).isPresent();
    }

    private static ReleaseSummary release(String version) {
        Optional<ReadingProfile> profile = Optional.of(ReadingProfile.of(5, List.of()));
        return new ReleaseSummary(version, Optional.empty(), profile, profile);
    }
}
