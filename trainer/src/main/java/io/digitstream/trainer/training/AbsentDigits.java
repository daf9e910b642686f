package io.digitstream.trainer.training;

/** What the digit heads learn from places at which a number has no digit. */
public enum AbsentDigits {
    /** To answer "none". */
    LEARN,

    /**
     * Nothing: a digit head's cross-entropy counts only where there is a digit, the mean still being over all images
     * (Goodfellow et al. 2013, arXiv 1312.6082: digits beyond the length give no gradient). Its score of "none" then means
     * nothing, in a recognition's distributions too. Readings do not mind: the length head says how many digits there are,
     * each digit's probability is taken among the ten digits, and calibration asks for nothing else.
     */
    IGNORE
}
