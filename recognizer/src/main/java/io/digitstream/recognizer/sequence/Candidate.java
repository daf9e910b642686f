package io.digitstream.recognizer.sequence;

import io.digitstream.recognizer.network.Head;

/**
 * One number that the image may show, with its probability. Immutable.
 *
 * @param length number of digits, 0 to 5; {@link Head#MORE_THAN_FIVE} for more
 * @param digits exactly {@code length} of them; empty for more than five
 * @param probability in [0, 1]
 */
public record Candidate(int length, String digits, double probability) {
    public Candidate {
        int expected = length == Head.MORE_THAN_FIVE ? 0 : length;
        if (length < 0 || length > Head.MORE_THAN_FIVE || digits.length() != expected) {
            throw new IllegalArgumentException("not a number of length " + length + ": " + digits);
        }
    }

    /** What the number is when it is believed. */
    public ReadingStatus status() {
        return switch (length) {
            case 0 -> ReadingStatus.NO_NUMBER;
            case Head.MORE_THAN_FIVE -> ReadingStatus.MORE_THAN_FIVE;
            default -> ReadingStatus.READ;
        };
    }

    /**
     * Whether this is the right number; of more than five digits it is right to know only that they are more.
     *
     * @param label all digits of the right number, none where there is no number
     */
    public boolean isRight(String label) {
        return length == Math.min(label.length(), Head.MORE_THAN_FIVE)
                && (length == Head.MORE_THAN_FIVE || digits.equals(label));
    }
}
