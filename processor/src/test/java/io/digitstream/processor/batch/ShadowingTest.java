package io.digitstream.processor.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.digitstream.processor.listeners.ListenerGuard;
import io.digitstream.processor.listeners.ListenerKind;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The inference thread while one release watches another. */
class ShadowingTest {
    private static final String INFERENCE = "inference";

    private final FakeEngine first = new FakeEngine();
    private final FakeEngine second = new FakeEngine();
    private final RecordingListener listener = new RecordingListener();
    private final List<InferenceThread> started = new ArrayList<>();

    @AfterEach
    void endThreads() {
        first.go();
        started.forEach(InferenceThread::close);
    }

    @Test
    void resultsAreThereBeforeTheOneBeforeReadsAlong() throws Exception {
        InferenceThread thread = start(new ShadowPolicy(1, 1));
        thread.swap(second.as("second"));
        first.hold();

        List<CompletableFuture<Inference>> promises = submit(thread, 1);

        assertThat(version(promises.get(0))).isEqualTo("second");
        soon().untilAsserted(() -> assertThat(first.batches()).containsExactly(List.of(1)));
        assertThat(listener.compared()).as("it is still reading").isEmpty();
        first.go();
        soon().untilAsserted(() -> assertThat(listener.compared()).containsExactly(1));
    }

    @Test
    void theNextBatchIsReadByTheOneBeforeAfterGoingBack() throws Exception {
        InferenceThread thread = start(new ShadowPolicy(1, 0.5));
        second.misread(number -> number + 1);
        thread.swap(second.as("second"));

        for (int number = 1; number <= Shadow.LEAST_COMPARED; number++) {
            assertThat(version(thread.submit(FakeEngine.cut(number), ""))).isEqualTo("second");
        }
        CompletableFuture<Inference> next = thread.submit(FakeEngine.cut(7), "");

        assertThat(version(next)).isEqualTo("first");
        assertThat(digits(next)).isEqualTo("7");
        assertThat(listener.changes()).containsExactly("second took over from first", "back from second to first");
        assertThat(listener.threads()).containsOnly(INFERENCE);
        assertThat(second.closedBy()).containsExactly(INFERENCE);
        thread.close();
        assertThat(second.closedBy()).hasSize(1);
        assertThat(first.closedBy()).containsExactly(INFERENCE);
        assertThat(second.usedAfterClosing()).isEmpty();
    }

