package io.digitstream.processor.batch;

import java.time.Duration;

/**
 * How many images a batch may have so that it is read in the time it should take: one more after each full batch that was, a
 * tenth fewer after each that was not. One thread.
 *
 * @see <a href="https://www.usenix.org/conference/nsdi17/technical-sessions/presentation/crankshaw">Crankshaw et al. 2017, Clipper,
 *     section 4.3.1</a>
 */
final class BatchLimit {
    private static final double BACK_OFF = 0.9;

    private final BatchPolicy policy;
    private int images;

    BatchLimit(BatchPolicy policy) {
        this.policy = policy;
        this.images = policy.maxSize();
    }

    int images() {
        return images;
    }

    /** A batch of so many images was read. */
    void finished(int size, Duration took) {
        if (took.compareTo(policy.target()) > 0) {
            images = Math.max(1, (int) (BACK_OFF * Math.min(images, size)));
        } else if (size >= images) {
            images = Math.min(policy.maxSize(), images + 1);
        }
    }
}
