package io.digitstream.recognizer.location;

import io.digitstream.recognizer.image.Box;

/**
 * A place where a number may be. Immutable.
 *
 * @param box close around the digits
 * @param presence how likely it is one, in [0, 1]
 */
public record Sighting(Box box, double presence) {
    /** Boxes that overlap by this much (IoU) show the same number. */
    private static final double SAME = 0.4;

    /** Whether another sighting is of the same number. */
    public boolean isOfTheSameAs(Sighting other) {
        return box.overlap(other.box) >= SAME;
    }
}
