package io.digitstream.trainer.search;

import io.digitstream.recognizer.sequence.Reading;

/**
 * What a release reads where it looks once. Immutable.
 *
 * @param box looked at, before it is enlarged as every region is
 * @param reading calibrated
 */
record Look(Box box, Reading reading) {
    /** What is read, empty if it is no number of one to five digits. */
    String digits() {
        return reading.best().digits();
    }

    /** That what is read stands here. */
    Claim claim() {
        return new Claim(digits(), box);
    }

    /** How probable a number is in this box. */
    double probability(String digits) {
        return reading.probability(digits);
    }
}
