package io.digitstream.processor.batch;

import io.digitstream.recognizer.engine.PlacedReading;
import io.digitstream.recognizer.engine.Recognizer;
import io.digitstream.recognizer.image.ImageLimits;
import io.digitstream.recognizer.image.ImageRejectedException;
import io.digitstream.recognizer.image.RejectionReason;
import io.digitstream.recognizer.pixels.Prepared;
import io.digitstream.recognizer.pixels.Preparer;
import java.awt.image.BufferedImage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread of a process on which images are read: it merges the images of all tasks into batches. Its recognizer changes
 * only between two batches. Thread-safe.
 */
public final class InferenceThread implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(InferenceThread.class);
    private static final long FULL_QUEUE_CHECK_MILLIS = 200;
    private static final Duration LONGEST_BATCH = Duration.ofSeconds(60);

    private final BatchQueue queue;
    private final Succession releases;
    private final InferenceListeners listeners;
    private final InstantSource clock;
    private final LongSupplier nanoClock = System::nanoTime;
    private final Thread thread;
    private volatile @Nullable EngineFailedException failure;
    private volatile boolean closed;

    /** As {@link System#nanoTime} says it; 0 while the engine computes nothing. */
    private volatile long inferringSince;

    /**
     * Starts the thread.
     *
     * @param first to begin with, which images wait for; owned from now on
     * @param capacity images that may wait before {@link #submit} blocks
     * @param shadow how releases that take over are watched
     */
    public InferenceThread(
            CompletableFuture<Recognizer> first,
            BatchPolicy policy,
            int capacity,
            ShadowPolicy shadow,
            InferenceListeners listeners,
            InstantSource clock) {
        this.queue = new BatchQueue(policy, capacity, nanoClock);
        this.releases = new Succession(first, shadow, listeners);
        this.listeners = listeners;
        this.clock = clock;
        this.thread = new Thread(this::run, "inference");
        thread.start();
    }

    /** One whose releases are not watched and that nobody listens to. */
    public InferenceThread(Recognizer recognizer, BatchPolicy policy, int capacity, InstantSource clock) {
        this(
                CompletableFuture.completedFuture(recognizer),
                policy,
                capacity,
                ShadowPolicy.NONE,
                InferenceListeners.NONE,
                clock);
    }

    /**
     * Hands in one image. Blocks while the queue is full: a slow engine slows the intake.
     *
     * @param trace that it belongs to, for who listens; empty for none
     * @return the promise of its inference, which fails with {@link EngineFailedException} if the engine breaks
     * @throws EngineFailedException if the engine is broken
     */
    public CompletableFuture<Inference> submit(Prepared image, String trace) throws InterruptedException {
        Ticket ticket = new Ticket(image, trace, nanoClock.getAsLong(), new CompletableFuture<>());
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

    /** Images that wait for the engine. */
    public int waiting() {
        return queue.size();
    }

    /** What is wrong with the engine, if it has ended, or is busy with one batch for longer than a batch can take. */
    public Optional<String> trouble() {
        if (failure != null || !thread.isAlive()) {
            return Optional.of("the engine has ended");
        }
        long since = inferringSince;
        return since != 0 && nanoClock.getAsLong() - since > LONGEST_BATCH.toNanos()
                ? Optional.of("the engine is busy with one batch for more than " + LONGEST_BATCH.toSeconds() + " s")
                : Optional.empty();
    }

    /** Takes over another release between two batches; the one before is closed, or reads along until the next one comes. */
    public void swap(Recognizer recognizer) {
        try {
            releases.offer(recognizer);
        } finally {
            if (closed || failure != null) {
                // The thread has looked for a successor for the last time, or is about to.
                releases.withdraw();
            }
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

    private void run() {
        List<Ticket> batch = List.of();
        try {
            releases.begin();
            while (!closed) {
                batch = queue.takeBatch();
                infer(releases.current(), batch);
            }
        } catch (InterruptedException e) {
            // close() interrupts; there is nothing left to do but to end.
            closed = true;
        } catch (Throwable e) {
            fail(batch, e);
        } finally {
            fail(queue.drain());
            releases.close();
        }
    }

    /** Whatever is thrown here is the engine's end: left alone, it would leave submitters waiting for ever. */
    private void fail(List<Ticket> batch, Throwable cause) {
        failure = cause instanceof EngineFailedException known
                ? known
                : new EngineFailedException("the engine failed beyond repair", cause);
        fail(batch);
        if (cause instanceof ExecutionException) {
            // The caller that starts the processor gets the failure.
            LOG.debug("There are no weights to read with", cause);
        } else {
            LOG.error("The engine failed; this process stops reading", cause);
        }
    }

    private void fail(List<Ticket> tickets) {
        tickets.forEach(ticket -> ticket.promise().completeExceptionally(whyEnded()));
    }

    private void infer(Recognizer recognizer, List<Ticket> batch) {
        long begun = nanoClock.getAsLong();
        List<Optional<PlacedReading>> readings = read(recognizer, batch);
        Duration took = Duration.ofNanos(nanoClock.getAsLong() - begun);
        queue.finished(batch.size(), took);
        listeners.read(
                new ReadBatch(recognizer.weightsVersion(), clock.instant(), took, images(batch, readings, begun)));
        watch(batch, readings);
    }

    /** Answers each image of a batch; the reading is empty where the engine failed on the image. */
    private List<Optional<PlacedReading>> read(Recognizer recognizer, List<Ticket> batch) {
        List<PlacedReading> readings;
        try {
            readings = readTimed(recognizer, batch.stream().map(Ticket::image).toList());
        } catch (RuntimeException e) {
            return isolate(recognizer, batch, e);
        }
        Instant done = clock.instant();
        for (int i = 0; i < batch.size(); i++) {
            batch.get(i).promise().complete(new Inference.Read(readings.get(i), recognizer.weightsVersion(), done));
        }
        return readings.stream().map(Optional::of).toList();
    }

    private List<PlacedReading> readTimed(Recognizer recognizer, List<Prepared> images) {
        inferringSince = nanoClock.getAsLong();
        try {
            return recognizer.read(images);
        } finally {
            inferringSince = 0;
        }
    }

    private static List<ReadBatch.ReadImage> images(
            List<Ticket> batch, List<Optional<PlacedReading>> readings, long begun) {
        List<ReadBatch.ReadImage> images = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            Ticket ticket = batch.get(i);
            Duration waited = Duration.ofNanos(begun - ticket.submittedNanos());
            images.add(new ReadBatch.ReadImage(ticket.trace(), waited, readings.get(i)));
        }
        return images;
    }

    /** Has the release before read along what was read. */
    private void watch(List<Ticket> batch, List<Optional<PlacedReading>> readings) {
        List<Prepared> read = IntStream.range(0, batch.size())
                .filter(i -> readings.get(i).isPresent())
                .mapToObj(i -> batch.get(i).image())
                .toList();
        if (!read.isEmpty()) {
            releases.watch(read, readings.stream().flatMap(Optional::stream).toList());
        }
    }

    /** Finds the images that made a batch fail by reading each alone. An engine that fails on a blank image is broken. */
    private List<Optional<PlacedReading>> isolate(Recognizer recognizer, List<Ticket> batch, RuntimeException cause) {
        LOG.warn(
                "A batch of {} failed with weights {}; reading its images one by one",
                batch.size(),
                recognizer.weightsVersion(),
                cause);
        Preparer preparer = recognizer.networks().preparer(ImageLimits.DEFAULT);
        try {
            readTimed(recognizer, List.of(preparer.prepare(new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB))));
        } catch (RuntimeException e) {
            throw new EngineFailedException("the engine failed on a batch, and on a blank image too", e);
        }
        return batch.stream().map(ticket -> readAlone(recognizer, ticket)).toList();
    }

    private Optional<PlacedReading> readAlone(Recognizer recognizer, Ticket ticket) {
        try {
            PlacedReading reading =
                    readTimed(recognizer, List.of(ticket.image())).get(0);
            ticket.promise().complete(new Inference.Read(reading, recognizer.weightsVersion(), clock.instant()));
            return Optional.of(reading);
        } catch (RuntimeException e) {
            ImageRejectedException rejection = new ImageRejectedException(
                    RejectionReason.INFERENCE_FAILED, "the network failed on this image: " + e, e);
            ticket.promise().complete(new Inference.Rejected(rejection, clock.instant()));
            return Optional.empty();
        }
    }
}
