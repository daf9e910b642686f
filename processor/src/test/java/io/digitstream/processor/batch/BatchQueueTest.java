package io.digitstream.processor.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.digitstream.recognizer.pixels.Prepared;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchQueueTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration TARGET = Duration.ofMillis(100);
    private static final Duration NONE = Duration.ZERO;

    private final AtomicLong nanos = new AtomicLong(1_000);

    @Test
    void takesWhatIsThereWhenThereIsNoLinger() throws InterruptedException {
        BatchQueue queue = queue(4, NONE, 10);
        fill(queue, 3);

        assertThat(queue.takeBatch()).extracting(BatchQueueTest::number).containsExactly(0, 1, 2);
    }

    @Test
    void keepsTheOrderAndNeverTakesMoreThanAFullBatch() throws InterruptedException {
        BatchQueue queue = queue(4, NONE, 20);
        fill(queue, 10);

        assertThat(queue.takeBatch()).extracting(BatchQueueTest::number).containsExactly(0, 1, 2, 3);
        assertThat(queue.takeBatch()).extracting(BatchQueueTest::number).containsExactly(4, 5, 6, 7);
        assertThat(queue.takeBatch()).extracting(BatchQueueTest::number).containsExactly(8, 9);
    }

    @Test
    void aFullBatchLeavesAtOnceHoweverLongTheLinger() throws InterruptedException {
        BatchQueue queue = queue(3, HOUR, 10);
        fill(queue, 3);

        assertThat(queue.takeBatch()).hasSize(3);
    }

    @Test
    void anImageWaitsForOthersUntilTheBatchIsFull() throws Exception {
        BatchQueue queue = queue(3, HOUR, 10);
        fill(queue, 1);
        Taking taking = new Taking(queue);

        taking.awaitWaiting();
        offer(queue, 1);
        taking.awaitWaiting();
        assertThat(taking.batch).isNotDone();
        offer(queue, 2);

        assertThat(taking.taken()).extracting(BatchQueueTest::number).containsExactly(0, 1, 2);
    }

    @Test
    void leavesWhenTheOldestImageHasWaitedLongEnough() throws InterruptedException {
        BatchQueue queue = queue(3, HOUR, 10);
        fill(queue, 2);

        nanos.addAndGet(HOUR.toNanos());

        assertThat(queue.takeBatch()).extracting(BatchQueueTest::number).containsExactly(0, 1);
    }

    @Test
    void waitsOnlyForWhatIsLeftOfTheOldestImagesLinger() throws InterruptedException {
        BatchQueue queue = queue(3, HOUR, 10);
        fill(queue, 1);

        nanos.addAndGet(HOUR.minusMillis(2).toNanos());

        assertThat(queue.takeBatch()).hasSize(1);
    }

    @Test
    void anImageThatComesLaterDoesNotProlongTheWait() throws Exception {
        BatchQueue queue = queue(3, HOUR, 10);
        fill(queue, 1);
        Taking taking = new Taking(queue);
        taking.awaitWaiting();

        nanos.addAndGet(HOUR.toNanos());
        offer(queue, 1);

        assertThat(taking.taken()).extracting(BatchQueueTest::number).containsExactly(0, 1);
    }

    @Test
    void whatWaitedWhileTheEngineWasBusyCountsTowardsTheLinger() throws InterruptedException {
        BatchQueue queue = queue(2, HOUR, 10);
        fill(queue, 3);
        assertThat(queue.takeBatch()).hasSize(2);

        nanos.addAndGet(HOUR.toNanos());

        assertThat(queue.takeBatch()).extracting(BatchQueueTest::number).containsExactly(2);
    }

    @Test
    void refusesAnImageWhileItIsFull() throws InterruptedException {
        BatchQueue queue = queue(4, NONE, 2);
        fill(queue, 2);

        assertThat(queue.offer(ticket(2), 5)).isFalse();
        assertThat(queue.takeBatch()).extracting(BatchQueueTest::number).containsExactly(0, 1);
        assertThat(queue.offer(ticket(3), 5)).isTrue();
    }

    @Test
    void takesAnImageThatWaitedForAFreePlace() throws Exception {
        BatchQueue queue = queue(1, NONE, 1);
        fill(queue, 1);
        CompletableFuture<Boolean> offered = CompletableFuture.supplyAsync(() -> {
            try {
                return queue.offer(ticket(1), TimeUnit.SECONDS.toMillis(20));
            } catch (InterruptedException e) {
                throw new CompletionException(e);
            }
        });

        assertThat(queue.takeBatch()).extracting(BatchQueueTest::number).containsExactly(0);
        assertThat(offered.get(2, TimeUnit.MINUTES)).isTrue();
        assertThat(queue.takeBatch()).extracting(BatchQueueTest::number).containsExactly(1);
    }

    @Test
    void isEmptyAfterAllThatIsLeftWasTaken() throws InterruptedException {
        BatchQueue queue = queue(2, HOUR, 10);
        fill(queue, 3);

        assertThat(queue.drain()).extracting(BatchQueueTest::number).containsExactly(0, 1, 2);
        assertThat(queue.drain()).isEmpty();
    }

    @Test
    void losesNoImageWhenItIsInterruptedWhileTheOldestLingers() throws Exception {
        BatchQueue queue = queue(3, HOUR, 10);
        fill(queue, 2);
        Taking taking = new Taking(queue);
        taking.awaitWaiting();

        taking.thread.interrupt();

        assertThat(taking.taken()).extracting(BatchQueueTest::number).containsExactly(0, 1);
        taking.thread.join();
        assertThat(taking.interrupted).isTrue();
    }

    @Test
    void makesBatchesSmallerWhenTheyTakeTooLong() throws InterruptedException {
        BatchQueue queue = queue(10, NONE, 40);
        fill(queue, 40);
        assertThat(queue.takeBatch()).hasSize(10);

        queue.finished(10, TARGET.plusNanos(1));
        assertThat(queue.takeBatch()).hasSize(9);

        queue.finished(9, TARGET);
        assertThat(queue.takeBatch()).hasSize(10);
    }

    private BatchQueue queue(int maxSize, Duration linger, int capacity) {
        return new BatchQueue(new BatchPolicy(maxSize, linger, TARGET), capacity, nanos::get);
    }

    private void fill(BatchQueue queue, int images) throws InterruptedException {
        for (int number : IntStream.range(0, images).toArray()) {
            offer(queue, number);
        }
    }

    private void offer(BatchQueue queue, int number) throws InterruptedException {
        assertThat(queue.offer(ticket(number), 0)).isTrue();
    }

    private Ticket ticket(int number) {
        return new Ticket(FakeEngine.cut(number), "", nanos.get(), new CompletableFuture<>());
    }

    private static int number(Ticket ticket) {
        byte[] values = ((Prepared.Cut) ticket.image()).pixels().values();
        return values[values.length - 1];
    }

    /** A thread that takes one batch. */
    private static final class Taking {
        private final CompletableFuture<List<Ticket>> batch = new CompletableFuture<>();
        private final Thread thread;
        private volatile boolean interrupted;

        Taking(BatchQueue queue) {
            thread = new Thread(() -> take(queue), "taking");
            thread.start();
        }

        private void take(BatchQueue queue) {
            try {
                batch.complete(queue.takeBatch());
            } catch (InterruptedException e) {
                batch.completeExceptionally(e);
            }
            interrupted = Thread.currentThread().isInterrupted();
        }

        List<Ticket> taken() throws Exception {
            return batch.get(2, TimeUnit.MINUTES);
        }

        void awaitWaiting() {
            await().atMost(Duration.ofMinutes(2)).until(() -> thread.getState() == Thread.State.TIMED_WAITING);
        }
    }
}
