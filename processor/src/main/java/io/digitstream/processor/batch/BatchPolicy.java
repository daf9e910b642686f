package io.digitstream.processor.batch;

import java.time.Duration;

/**
 * When a batch leaves: when it is full, or when its oldest image has waited for the linger, whichever is first. With a
 * linger of zero an idle engine takes what is there, and batches grow by themselves while it is busy. Immutable.
 *
 * @param maxSize images in a full batch, at least 1
 * @param linger longest that an image waits for others while the engine is idle, 0 or more
 */
public record BatchPolicy(int maxSize, Duration linger) {
    public BatchPolicy {
        if (maxSize < 1 || linger.isNegative()) {
            throw new IllegalArgumentException(
                    "a batch holds at least 1 image and lingers 0 or more, not " + maxSize + ", " + linger);
        }
    }
}
