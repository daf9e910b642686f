package io.digitstream.recognizer.sequence;

import io.digitstream.recognizer.network.Head;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Finds the number that the scores make most probable: the length l and the digits that maximize
 * {@code P(L = l) * P(D1 = d1) * ... * P(Dl = dl)} (Goodfellow et al. 2013, section 3), each digit's probability taken
 * among the ten digits, since a number of length l has a digit at each of its l places. The probabilities of all numbers
 * add up to 1. Immutable and thread-safe.
 *
 * @param calibration applied to the scores first
 * @param threshold a reading of lower probability is uncertain, in [0, 1]
 * @param digits of the longest number that is read, at least 1; the network's own limit counts too
 */
public record SequenceReader(Calibration calibration, double threshold, int digits) {
    /** Numbers named beside the best one. */
    public static final int ALTERNATIVES = 3;

    private static final int KEPT = 1 + ALTERNATIVES;

    private static final Comparator<Candidate> BEST_FIRST =
            Comparator.comparingDouble(Candidate::probability).reversed();

    public SequenceReader {
        if (!(threshold >= 0 && threshold <= 1)) {
            throw new IllegalArgumentException("a threshold lies in [0, 1], not " + threshold);
        }
        if (digits < 1) {
            throw new IllegalArgumentException("at least one digit is read, not " + digits);
        }
    }

    /** Of numbers as long as the network reads. */
    public SequenceReader(Calibration calibration, double threshold) {
        this(calibration, threshold, calibration.digits());
    }

    /** The same with another threshold. */
    public SequenceReader withThreshold(double other) {
        return new SequenceReader(calibration, other, digits);
    }

    /** The same for numbers of no more than so many digits. */
    public SequenceReader limitedTo(int most) {
        return new SequenceReader(calibration, threshold, Math.min(digits, most));
    }

    /** @param raw as the network gave them */
    public Reading read(Scores raw) {
        return read(raw, 1);
    }

    /**
     * Reads what may not be there at all.
     *
     * @param raw as the network gave them
     * @param presence probability that there is something to read, in [0, 1]; with what remains there is no number
     */
    public Reading read(Scores raw, double presence) {
        Scores scores = calibration.apply(raw).limitedTo(digits).ifPresent(presence);
        List<Candidate> candidates = new ArrayList<>();
        candidates.add(new Candidate(0, "", scores.length(0)));
        int tooLong = Head.tooLong(scores.digits());
        candidates.add(new Candidate(tooLong, "", scores.length(tooLong)));
        List<Prefix> prefixes = List.of(new Prefix("", 1));
        for (int length = 1; length <= scores.digits(); length++) {
            prefixes = best(prefixes, scores, length - 1);
            for (Prefix prefix : prefixes) {
                candidates.add(new Candidate(length, prefix.digits, scores.length(length) * prefix.probability));
            }
        }
        candidates.sort(BEST_FIRST);
        Candidate best = candidates.get(0);
        ReadingStatus status = best.probability() < threshold ? ReadingStatus.UNCERTAIN : best.status();
        return new Reading(status, best, candidates.subList(1, KEPT), scores);
    }

    /**
     * Returns the probability of one number, in [0, 1]; of one with more digits than are read, that of being too long.
     *
     * @param raw as the network gave them
     * @param number its digits; empty for no number
     */
    public double probability(Scores raw, String number) {
        Scores scores = calibration.apply(raw).limitedTo(digits);
        int length = number.length();
        if (length > scores.digits()) {
            return scores.length(Head.tooLong(scores.digits()));
        }
        double probability = scores.length(length);
        for (int position = 0; position < length; position++) {
            probability *= scores.digitsIfAny(position)[number.charAt(position) - '0'];
        }
        return probability;
    }

    /**
     * The best continuations by one digit. Keeping as many prefixes as numbers are wanted is exact, as the digits are
     * independent: what a number begins with is never worse than the number.
     */
    private static List<Prefix> best(List<Prefix> prefixes, Scores scores, int position) {
        double[] digits = scores.digitsIfAny(position);
        List<Prefix> longer = new ArrayList<>(KEPT + 1);
        for (Prefix prefix : prefixes) {
            for (int digit = 0; digit < digits.length; digit++) {
                keepIfBest(prefix, digit, prefix.probability * digits[digit], longer);
            }
        }
        return longer;
    }

    /** Nearly all are not: only of what is kept a number is made. */
    private static void keepIfBest(Prefix prefix, int digit, double probability, List<Prefix> bestFirst) {
        int rank = bestFirst.size();
        while (rank > 0 && bestFirst.get(rank - 1).probability < probability) {
            rank--;
        }
        if (rank < KEPT) {
            bestFirst.add(rank, new Prefix(prefix.digits + digit, probability));
        }
        if (bestFirst.size() > KEPT) {
            bestFirst.remove(KEPT);
        }
    }

    private record Prefix(String digits, double probability) {}
}
