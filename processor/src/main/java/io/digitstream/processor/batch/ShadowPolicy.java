package io.digitstream.processor.batch;

/**
 * How a new release is watched by the one before it. Immutable.
 *
 * @param share of batches that the one before reads as well, in [0, 1]; 0 for none
 * @param mostDisagreement share of its sure readings that the new one may contradict, in [0, 1]; beyond it the processor
 *     goes back
 */
public record ShadowPolicy(double share, double mostDisagreement) {
    /** Nobody is watched. */
    public static final ShadowPolicy NONE = new ShadowPolicy(0, 1);

    public ShadowPolicy {
        if (!(share >= 0 && share <= 1 && mostDisagreement >= 0 && mostDisagreement <= 1)) {
            throw new IllegalArgumentException(
                    "both shares must be from 0 to 1, not " + share + " and " + mostDisagreement);
        }
    }
}
