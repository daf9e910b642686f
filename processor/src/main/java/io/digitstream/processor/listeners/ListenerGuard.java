package io.digitstream.processor.listeners;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls listeners so that their failures never reach the caller: a failure is counted by kind, and logged. Each kind logs its
 * first failure, then the second, fourth, eighth and so on. Thread-safe.
 */
public final class ListenerGuard {
    private static final Logger LOG = LoggerFactory.getLogger(ListenerGuard.class);

    private final Map<ListenerKind, AtomicLong> failures = new EnumMap<>(ListenerKind.class);

    public ListenerGuard() {
        for (ListenerKind kind : ListenerKind.values()) {
            failures.put(kind, new AtomicLong());
        }
    }

    /** Runs a callback; whatever it throws ends here. */
    public void run(ListenerKind kind, Runnable callback) {
        try {
            callback.run();
        } catch (Throwable e) {
            failed(kind, e);
        }
    }

    /**
     * Asks a callback for a value.
     *
     * @param otherwise the value to use if the callback throws
     */
    public <T> T get(ListenerKind kind, Supplier<? extends T> callback, T otherwise) {
        try {
            return callback.get();
        } catch (Throwable e) {
            failed(kind, e);
            return otherwise;
        }
    }

    private void failed(ListenerKind kind, Throwable cause) {
        long count = counter(kind).incrementAndGet();
        if (Long.bitCount(count) == 1) {
            LOG.warn(
                    "A listener of kind {} failed, failure {} of this kind; images are read all the same",
                    kind.tag(),
                    count,
                    cause);
        }
    }

    /** How many callbacks of this kind have failed. */
    public long failures(ListenerKind kind) {
        return counter(kind).get();
    }

    private AtomicLong counter(ListenerKind kind) {
        return Objects.requireNonNull(failures.get(kind));
    }
}
