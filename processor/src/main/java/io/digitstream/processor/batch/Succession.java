package io.digitstream.processor.batch;

import io.digitstream.recognizer.engine.PlacedReading;
import io.digitstream.recognizer.engine.Recognizer;
import io.digitstream.recognizer.pixels.Prepared;
import java.util.List;
import java.util.Locale;
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
    private final Shadow shadow;
    private final InferenceListener listener;
    private Recognizer current;
    private @Nullable Recognizer before;

    Succession(Recognizer first, ShadowPolicy policy, InferenceListener listener) {
        this.current = first;
        this.shadow = new Shadow(policy);
        this.listener = listener;
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

    /** The release that the next batch is read with. */
    Recognizer current() {
        Recognizer successor = next.getAndSet(null);
        if (successor != null) {
            LOG.info("Weights {} take over from {}", successor.weightsVersion(), current.weightsVersion());
            Recognizer predecessor = current;
            current = successor;
            listener.tookOver(current.weightsVersion(), predecessor.weightsVersion());
            replaceBefore(shadow.watches() ? predecessor : null);
            if (!shadow.watches()) {
                predecessor.close();
            }
        }
        return current;
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
        String reason = String.format(
                Locale.ROOT,
                "of %d readings that %s was sure of, %s reads %.1f %% otherwise",
                shadow.compared(),
                predecessor.weightsVersion(),
                current.weightsVersion(),
                100 * shadow.disagreement());
        LOG.error("Going back to weights {}: {}", predecessor.weightsVersion(), reason);
        Recognizer withdrawn = current;
        current = predecessor;
        before = null;
        shadow.restart();
        listener.wentBack(withdrawn.weightsVersion(), predecessor.weightsVersion(), reason);
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
                current.close();
            }
        }
    }
}
