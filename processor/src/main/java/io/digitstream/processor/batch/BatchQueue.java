package io.digitstream.processor.batch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Images waiting for the engine, handed out in batches by the {@link BatchPolicy}. Bounded: whoever brings more than the
 * engine takes waits, and so stops polling. Thread-safe, with one thread that takes.
 */
final class BatchQueue {
    private final Duration linger;
    private final BatchLimit limit;
    private final LongSupplier nanoClock;
    private final BlockingQueue<Ticket> waiting;

    BatchQueue(BatchPolicy policy, int capacity, LongSupplier nanoClock) {
        this.linger = policy.linger();
        this.limit = new BatchLimit(policy);
        this.nanoClock = nanoClock;
        this.waiting = new ArrayBlockingQueue<>(capacity);
    }

    /** @return false if the queue stayed full for the time given */
    boolean offer(Ticket ticket, long timeoutMillis) throws InterruptedException {
        return waiting.offer(ticket, timeoutMillis, TimeUnit.MILLISECONDS);
    }

    /**
     * Waits for a first image, then until the batch is due. An interrupt ends the wait: with the images taken so far, or
     * with an exception where there are none.
     */
    List<Ticket> takeBatch() throws InterruptedException {
        int size = limit.images();
        List<Ticket> batch = new ArrayList<>(size);
        Ticket oldest = waiting.take();
        batch.add(oldest);
        waiting.drainTo(batch, size - 1);
        while (batch.size() < size) {
            long left = linger.toNanos() - (nanoClock.getAsLong() - oldest.submittedNanos());
            Ticket next = left <= 0 ? null : poll(left);
            if (next == null) {
                return batch;
            }
            batch.add(next);
            waiting.drainTo(batch, size - batch.size());
        }
        return batch;
    }

    /** What was taken last was read in this time: that decides how many images the next batch may have. */
    void finished(int images, Duration took) {
        limit.finished(images, took);
    }

    private @Nullable Ticket poll(long nanos) {
        try {
            return waiting.poll(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    int size() {
        return waiting.size();
    }

    /** Takes all that is left, without waiting. */
    List<Ticket> drain() {
        List<Ticket> left = new ArrayList<>();
        waiting.drainTo(left);
        return left;
    }
}