    static Stream<Named<Supplier<? extends Throwable>>> faults() {
        return Stream.of(
                Named.of("an exception", () -> new IllegalStateException("no native memory")),
                Named.of("an error", () -> new OutOfMemoryError("no native memory")));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void imagesDoNotNoticeAReleaseThatFailsWhileItReadsAlong(Supplier<? extends Throwable> fault) throws Exception {
        InferenceThread thread = start(new ShadowPolicy(1, 0));
        first.failOn(batch -> true, fault);
        thread.swap(second.as("second"));

        for (CompletableFuture<Inference> promise : submit(thread, 1, 2, 3)) {
            assertThat(version(promise)).isEqualTo("second");
        }
        assertThat(version(thread.submit(FakeEngine.cut(4), ""))).isEqualTo("second");

        soon().untilAsserted(() -> assertThat(first.closedBy()).containsExactly(INFERENCE));
        assertThat(first.batches()).hasSize(1);
        assertThat(first.usedAfterClosing()).isEmpty();
    }

    @Test
    void imagesThatCameWithoutARegionAreReadAlongToo() throws Exception {
        InferenceThread thread = start(new ShadowPolicy(1, 0));
        thread.swap(second.as("second"));

        assertThat(digits(thread.submit(FakeEngine.whole(12), ""))).isEqualTo("12");

        soon().untilAsserted(() -> assertThat(listener.compared()).containsExactly(1));
        assertThat(listener.disagreement()).isZero();
        assertThat(first.located()).isEqualTo(second.located());
    }

    @Test
    void closesAllReleasesWhenItEnds() throws Exception {
        InferenceThread thread = start(new ShadowPolicy(1, 0));
        thread.swap(second.as("second"));
        assertThat(version(thread.submit(FakeEngine.cut(1), ""))).isEqualTo("second");
        FakeEngine third = new FakeEngine();
        thread.swap(third.as("third"));

        thread.close();

        assertThat(List.of(first, second, third))
                .allSatisfy(engine -> assertThat(engine.closedBy()).containsExactly(INFERENCE));
    }

    @Test
    void tellsOfEachBatchThatItRead() throws Exception {
        InferenceThread thread = start(ShadowPolicy.NONE);
        first.hold();
        var unused = thread.submit(FakeEngine.cut(1), "");
        soon().until(() -> first.batches().size() == 1);
        List<CompletableFuture<Inference>> promises = submit(thread, 2, 3, 4);
        first.go();

        assertThat(version(promises.get(2))).isEqualTo("first");
        soon().untilAsserted(() -> assertThat(listener.batches()).containsExactly(1, 3));
    }

    @Test
    void tellsOfABatchThatItReadImageByImage() throws Exception {
        InferenceThread thread = start(ShadowPolicy.NONE);
        first.failOn(batch -> batch.contains(13), () -> new IllegalArgumentException("unlucky"));
        first.hold();
        var unused = thread.submit(FakeEngine.cut(1), "");
        soon().until(() -> first.batches().size() == 1);
        List<CompletableFuture<Inference>> promises = submit(thread, 12, 13, 14);
        first.go();

        assertThat(digits(promises.get(2))).isEqualTo("14");
        soon().untilAsserted(() ->
                assertThat(listener.digits()).containsExactly(List.of("1"), List.of("12", "failed", "14")));
    }

    @Test
    void tellsOfABatchOfWhichNothingWasRead() throws Exception {
        InferenceThread thread = start(new ShadowPolicy(1, 1));
        thread.swap(second.as("second"));
        second.failOn(batch -> batch.contains(13), () -> new IllegalArgumentException("unlucky"));

        assertThat(thread.submit(FakeEngine.cut(13), "").get(2, TimeUnit.MINUTES))
                .isInstanceOf(Inference.Rejected.class);

        assertThat(version(thread.submit(FakeEngine.cut(14), ""))).isEqualTo("second");
        soon().untilAsserted(() -> assertThat(listener.digits()).containsExactly(List.of("failed"), List.of("14")));
        soon().untilAsserted(() -> assertThat(listener.compared()).containsExactly(1));
    }

    @Test
    void whatIsReadImageByImageIsReadAlongToo() throws Exception {
        InferenceThread thread = start(new ShadowPolicy(1, 1));
        thread.swap(second.as("second"));
        second.failOn(batch -> batch.contains(13), () -> new IllegalArgumentException("unlucky"));
        second.hold();
        var unused = thread.submit(FakeEngine.cut(1), "");
        soon().until(() -> second.batches().size() == 1);
        var unusedToo = submit(thread, 12, 13, 14);
        second.go();

        soon().untilAsserted(() -> assertThat(listener.compared()).containsExactly(1, 3));
        assertThat(first.batches()).containsExactly(List.of(1), List.of(12, 14));
        assertThat(listener.disagreement()).isZero();
    }

    @Test
    void noBatchMixesWeightsHoweverOftenItGoesBack() throws Exception {
        InferenceThread thread = start(new ShadowPolicy(1, 0.5));
        List<FakeEngine> engines = new ArrayList<>(List.of(first));
        for (int round = 1; round <= 10; round++) {
            FakeEngine next = new FakeEngine();
            boolean bad = round % 2 == 0;
            next.misread(number -> bad ? number + 1 : number);
            engines.add(next);
            thread.swap(next.as(Integer.toString(round)));
            for (CompletableFuture<Inference> promise :
                    submit(thread, IntStream.range(1_000, 1_500).toArray())) {
                assertThat(promise).succeedsWithin(Duration.ofMinutes(2));
            }
            int kept = bad ? round - 1 : round;
            soon().untilAsserted(() ->
                    assertThat(version(thread.submit(FakeEngine.cut(1), ""))).isEqualTo(Integer.toString(kept)));
        }
        thread.close();

        assertThat(listener.reasons()).hasSize(5);
        assertThat(engines).allSatisfy(engine -> {
            assertThat(engine.closedBy()).containsExactly(INFERENCE);
            assertThat(engine.usedAfterClosing()).isEmpty();
        });
    }

    private InferenceThread start(ShadowPolicy policy) {
        InferenceThread thread = new InferenceThread(
                CompletableFuture.completedFuture(first.as("first")),
                new BatchPolicy(8, Duration.ZERO, Duration.ofMinutes(1)),
                64,
                policy,
                new InferenceListeners(new ListenerGuard()).with(ListenerKind.METRICS, listener),
                InstantSource.fixed(Instant.EPOCH));
        started.add(thread);
        return thread;
    }

    private static List<CompletableFuture<Inference>> submit(InferenceThread thread, int... numbers)
            throws InterruptedException {
        List<CompletableFuture<Inference>> promises = new ArrayList<>();
        for (int number : numbers) {
            promises.add(thread.submit(FakeEngine.cut(number), ""));
        }
        return promises;
    }

    private static String version(CompletableFuture<Inference> promise) throws Exception {
        return ((Inference.Read) promise.get(2, TimeUnit.MINUTES)).weightsVersion();
    }

    private static String digits(CompletableFuture<Inference> promise) throws Exception {
        Inference.Read read = (Inference.Read) promise.get(2, TimeUnit.MINUTES);
        return read.reading().reading().best().digits();
    }

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(2));
    }
}
