package io.digitstream.trainer.training;

/** What the digit heads learn from places at which a number has no digit. */
public enum AbsentDigits {
    /** To answer "none". */
    LEARN,

    /**
     * Nothing: a digit head's cross-entropy counts only where there is a digit (Goodfellow et al. 2013, section 3), the mean
     * still being over all images. Its score of "none" then means nothing, here or in the release: reading a number asks the
     * length head, and takes a digit's probability among the ten digits.
     */
    IGNORE
}
