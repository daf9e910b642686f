package io.digitstream.trainer.drawn;

import io.digitstream.trainer.raster.Dice;

/** The manner in which one number is written: it gives each character its ink, and no two numbers the same manner. */
sealed interface Lettering permits Printed, PenStrokes {
    /**
     * One character, its left edge near x 0, its foot at y 0, a digit about 1 high, y growing downwards.
     *
     * @param character a digit, a capital letter of {@link PenStrokes#LETTERS} or one of {@code . , - =}
     */
    Ink write(char character, Dice dice);

    /** How unevenly its characters are placed: 0 for print, 1 for a careless hand. */
    double unevenness();
}
