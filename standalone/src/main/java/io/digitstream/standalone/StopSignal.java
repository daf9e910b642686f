package io.digitstream.standalone;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C, turned into a question that a loop can ask: the process ends only after the loop's owner has cleaned up and
 * closed this. Thread-safe.
 */
final class StopSignal implements AutoCloseable {
    /** Who cleans up for longer is stuck. */
    private static final int PATIENCE_SECONDS = 60;

    private final CountDownLatch cleanedUp = new CountDownLatch(1);
    private final CountDownLatch raised = new CountDownLatch(1);

    StopSignal() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::raise, "stop-signal"));
    }

    private void raise() {
        raised.countDown();
        try {
            boolean inTime = cleanedUp.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (!inTime) {
                System.err.println("digitstream: gave up on a clean stop after " + PATIENCE_SECONDS + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    boolean raised() {
        return raised.getCount() == 0;
    }

    /** Waits for it, but not longer than this. */
    boolean raisedWithin(Duration time) throws InterruptedException {
        return raised.await(time.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Waits for Ctrl-C. */
    void await() throws InterruptedException {
        raised.await();
    }

    @Override
    public void close() {
        cleanedUp.countDown();
    }
}
