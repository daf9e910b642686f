package io.digitstream.recognizer.sequence;

/**
 * One number that the image may show, with its probability. Immutable.
 *
 * @param length number of digits; one more than the network reads for a number that is too long
 * @param digits exactly {@code length} of them; empty for a number that is too long
 * @param probability in [0, 1]
 */
public record Candidate(int length, String digits, double probability) {
    public Candidate {
        if (length < 0 || !(digits.isEmpty() || digits.length() == length)) {
            throw new IllegalArgumentException("not a number of length " + length + ": " + digits);
        }
    }

    /** What the number is when it is believed. */
    public ReadingStatus status() {
        if (length == 0) {
            return ReadingStatus.NO_NUMBER;
        }
        return digits.isEmpty() ? ReadingStatus.TOO_LONG : ReadingStatus.READ;
    }

    /** Whether the number has more digits than the network reads. */
    public boolean isTooLong() {
        return status() == ReadingStatus.TOO_LONG;
    }

    /**
     * Whether this is the right number; of one that is too long it is right to know only that.
     *
     * @param label all digits of the right number, none where there is no number
     */
    public boolean isRight(String label) {
        return isTooLong() ? label.length() >= length : digits.equals(label);
    }
}
