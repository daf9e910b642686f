package io.digitstream.trainer.examples;

/**
 * What training images are made of. Immutable.
 *
 * @param drawn share of drawn numbers, in [0, 1]
 * @param recombined share of numbers recombined from real digits, in [0, 1]; the rest are photos as they are
 */
public record Mix(double drawn, double recombined) {
    public Mix {
        if (!(drawn >= 0 && recombined >= 0 && drawn + recombined <= 1)) {
            throw new IllegalArgumentException(
                    "the shares of drawn numbers, %s, and of recombined ones, %s, must be at least 0 and together at most 1"
                            .formatted(drawn, recombined));
        }
    }
}
