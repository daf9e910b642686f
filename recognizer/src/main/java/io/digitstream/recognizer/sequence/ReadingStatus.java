package io.digitstream.recognizer.sequence;

/** How a reading ended. */
public enum ReadingStatus {
    /** The digits are believed. */
    READ,
    /** The best guess is less sure than the threshold. */
    UNCERTAIN,
    /** A number of six digits or more, which is not read. */
    MORE_THAN_FIVE,
    /** The image shows no number. */
    NO_NUMBER
}
