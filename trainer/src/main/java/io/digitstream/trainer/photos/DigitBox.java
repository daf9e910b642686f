package io.digitstream.trainer.photos;

import io.digitstream.recognizer.image.Region;

/**
 * One digit of a number and where an annotator saw it; the box may reach outside the photo. Immutable.
 *
 * @param digit 0 to 9
 */
public record DigitBox(int digit, Region box) {
    public DigitBox {
        if (digit < 0 || digit > 9) {
            throw new IllegalArgumentException("not a digit: " + digit);
        }
    }
}
