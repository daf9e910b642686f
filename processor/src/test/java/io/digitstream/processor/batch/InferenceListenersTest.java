package io.digitstream.processor.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.digitstream.processor.CapturedLog;
import io.digitstream.processor.listeners.ListenerGuard;
import io.digitstream.processor.listeners.ListenerKind;
import io.digitstream.recognizer.weights.ReleaseSummary;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The inference thread whose listener throws in each callback. */
class InferenceListenersTest {
    private final FakeEngine first = new FakeEngine();
    private final FakeEngine second = new FakeEngine();
    private final RecordingListener others = new RecordingListener();
    private final ListenerGuard guard = new ListenerGuard();
    private final CapturedLog log = new CapturedLog(ListenerGuard.class);

    @AfterEach
    void close() {
        log.close();
    }

    static Stream<Named<Supplier<? extends Throwable>>> faults() {
        return Stream.of(
                Named.of("an exception", () -> new IllegalStateException("the registry is closed")),
                Named.of("a library of another version", () -> new NoSuchMethodError("startSpan")),
                Named.of("no memory", () -> new OutOfMemoryError("no native memory")));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void imagesAreReadAndReleasesWatchedWhateverAListenerThrows(Supplier<? extends Throwable> fault) throws Exception {
        second.misread(number -> number + 1);
        try (InferenceThread thread = start(new Failing(fault))) {
            assertThat(version(thread.submit(FakeEngine.cut(1), ""))).isEqualTo("first");
            thread.swap(second.as("second"));
            for (int number = 1; number <= Shadow.LEAST_COMPARED; number++) {
                assertThat(version(thread.submit(FakeEngine.cut(number), ""))).isEqualTo("second");
            }
            soon().until(() -> !others.reasons().isEmpty());

            assertThat(version(thread.submit(FakeEngine.cut(2), ""))).isEqualTo("first");
            soon().untilAsserted(() -> assertThat(others.batches()).hasSize(Shadow.LEAST_COMPARED + 2));
            assertThat(thread.trouble()).isEmpty();
        }

        assertThat(others.changes()).containsExactly("second took over from first", "back from second to first");
        assertThat(others.compared()).hasSize(Shadow.LEAST_COMPARED);
        assertThat(second.closedBy()).hasSize(1);
        assertThat(first.closedBy()).hasSize(1);
        // Each batch and each comparison, the beginning, the change and the way back.
        assertThat(guard.failures(ListenerKind.TRACES)).isEqualTo(2 * Shadow.LEAST_COMPARED + 2 + 3);
        assertThat(guard.failures(ListenerKind.METRICS)).isZero();
    }

    private InferenceThread start(InferenceListener failing) {
        return new InferenceThread(
                CompletableFuture.completedFuture(first.as("first")),
                new BatchPolicy(1, Duration.ZERO, Duration.ofMinutes(1)),
                64,
                new ShadowPolicy(1, 0.5),
                new InferenceListeners(guard).with(ListenerKind.TRACES, failing).with(ListenerKind.METRICS, others),
                InstantSource.fixed(Instant.EPOCH));
    }

    private static String version(CompletableFuture<Inference> promise) throws Exception {
        return ((Inference.Read) promise.get(2, TimeUnit.MINUTES)).weightsVersion();
    }

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(2));
    }

    private record Failing(Supplier<? extends Throwable> fault) implements InferenceListener {
        private RuntimeException fail() {
            return FakeEngine.unchecked(fault.get());
        }

        @Override
        public void read(ReadBatch batch) {
            throw fail();
        }

        @Override
        public void began(ReleaseSummary release) {
            throw fail();
        }

        @Override
        public void tookOver(ReleaseSummary release, ReleaseSummary before) {
            throw fail();
        }

        @Override
        public void compared(int compared, double disagreement) {
            throw fail();
        }

        @Override
        public void wentBack(ReleaseSummary withdrawn, ReleaseSummary before, String reason) {
            throw fail();
        }
    }
}
