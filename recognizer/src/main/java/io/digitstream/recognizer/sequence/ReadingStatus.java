package io.digitstream.recognizer.sequence;

/** How a reading ended. */
public enum ReadingStatus {
    /** The digits are believed. */
    READ,
    /** The best guess is less sure than the threshold. */
    UNCERTAIN,
    /** A number of more digits than the release reads. */
    TOO_LONG,
    /** The image shows no number. */
    NO_NUMBER
}
