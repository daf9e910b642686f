package io.digitstream.processor.batch;

import java.time.Duration;

/**
 * When a batch leaves: when it is full, or when its oldest image has waited for the linger, whichever is first. With a
 * linger of zero an idle engine takes what is there, and batches grow by themselves while it is busy. A batch is full when it
 * has its largest size, or as many images as are read within the target. Immutable.
 *
 * @param maxSize images that a batch has at most, at least 1
 * @param linger longest that an image waits for others while the engine is idle, 0 or more
 * @param target time that reading a batch should take, more than 0
 */
public record BatchPolicy(int maxSize, Duration linger, Duration target) {
    public BatchPolicy {
        if (maxSize < 1 || linger.isNegative()) {
            throw new IllegalArgumentException(
                    "a batch holds at least 1 image and lingers 0 or more, not " + maxSize + ", " + linger);
        }
        if (target.isNegative() || target.isZero()) {
            throw new IllegalArgumentException("reading a batch takes more than no time, not " + target);
        }
    }
}
