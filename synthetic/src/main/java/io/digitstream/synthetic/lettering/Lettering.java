package io.digitstream.synthetic.lettering;

import io.digitstream.synthetic.raster.SeededRandom;

/** The way in which one number is written: gives each character its ink. */
public sealed interface Lettering permits Printed, PenStrokes, SegmentDigits, DotMatrix {
    /**
     * Writes one character: its left edge near x 0, its foot at y 0, a digit about 1 high, y growing downwards.
     *
     * @param character a digit, a capital letter of {@link PenStrokes#LETTERS} or one of {@code . , - =}
     */
    Ink write(char character, SeededRandom random);

    /** Returns how unevenly its characters are placed: 0 for print, 1 for a careless hand. */
    default double unevenness() {
        return 0;
    }

    /** Returns the distance from one character's left edge to the next, in digit heights; 0 if each has its own width. */
    default double pitch() {
        return 0;
    }
}
