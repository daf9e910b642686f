package io.digitstream.processor.batch;

import io.digitstream.recognizer.engine.PlacedReading;
import io.digitstream.recognizer.engine.Recognizer;
import io.digitstream.recognizer.pixels.Prepared;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The releases of the inference thread: the one that reads, the one that is to follow, and, while it is watched, the one
 * before. Owns and closes them. One thread, but for {@link #offer} and {@link #withdraw}.
 */
final class Succession implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Succession.class);

    private final AtomicReference<@Nullable Recognizer> next = new AtomicReference<>();
    private final CompletableFuture<Recognizer> first;
    private final Shadow shadow;
    private final InferenceListener listener;
    private @Nullable Recognizer current;
    private @Nullable Recognizer before;

    Succession(CompletableFuture<Recognizer> first, ShadowPolicy policy, InferenceListener listener) {
        this.first = first;
        this.shadow = new Shadow(policy);
        this.listener = listener;
    }

    /**
     * Waits for the first release.
     *
     * @throws ExecutionException if there is none
     */
    void begin() throws InterruptedException, ExecutionException {
        Recognizer recognizer = first.get();
        current = recognizer;
        listener.began(recognizer.release());
    }

    /** The release that is to take over; one that was to do so and has not is closed. */
    void offer(Recognizer recognizer) {
        close(next.getAndSet(recognizer));
    }

    /** Nobody takes over any more. */
    void withdraw() {
        close(next.getAndSet(null));
    }

    private static void close(@Nullable Recognizer recognizer) {
        if (recognizer != null) {
            recognizer.close();
        }
    }

    /** The release that the next batch is read with; not before {@link #begin}. */
    Recognizer current() {
        Recognizer predecessor = Objects.requireNonNull(current, "no release has begun");
        Recognizer successor = next.getAndSet(null);
        if (successor == null) {
            return predecessor;
        }
        LOG.info("Weights {} take over from {}", successor.weightsVersion(), predecessor.weightsVersion());
        current = successor;
        listener.tookOver(successor.release(), predecessor.release());
        replaceBefore(shadow.watches() ? predecessor : null);
        if (!shadow.watches()) {
            predecessor.close();
        }
        return successor;
    }

    private void replaceBefore(@Nullable Recognizer recognizer) {
        Recognizer replaced = before;
        before = recognizer;
        shadow.restart();
        close(replaced);
    }

    /** Has the release before read along now and then; goes back to it if the one in force contradicts it too often. */
    void watch(List<Prepared> batch, List<PlacedReading> readings) {
        Recognizer predecessor = before;
        if (predecessor == null || !shadow.isDue()) {
            return;
        }
        try {
            shadow.compare(predecessor.read(batch), readings);
        } catch (RuntimeException | OutOfMemoryError e) {
            // Of two engines in memory this is the one that no image needs.
            LOG.warn("Weights {} failed while they read along; they are let go", predecessor.weightsVersion(), e);
            replaceBefore(null);
            return;
        }
        listener.compared(shadow.compared(), shadow.disagreement());
        if (shadow.isBeyondBound()) {
            goBackTo(predecessor);
        }
    }

    private void goBackTo(Recognizer predecessor) {
        Recognizer withdrawn = Objects.requireNonNull(current, "no release has begun");
        String reason = String.format(
                Locale.ROOT,
                "of %d readings that %s was sure of, %s reads %.1f %% otherwise",
                shadow.compared(),
                predecessor.weightsVersion(),
                withdrawn.weightsVersion(),
                100 * shadow.disagreement());
        LOG.error("Going back to weights {}: {}", predecessor.weightsVersion(), reason);
        current = predecessor;
        before = null;
        shadow.restart();
        listener.wentBack(withdrawn.release(), predecessor.release(), reason);
        withdrawn.close();
    }

    @Override
    public void close() {
        try {
            withdraw();
        } finally {
            try {
                replaceBefore(null);
            } finally {
                closeLast();
            }
        }
    }

    private void closeLast() {
        if (current != null) {
            current.close();
        } else {
            // It may still come.
            var unused = first.thenAccept(Recognizer::close);
        }
    }
}
