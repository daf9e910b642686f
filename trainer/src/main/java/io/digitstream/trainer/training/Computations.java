package io.digitstream.trainer.training;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** Waits for work on several threads that together are one step. */
final class Computations {
    private Computations() {}

    /**
     * Waits for all, so that none uses an array any more when one has failed.
     *
     * @param failure what to say of one that failed
     * @throws IllegalStateException with the cause of the first that failed; the others are suppressed
     */
    static void await(List<Future<?>> computations, String failure) throws InterruptedException {
        IllegalStateException first = null;
        for (Future<?> computation : computations) {
            try {
                computation.get();
            } catch (ExecutionException e) {
                IllegalStateException another = new IllegalStateException(failure, e.getCause());
                if (first == null) {
                    first = another;
                } else {
                    first.addSuppressed(another);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
