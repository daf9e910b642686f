package io.digitstream.application.lifecycle;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Closes several resources in reverse order; one that cannot be closed never keeps another from being closed. Thread-safe: while
 * one thread closes, others wait until everything is closed.
 */
public final class Closer implements AutoCloseable {
    private final Deque<AutoCloseable> resources = new ArrayDeque<>();

    /**
     * Takes over a resource.
     *
     * @return the same resource
     */
    public synchronized <R extends AutoCloseable> R add(R resource) {
        resources.push(resource);
        return resource;
    }

    /**
     * Closes each resource once, the last one first. Throws the first failure, with all further ones suppressed in it.
     *
     * @throws IllegalStateException for a failure that is a checked exception
     */
    @Override
    public synchronized void close() {
        Throwable failure = null;
        while (!resources.isEmpty()) {
            failure = close(resources.pop(), failure);
        }
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure != null) {
            throw failure instanceof RuntimeException unchecked
                    ? unchecked
                    : new IllegalStateException("a resource cannot be closed", failure);
        }
    }

    /** Closes a resource because of a failure; what goes wrong then is suppressed in that failure. */
    public static void closeAfter(Throwable failure, AutoCloseable resource) {
        close(resource, failure);
    }

    private static @Nullable Throwable close(AutoCloseable resource, @Nullable Throwable failure) {
        try {
            resource.close();
            return failure;
        } catch (Throwable e) {
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            if (failure == null) {
                return e;
            }
            if (failure != e) {
                failure.addSuppressed(e);
            }
            return failure;
        }
    }
}
