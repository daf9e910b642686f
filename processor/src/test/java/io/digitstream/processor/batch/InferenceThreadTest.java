package io.digitstream.processor.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.digitstream.recognizer.engine.PlacedReading;
import io.digitstream.recognizer.engine.Recognizer;
import io.digitstream.recognizer.image.RejectionReason;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class InferenceThreadTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final String INFERENCE = "inference";

    private final FakeEngine engine = new FakeEngine();
    private final List<InferenceThread> started = new ArrayList<>();
    private final ExecutorService submitters = Executors.newCachedThreadPool();

    @AfterEach
    void endThreads() {
        engine.go();
        started.forEach(InferenceThread::close);
        submitters.shutdownNow();
    }

    @Test
    void givesEachImageItsOwnReading() throws Exception {
        InferenceThread thread = start(8, 64);

        List<CompletableFuture<Inference>> promises = submit(thread, 1, 20_042, 99_999, 7);

        assertThat(digits(promises)).containsExactly("1", "20042", "99999", "7");
        assertThat(engine.threads()).containsOnly(INFERENCE);
    }

    @Test
    void saysWhichWeightsReadAnImageAndWhen() throws Exception {
        InferenceThread thread = start(8, 64);

        Inference.Read read = (Inference.Read) get(thread.submit(FakeEngine.cut(5), ""));

        assertThat(read.weightsVersion()).isEqualTo("first");
        assertThat(read.at()).isEqualTo(NOW);
    }

    @Test
    void mergesImagesOfSeveralThreadsIntoOneBatch() throws Exception {
        InferenceThread thread = start(8, 64);
        CompletableFuture<Inference> busy = submitHeld(thread, 1);

        List<Future<List<CompletableFuture<Inference>>>> submissions = List.of(
                submitters.submit(() -> submit(thread, 11, 12)),
                submitters.submit(() -> submit(thread, 21, 22)),
                submitters.submit(() -> submit(thread, 31, 32)));
        List<CompletableFuture<Inference>> promises = new ArrayList<>();
        for (Future<List<CompletableFuture<Inference>>> submission : submissions) {
            promises.addAll(get(submission));
        }
        engine.go();

        assertThat(digits(promises)).containsExactly("11", "12", "21", "22", "31", "32");
        assertThat(get(busy)).isInstanceOf(Inference.Read.class);
        assertThat(engine.batches())
                .hasSize(2)
                .element(1)
                .satisfies(batch -> assertThat(batch)
                        .containsExactlyInAnyOrder(11, 12, 21, 22, 31, 32)
                        .containsSubsequence(11, 12)
                        .containsSubsequence(21, 22)
                        .containsSubsequence(31, 32));
    }

    @Test
    void neverPutsMoreThanAFullBatchIntoTheEngine() throws Exception {
        InferenceThread thread = start(3, 64);
        var unused = submitHeld(thread, 1);

        List<CompletableFuture<Inference>> promises = submit(thread, 2, 3, 4, 5, 6, 7, 8);
        engine.go();

        assertThat(digits(promises)).containsExactly("2", "3", "4", "5", "6", "7", "8");
        assertThat(engine.batches()).containsExactly(List.of(1), List.of(2, 3, 4), List.of(5, 6, 7), List.of(8));
    }

    @Test
    void aSlowEngineMakesSubmittersWait() throws Exception {
        InferenceThread thread = start(1, 2);
        var unused = submitHeld(thread, 1);
        var unusedToo = submit(thread, 2, 3);

        Submitter blocked = new Submitter(thread, 4);
        soon().until(() -> blocked.thread.getState() == Thread.State.TIMED_WAITING);
        assertThat(blocked.promise).isNotDone();
        engine.go();

        assertThat(digits(List.of(get(blocked.promise)))).containsExactly("4");
    }

    @Test
    void rejectsOnlyTheImageThatTheEngineFailsOn() throws Exception {
        InferenceThread thread = start(8, 64);
        engine.failOn(batch -> batch.contains(13), () -> new IllegalArgumentException("unlucky"));
        var unused = submitHeld(thread, 1);

        List<CompletableFuture<Inference>> promises = submit(thread, 12, 13, 14);
        engine.go();

        assertThat(digits(List.of(promises.get(0), promises.get(2)))).containsExactly("12", "14");
        Inference.Rejected rejected = (Inference.Rejected) get(promises.get(1));
        assertThat(rejected.cause().reason()).isEqualTo(RejectionReason.INFERENCE_FAILED);
        assertThat(rejected.cause()).hasMessageContaining("unlucky").hasRootCauseMessage("unlucky");
        assertThat(rejected.at()).isEqualTo(NOW);
        assertThat(engine.batches())
                .containsExactly(
                        List.of(1),
                        List.of(12, 13, 14),
                        List.of(FakeEngine.BLANK),
                        List.of(12),
                        List.of(13),
                        List.of(14));
    }

    @Test
    void findsNumbersWhereNobodySaidWhereTheyAre() throws Exception {
        InferenceThread thread = start(8, 64);
        var unused = submitHeld(thread, 1);
        CompletableFuture<Inference> found = thread.submit(FakeEngine.whole(2), "");
        CompletableFuture<Inference> given = thread.submit(FakeEngine.cut(3), "");
        engine.go();

        assertThat(digits(List.of(found, given))).containsExactly("2", "3");
        assertThat(placed(found).region()).isEqualTo(FakeEngine.FOUND);
        assertThat(placed(found).located()).isTrue();
        assertThat(placed(given).region()).isEqualTo(FakeEngine.REGION);
        assertThat(placed(given).located()).isFalse();
        assertThat(engine.batches()).containsExactly(List.of(1), List.of(2, 3));
        assertThat(engine.located()).as("whole, and then from near").containsExactly(List.of(2), List.of(2));
    }

    @Test
    void rejectsOnlyThePhotoInWhichTheEngineFailsToFindANumber() throws Exception {
        InferenceThread thread = start(8, 64);
        engine.failToLocate(batch -> batch.contains(13), () -> new IllegalArgumentException("unlucky"));
        var unused = submitHeld(thread, 1);

        List<CompletableFuture<Inference>> promises = List.of(
                thread.submit(FakeEngine.whole(12), ""),
                thread.submit(FakeEngine.whole(13), ""),
                thread.submit(FakeEngine.cut(13), ""),
                thread.submit(FakeEngine.whole(14), ""));
        engine.go();

        assertThat(digits(List.of(promises.get(0), promises.get(2), promises.get(3))))
                .containsExactly("12", "13", "14");
        Inference.Rejected rejected = (Inference.Rejected) get(promises.get(1));
        assertThat(rejected.cause().reason()).isEqualTo(RejectionReason.INFERENCE_FAILED);
        assertThat(rejected.cause()).hasRootCauseMessage("unlucky");
        assertThat(engine.located())
                .as("whole, and then from near")
                .startsWith(List.of(12, 13, 14), List.of(FakeEngine.BLANK), List.of(FakeEngine.BLANK), List.of(12))
                .endsWith(List.of(12), List.of(13), List.of(14), List.of(14));
        assertThat(engine.batches())
                .containsExactly(List.of(1), List.of(FakeEngine.BLANK), List.of(12), List.of(13), List.of(14));
    }

    @Test
    void rejectsOnlyThePhotoWhoseCropsTheEngineFailsOn() throws Exception {
        InferenceThread thread = start(8, 64);
        engine.failOn(batch -> batch.contains(13), () -> new IllegalArgumentException("unlucky"));
        var unused = submitHeld(thread, 1);

        List<CompletableFuture<Inference>> promises = List.of(
                thread.submit(FakeEngine.whole(12), ""),
                thread.submit(FakeEngine.whole(13), ""),
                thread.submit(FakeEngine.cut(14), ""));
        engine.go();

        assertThat(digits(List.of(promises.get(0), promises.get(2)))).containsExactly("12", "14");
        assertThat(get(promises.get(1))).isInstanceOf(Inference.Rejected.class);
        assertThat(engine.closedBy()).isEmpty();
    }

    /** What it is tried with comes without a region: an engine of which only one half works is broken. */
    @Test
    void anEngineThatFindsNothingAnywhereAnyMoreFailsAllPromises() throws Exception {
        InferenceThread thread = start(2, 64);
        engine.failToLocate(batch -> true, () -> new IllegalStateException("no native memory"));
        CompletableFuture<Inference> busy = submitHeld(thread, 1);
        CompletableFuture<Inference> photo = thread.submit(FakeEngine.whole(2), "");
        CompletableFuture<Inference> behind = thread.submit(FakeEngine.cut(3), "");
        engine.go();

        assertThat(digits(List.of(busy))).containsExactly("1");
        assertFailed(photo);
        assertFailed(behind);
        soon().untilAsserted(() -> assertThat(engine.closedBy()).containsExactly(INFERENCE));
        assertThat(engine.usedAfterClosing()).isEmpty();
    }

    @Test
    void goesOnAfterAnImageThatTheEngineFailedOn() throws Exception {
        InferenceThread thread = start(8, 64);
        engine.failOn(batch -> batch.contains(13), () -> new IllegalArgumentException("unlucky"));

        assertThat(get(thread.submit(FakeEngine.cut(13), ""))).isInstanceOf(Inference.Rejected.class);

        assertThat(digits(submit(thread, 14))).containsExactly("14");
        assertThat(engine.closedBy()).isEmpty();
    }

    static Stream<Named<Supplier<? extends Throwable>>> faults() {
        return Stream.of(
                Named.of("an exception", () -> new IllegalStateException("no native memory")),
                Named.of("an error", () -> new OutOfMemoryError("no native memory")));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void anEngineThatFailsOnEverythingFailsAllPromises(Supplier<? extends Throwable> fault) throws Exception {
        InferenceThread thread = start(2, 64);
        engine.failOn(batch -> true, fault);
        CompletableFuture<Inference> busy = submitHeld(thread, 1);
        List<CompletableFuture<Inference>> waiting = submit(thread, 2, 3, 4, 5);
        engine.go();

        assertFailed(busy);
        assertThat(waiting).allSatisfy(InferenceThreadTest::assertFailed);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void aBrokenEngineIsClosedAndTakesNoMoreImages(Supplier<? extends Throwable> fault) throws Exception {
        InferenceThread thread = start(2, 64);
        engine.failOn(batch -> true, fault);
        CompletableFuture<Inference> busy = submitHeld(thread, 1);
        engine.go();
        assertFailed(busy);
        soon().untilAsserted(() -> assertThat(engine.closedBy()).containsExactly(INFERENCE));

        assertThatThrownBy(() -> submit(thread, 2))
                .isInstanceOf(EngineFailedException.class)
                .hasRootCauseMessage("no native memory");
        assertThatCode(thread::close).doesNotThrowAnyException();
        assertThat(engine.closedBy()).containsExactly(INFERENCE);
        assertThat(engine.usedAfterClosing()).isEmpty();
    }

    @Test
    void aFullQueueBehindABrokenEngineLetsItsSubmittersGo() throws Exception {
        InferenceThread thread = start(1, 1);
        engine.failOn(batch -> true, () -> new IllegalStateException("broken"));
        CompletableFuture<Inference> busy = submitHeld(thread, 1);
        List<CompletableFuture<Inference>> waiting = submit(thread, 2);
        Submitter blocked = new Submitter(thread, 3);
        soon().until(() -> blocked.thread.getState() == Thread.State.TIMED_WAITING);
        engine.go();

        assertFailed(busy);
        assertFailed(waiting.get(0));
        assertThatThrownBy(() -> get(blocked.promise)).hasCauseInstanceOf(EngineFailedException.class);
    }

    /** The exception makes the thread look for the bad image; the error comes while it does. */
    @ParameterizedTest
    @MethodSource("errorsOn")
    void anErrorWhileABadImageIsSoughtFailsAllPromisesToo(Predicate<List<Integer>> errorOn) throws Exception {
        InferenceThread thread = start(4, 64);
        var busy = submitHeld(thread, 1);
        List<CompletableFuture<Inference>> batch = submit(thread, 2, 3, 4, 5);
        List<CompletableFuture<Inference>> waiting = submit(thread, 6);
        engine.failOn(numbers -> numbers.size() == 4, () -> {
            engine.failOn(errorOn, () -> new OutOfMemoryError("no native memory"));
            return new IllegalStateException("a batch of four");
        });
        engine.go();

        assertThat(digits(List.of(busy))).containsExactly("1");
        assertFailed(batch.get(3));
        assertFailed(waiting.get(0));
        soon().untilAsserted(() -> assertThat(engine.closedBy()).containsExactly(INFERENCE));
        assertThatThrownBy(() -> submit(thread, 7)).isInstanceOf(EngineFailedException.class);
    }

    static Stream<Named<Predicate<List<Integer>>>> errorsOn() {
        return Stream.of(
                Named.of("on the blank image", numbers -> numbers.contains(FakeEngine.BLANK)),
                Named.of("on the third image", numbers -> numbers.contains(4)));
    }

    @Test
    void takesOverNewWeightsBetweenTwoBatches() throws Exception {
        InferenceThread thread = start(8, 64);
        FakeEngine second = new FakeEngine();
        CompletableFuture<Inference> before = submitHeld(thread, 1);

        thread.swap(second.as("second"));
        List<CompletableFuture<Inference>> after = submit(thread, 2, 3);
        assertThat(engine.closedBy()).isEmpty();
        engine.go();

        assertThat(version(before)).isEqualTo("first");
        assertThat(version(after.get(0))).isEqualTo("second");
        assertThat(version(after.get(1))).isEqualTo("second");
        assertThat(engine.batches()).containsExactly(List.of(1));
        assertThat(second.batches()).containsExactly(List.of(2, 3));
        assertThat(engine.closedBy()).containsExactly(INFERENCE);
        assertThat(second.closedBy()).isEmpty();
    }

    @Test
    void weightsThatWereReplacedBeforeTheirTurnAreClosedUnused() throws Exception {
        InferenceThread thread = start(8, 64);
        FakeEngine second = new FakeEngine();
        FakeEngine third = new FakeEngine();
        CompletableFuture<Inference> before = submitHeld(thread, 1);

        thread.swap(second.as("second"));
        thread.swap(third.as("third"));
        engine.go();

        assertThat(version(before)).isEqualTo("first");
        assertThat(version(thread.submit(FakeEngine.cut(2), ""))).isEqualTo("third");
        assertThat(second.batches()).isEmpty();
        assertThat(second.closedBy()).hasSize(1);
    }

    @Test
    void weightsThatComeAfterTheEndAreClosed() {
        InferenceThread thread = start(8, 64);
        thread.close();
        FakeEngine late = new FakeEngine();

        thread.swap(late.as("late"));

        assertThat(late.closedBy()).hasSize(1);
    }

    @Test
    void weightsThatComeWhileTheEngineBreaksAreClosed() throws Exception {
        InferenceThread thread = start(8, 64);
        engine.failOn(batch -> true, () -> new IllegalStateException("broken"));
        CompletableFuture<Inference> busy = submitHeld(thread, 1);
        FakeEngine second = new FakeEngine();
        thread.swap(second.as("second"));
        engine.go();

        assertFailed(busy);
        soon().untilAsserted(() -> assertThat(second.closedBy()).hasSize(1));
        assertThat(second.batches()).isEmpty();
    }

    @Test
    void noBatchMixesWeightsHoweverOftenTheyChange() throws Exception {
        InferenceThread thread = start(8, 32);
        List<FakeEngine> engines = new ArrayList<>(List.of(engine));
        List<Future<List<CompletableFuture<Inference>>>> submissions = List.of(
                submitters.submit(
                        () -> submit(thread, IntStream.range(1_000, 3_000).toArray())),
                submitters.submit(
                        () -> submit(thread, IntStream.range(3_000, 5_000).toArray())));
        for (int i = 1; i <= 200; i++) {
            FakeEngine next = new FakeEngine();
            engines.add(next);
            thread.swap(next.as(Integer.toString(i)));
            assertThat(version(thread.submit(FakeEngine.cut(i), ""))).isEqualTo(Integer.toString(i));
        }
        for (Future<List<CompletableFuture<Inference>>> submission : submissions) {
            for (CompletableFuture<Inference> promise : get(submission)) {
                Inference.Read read = (Inference.Read) get(promise);
                int by = read.weightsVersion().equals("first") ? 0 : Integer.parseInt(read.weightsVersion());
                assertThat(engines.get(by).numbers())
                        .contains(
                                Integer.parseInt(read.reading().reading().best().digits()));
            }
        }
        thread.close();

        assertThat(engines.stream().map(FakeEngine::numbers).flatMap(Collection::stream))
                .hasSize(4_200)
                .doesNotHaveDuplicates();
        assertThat(engines).allSatisfy(each -> {
            assertThat(each.closedBy()).containsExactly(INFERENCE);
            assertThat(each.usedAfterClosing()).isEmpty();
        });
    }

    @Test
    void weightsThatCannotBeClosedBreakTheEngineInsteadOfLeavingItsImagesWaiting() throws Exception {
        FakeEngine second = new FakeEngine();
        InferenceThread thread = start(1, 64);
        thread.swap(second.as("second"));
        assertThat(digits(submit(thread, 1))).containsExactly("1");
        second.hold();
        CompletableFuture<Inference> busy = thread.submit(FakeEngine.cut(2), "");
        soon().until(() -> second.batches().size() == 2);
        second.failOnClose(new IllegalStateException("a double free"));
        thread.swap(new FakeEngine().as("third"));
        List<CompletableFuture<Inference>> waiting = submit(thread, 3, 4);
        second.go();

        assertThat(digits(List.of(busy))).containsExactly("2");
        assertThat(waiting).allSatisfy(InferenceThreadTest::assertFailed);
        assertThatThrownBy(() -> submit(thread, 5)).isInstanceOf(EngineFailedException.class);
    }

    @Test
    void endsAfterTheBatchInWork() throws Exception {
        InferenceThread thread = start(1, 64);
        CompletableFuture<Inference> busy = submitHeld(thread, 1);
        List<CompletableFuture<Inference>> waiting = submit(thread, 2, 3);
        Future<?> closing = submitters.submit(thread::close);
        soon().until(() -> refuses(thread));
        engine.go();
        get(closing);

        assertThat(digits(List.of(busy))).containsExactly("1");
        assertThat(engine.batches()).containsExactly(List.of(1));
        assertThat(engine.closedBy()).containsExactly(INFERENCE);
        assertThat(waiting)
                .as("nobody waits for what will not be read")
                .allSatisfy(promise -> assertThatThrownBy(() -> get(promise))
                        .isInstanceOf(ExecutionException.class)
                        .hasMessageContaining("closed"));
    }

    @Test
    void endsWhileItWaitsForImages() {
        InferenceThread thread = start(8, 64);

        thread.close();
        thread.close();

        assertThat(engine.closedBy()).containsExactly(INFERENCE);
        assertThatThrownBy(() -> submit(thread, 1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void endsWhileAnImageLingers() throws Exception {
        InferenceThread thread = start(new BatchPolicy(8, Duration.ofHours(1), Duration.ofMinutes(1)), 64);
        List<CompletableFuture<Inference>> lingering = submit(thread, 1);
        soon().until(() -> Thread.getAllStackTraces().keySet().stream()
                .anyMatch(each -> each.getName().equals(INFERENCE) && each.getState() == Thread.State.TIMED_WAITING));

        thread.close();

        assertThat(engine.closedBy()).containsExactly(INFERENCE);
        assertThat(lingering.get(0)).isDone();
    }

    /** Who submits while the engine breaks gets an exception, at once or from the promise, and never waits for ever. */
    @Test
    void noPromiseIsForgottenWhenTheEngineBreaks() throws Exception {
        for (int round = 0; round < 300; round++) {
            FakeEngine breaking = new FakeEngine();
            int limit = 1 + round % 7;
            breaking.failOn(batch -> breaking.batches().size() > limit, () -> new IllegalStateException("broken"));
            InferenceThread thread = start(
                    breaking,
                    new BatchPolicy(1 + round % 3, Duration.ZERO, Duration.ofMinutes(1)),
                    round % 30 == 0 ? 1 : 3);
            List<Future<List<CompletableFuture<Inference>>>> submissions = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                submissions.add(submitters.submit(submittingUntilItBreaks(thread)));
            }
            for (Future<List<CompletableFuture<Inference>>> submission : submissions) {
                assertThat(get(submission)).allSatisfy(InferenceThreadTest::assertEnded);
            }
        }
    }

    private static Callable<List<CompletableFuture<Inference>>> submittingUntilItBreaks(InferenceThread thread) {
        return () -> {
            List<CompletableFuture<Inference>> promises = new ArrayList<>();
            try {
                while (true) {
                    promises.add(thread.submit(FakeEngine.cut(promises.size()), ""));
                }
            } catch (EngineFailedException e) {
                return promises;
            }
        };
    }

    private static void assertEnded(CompletableFuture<Inference> promise) throws Exception {
        try {
            assertThat(get(promise)).isInstanceOf(Inference.Read.class);
        } catch (ExecutionException e) {
            assertThat(e).hasCauseInstanceOf(EngineFailedException.class);
        }
    }

    private static void assertFailed(Future<?> promise) {
        assertThatThrownBy(() -> get(promise)).hasCauseInstanceOf(EngineFailedException.class);
    }

    @Test
    void imagesWaitForTheFirstRelease() throws Exception {
        CompletableFuture<Recognizer> first = new CompletableFuture<>();
        InferenceThread thread = start(first);
        CompletableFuture<Inference> promise = thread.submit(FakeEngine.cut(1), "");
        assertThat(promise).isNotDone();

        first.complete(engine.as("first"));
        assertThat(get(promise)).isInstanceOf(Inference.Read.class);
    }

    @Test
    void withoutAFirstReleaseImagesFail() throws Exception {
        CompletableFuture<Recognizer> first = new CompletableFuture<>();
        InferenceThread thread = start(first);
        CompletableFuture<Inference> promise = thread.submit(FakeEngine.cut(1), "");

        first.completeExceptionally(new IllegalStateException("no natives"));
        assertThatThrownBy(() -> get(promise)).hasCauseInstanceOf(EngineFailedException.class);
        assertThat(thread.trouble()).hasValue("the engine has ended");
    }

    @Test
    void aFirstReleaseThatComesTooLateIsClosed() {
        CompletableFuture<Recognizer> first = new CompletableFuture<>();
        start(first).close();

        first.complete(engine.as("first"));
        assertThat(engine.closedBy()).hasSize(1);
    }

    /** Such a batch takes longest of all: without it the limit would be that of batches that went well. */
    @Test
    void aBatchThatIsReadImageByImageLimitsTheNextOne() throws Exception {
        engine.failOn(batch -> batch.size() > 1 || batch.contains(13), () -> new IllegalArgumentException("unlucky"));
        InferenceThread thread = start(new BatchPolicy(4, Duration.ofHours(1), Duration.ofNanos(1)), 64);
        for (CompletableFuture<Inference> promise : submit(thread, 11, 12, 13, 14)) {
            get(promise);
        }

        List<CompletableFuture<Inference>> three = submit(thread, 15, 16, 17);

        assertThat(digits(three)).as("three are a full batch now").containsExactly("15", "16", "17");
    }

    private InferenceThread start(CompletableFuture<Recognizer> first) {
        InferenceThread thread = new InferenceThread(
                first,
                new BatchPolicy(1, Duration.ZERO, Duration.ofMinutes(1)),
                8,
                ShadowPolicy.NONE,
                InferenceListeners.NONE,
                InstantSource.fixed(NOW));
        started.add(thread);
        return thread;
    }

    private InferenceThread start(int maxSize, int capacity) {
        return start(new BatchPolicy(maxSize, Duration.ZERO, Duration.ofMinutes(1)), capacity);
    }

    private InferenceThread start(BatchPolicy policy, int capacity) {
        return start(engine, policy, capacity);
    }

    private InferenceThread start(FakeEngine first, BatchPolicy policy, int capacity) {
        InferenceThread thread = new InferenceThread(first.as("first"), policy, capacity, InstantSource.fixed(NOW));
        started.add(thread);
        return thread;
    }

    /** Submits an image and waits until the engine is busy with it. */
    private CompletableFuture<Inference> submitHeld(InferenceThread thread, int number) throws InterruptedException {
        engine.hold();
        CompletableFuture<Inference> promise = thread.submit(FakeEngine.cut(number), "");
        soon().until(() -> engine.batches().size() == 1);
        return promise;
    }

    private static List<CompletableFuture<Inference>> submit(InferenceThread thread, int... numbers)
            throws InterruptedException {
        List<CompletableFuture<Inference>> promises = new ArrayList<>();
        for (int number : numbers) {
            promises.add(thread.submit(FakeEngine.cut(number), ""));
        }
        return promises;
    }

    private static boolean refuses(InferenceThread thread) throws InterruptedException {
        try {
            var unused = thread.submit(FakeEngine.cut(9), "");
            return false;
        } catch (IllegalStateException e) {
            return true;
        }
    }

    private static List<String> digits(List<CompletableFuture<Inference>> promises) throws Exception {
        List<String> digits = new ArrayList<>();
        for (CompletableFuture<Inference> promise : promises) {
            digits.add(
                    ((Inference.Read) get(promise)).reading().reading().best().digits());
        }
        return digits;
    }

    private static PlacedReading placed(CompletableFuture<Inference> promise) throws Exception {
        return ((Inference.Read) get(promise)).reading();
    }

    private static String version(CompletableFuture<Inference> promise) throws Exception {
        return ((Inference.Read) get(promise)).weightsVersion();
    }

    private static <T> T get(Future<T> promise) throws Exception {
        return promise.get(2, TimeUnit.MINUTES);
    }

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(2));
    }

    /** A thread that submits one image, and so may be found waiting. */
    private static final class Submitter {
        private final CompletableFuture<CompletableFuture<Inference>> promise = new CompletableFuture<>();
        private final Thread thread;

        Submitter(InferenceThread inference, int number) {
            thread = new Thread(() -> submit(inference, number), "submitter");
            thread.start();
        }

        private void submit(InferenceThread inference, int number) {
            try {
                promise.complete(inference.submit(FakeEngine.cut(number), ""));
            } catch (InterruptedException | RuntimeException e) {
                promise.completeExceptionally(e);
            }
        }
    }
}
