package io.digitstream.trainer.evaluation;

import io.digitstream.recognizer.image.Box;

/**
 * Where the number of a photo was looked for. Immutable.
 *
 * @param found the box that was read
 * @param truth where the number is, by its label
 */
public record Place(Box found, Box truth) {
    /** Half of what both boxes cover together must be shared (IoU). */
    private static final double ENOUGH = 0.5;

    /** By how much the two overlap (IoU), in [0, 1]. */
    public double overlap() {
        return found.overlap(truth);
    }

    /** Whether the number was found. */
    public boolean isRight() {
        return overlap() >= ENOUGH;
    }
}
