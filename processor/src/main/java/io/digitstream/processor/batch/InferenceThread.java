package io.digitstream.processor.batch;

import io.digitstream.recognizer.engine.PlacedReading;
import io.digitstream.recognizer.engine.Recognizer;
import io.digitstream.recognizer.image.ImageLimits;
import io.digitstream.recognizer.image.ImageRejectedException;
import io.digitstream.recognizer.image.RejectionReason;
import io.digitstream.recognizer.pixels.Prepared;
import io.digitstream.recognizer.pixels.Preparer;
import java.awt.image.BufferedImage;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread of a process on which images are read: it merges the images of all tasks into batches. It owns the
 * recognizer, changes it only between two batches, and closes it. Thread-safe.
 */
public final class InferenceThread implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(InferenceThread.class);
    private static final long FULL_QUEUE_CHECK_MILLIS = 200;

    private final BatchQueue queue;
    private final InstantSource clock;
    private final AtomicReference<@Nullable Recognizer> next = new AtomicReference<>();
    private final Thread thread;
    private volatile @Nullable EngineFailedException failure;
    private volatile boolean closed;

    /**
     * Starts the thread.
     *
     * @param recognizer to begin with; owned from now on
     * @param capacity images that may wait before {@link #submit} blocks
     */
    public InferenceThread(Recognizer recognizer, BatchPolicy policy, int capacity, InstantSource clock) {
        this.queue = new BatchQueue(policy, capacity, System::nanoTime);
        this.clock = clock;
        this.thread = new Thread(() -> run(recognizer), "inference");
        thread.start();
    }

    /**
     * Hands in one image. Blocks while the queue is full: a slow engine slows the intake.
     *
     * @return the promise of its inference, which fails with {@link EngineFailedException} if the engine breaks
     * @throws EngineFailedException if the engine is broken
     */
    public CompletableFuture<Inference> submit(Prepared image) throws InterruptedException {
        Ticket ticket = new Ticket(image, System.nanoTime(), new CompletableFuture<>());
        do {
            requireAlive();
        } while (!queue.offer(ticket, FULL_QUEUE_CHECK_MILLIS));
        // If the engine broke between the check and the offer, the queue was drained and nobody takes the ticket.
        requireAlive();
        return ticket.promise();
    }

    private void requireAlive() {
        if (closed || failure != null) {
            throw whyEnded();
        }
    }

    private RuntimeException whyEnded() {
        EngineFailedException cause = failure;
        return cause == null ? new IllegalStateException("the inference thread is closed") : cause;
    }

    /** Takes over another release between two batches, and closes the one before. */
    public void swap(Recognizer recognizer) {
        closeUnused(next.getAndSet(recognizer));
        if (closed || failure != null) {
            // The thread has looked for a successor for the last time, or is about to.
            closeUnused(next.getAndSet(null));
        }
    }

    private static void closeUnused(@Nullable Recognizer recognizer) {
        if (recognizer != null) {
            recognizer.close();
        }
    }

    /**
     * Ends after the batch in work. Images that wait are not read, and their promises fail: they are still pending in their
     * stores.
     */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run(Recognizer first) {
        Recognizer current = first;
        List<Ticket> batch = List.of();
        try {
            while (!closed) {
                batch = queue.takeBatch();
                Recognizer successor = next.getAndSet(null);
                if (successor != null) {
                    LOG.info("Weights {} take over from {}", successor.weightsVersion(), current.weightsVersion());
                    Recognizer before = current;
                    current = successor;
                    before.close();
                }
                infer(current, batch);
            }
        } catch (InterruptedException e) {
            // close() interrupts; there is nothing left to do but to end.
            closed = true;
        } catch (Throwable e) {
            fail(batch, e, current);
        } finally {
            fail(queue.drain());
            closeUnused(next.getAndSet(null));
            current.close();
        }
    }

    /** Whatever is thrown here is the engine's end: left alone, it would leave submitters waiting for ever. */
    private void fail(List<Ticket> batch, Throwable cause, Recognizer recognizer) {
        failure = cause instanceof EngineFailedException known
                ? known
                : new EngineFailedException("the engine failed beyond repair", cause);
        fail(batch);
        LOG.error("The engine failed with weights {}; this process stops reading", recognizer.weightsVersion(), cause);
    }

    private void fail(List<Ticket> tickets) {
        tickets.forEach(ticket -> ticket.promise().completeExceptionally(whyEnded()));
    }

    private void infer(Recognizer recognizer, List<Ticket> batch) {
        try {
            List<PlacedReading> readings =
                    recognizer.read(batch.stream().map(Ticket::image).toList());
            for (int i = 0; i < batch.size(); i++) {
                complete(batch.get(i), readings.get(i), recognizer);
            }
        } catch (RuntimeException e) {
            isolate(recognizer, batch, e);
        }
    }

    /** Finds the images that made a batch fail by reading each alone. An engine that fails on a blank image is broken. */
    private void isolate(Recognizer recognizer, List<Ticket> batch, RuntimeException cause) {
        LOG.warn(
                "A batch of {} failed with weights {}; reading its images one by one",
                batch.size(),
                recognizer.weightsVersion(),
                cause);
        Preparer preparer = recognizer.networks().preparer(ImageLimits.DEFAULT);
        try {
            recognizer.read(List.of(preparer.prepare(new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB))));
        } catch (RuntimeException e) {
            throw new EngineFailedException("the engine failed on a batch, and on a blank image too", e);
        }
        for (Ticket ticket : batch) {
            try {
                complete(ticket, recognizer.read(List.of(ticket.image())).get(0), recognizer);
            } catch (RuntimeException e) {
                ImageRejectedException rejection = new ImageRejectedException(
                        RejectionReason.INFERENCE_FAILED, "the network failed on this image: " + e, e);
                ticket.promise().complete(new Inference.Rejected(rejection, clock.instant()));
            }
        }
    }

    private void complete(Ticket ticket, PlacedReading reading, Recognizer recognizer) {
        ticket.promise().complete(new Inference.Read(reading, recognizer.weightsVersion(), clock.instant()));
    }
}
