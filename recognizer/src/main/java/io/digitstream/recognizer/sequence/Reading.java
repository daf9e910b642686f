package io.digitstream.recognizer.sequence;

import java.util.List;

/**
 * What one image says. Immutable.
 *
 * @param status whether {@code best} is believed, and what it is
 * @param best the most probable number; its probability is the confidence
 * @param alternatives the next most probable, best first
 * @param scores calibrated, of each head
 */
public record Reading(ReadingStatus status, Candidate best, List<Candidate> alternatives, Scores scores) {
    public Reading {
        alternatives = List.copyOf(alternatives);
    }

    /**
     * How probable one number is, whichever is the best.
     *
     * @param digits at least one, and no more than the scores have positions
     * @return in [0, 1], as {@link SequenceReader} counts it
     */
    public double probability(String digits) {
        double probability = scores.length(digits.length());
        for (int position = 0; position < digits.length(); position++) {
            probability *= scores.digitsIfAny(position)[digits.charAt(position) - '0'];
        }
        return probability;
    }
}
