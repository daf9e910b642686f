package io.digitstream.recognizer.sequence;

import io.digitstream.recognizer.network.Head;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What many readings look like together, counted, so that those of one day compare with those of another. Immutable.
 *
 * @param uncertain readings that are not believed
 * @param meanConfidence in [0, 1]; 0 of no readings
 * @param confidences readings by confidence, in {@link #BINS} bins of equal width over [0, 1]: the n-th, counted from 0, holds
 *     [n / 10, (n + 1) / 10), the last one 1 as well
 * @param digits digits that were read, 0 to 9, wherever they stand, those of uncertain readings too
 * @param lengths readings by their number of digits, from 0 to those of the longest that is read, and more
 */
public record ReadingProfile(
        int uncertain, double meanConfidence, List<Integer> confidences, List<Integer> digits, List<Integer> lengths) {
    /** Of confidence. */
    public static final int BINS = 10;

    private static final Pattern TEXT = Pattern.compile("readings \\d+; uncertain (\\d+); mean confidence ([0-9.E-]+); "
            + "confidences ([0-9,]+); digits ([0-9,]+); lengths ([0-9,]+)");

    public ReadingProfile {
        confidences = counts("confidences", confidences, BINS);
        digits = counts("digits", digits, Head.NO_DIGIT);
        lengths = counts("lengths", lengths, Math.max(Head.lengths(1), lengths.size()));
        if (sum(confidences) != sum(lengths)) {
            throw new IllegalArgumentException(
                    "confidences of %d readings, but lengths of %d".formatted(sum(confidences), sum(lengths)));
        }
        long expected = 0;
        for (int length = 1; length < lengths.size() - 1; length++) {
            expected += (long) length * lengths.get(length);
        }
        if (sum(digits) != expected) {
            throw new IllegalArgumentException(
                    "readings of these lengths have %d digits, not %d".formatted(expected, sum(digits)));
        }
        if (uncertain < 0 || uncertain > sum(lengths)) {
            throw new IllegalArgumentException(uncertain + " of " + sum(lengths) + " readings are uncertain");
        }
        if (!(meanConfidence >= 0 && meanConfidence <= 1)) {
            throw new IllegalArgumentException("a mean confidence lies in [0, 1], not " + meanConfidence);
        }
    }

    private static List<Integer> counts(String of, List<Integer> counts, int classes) {
        if (counts.size() != classes || counts.stream().anyMatch(count -> count < 0)) {
            throw new IllegalArgumentException(of + " are " + classes + " counts, not " + counts);
        }
        return List.copyOf(counts);
    }

    /**
     * What these readings look like.
     *
     * @param longest digits of the longest number that is read
     */
    public static ReadingProfile of(int longest, Collection<Reading> readings) {
        int uncertain = 0;
        double sum = 0;
        int[] confidences = new int[BINS];
        int[] digits = new int[Head.NO_DIGIT];
        int[] lengths = new int[Head.lengths(longest)];
        for (Reading reading : readings) {
            Candidate best = reading.best();
            uncertain += reading.status() == ReadingStatus.UNCERTAIN ? 1 : 0;
            sum += best.probability();
            confidences[Math.min(BINS - 1, (int) (BINS * best.probability()))]++;
            best.digits().chars().forEach(digit -> digits[digit - '0']++);
            lengths[best.length()]++;
        }
        // Rounding may take the mean of readings that are all certain above 1.
        double mean = readings.isEmpty() ? 0 : Math.min(1, sum / readings.size());
        return new ReadingProfile(uncertain, mean, list(confidences), list(digits), list(lengths));
    }

    private static List<Integer> list(int[] counts) {
        return Arrays.stream(counts).boxed().toList();
    }

    /**
     * A profile as {@link #text()} writes it, to the letter.
     *
     * @throws IllegalArgumentException if the text is anything else
     */
    public static ReadingProfile parse(String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("not a profile of readings: '" + text + "'");
        }
        ReadingProfile profile = new ReadingProfile(
                Integer.parseInt(parts.group(1)),
                Double.parseDouble(parts.group(2)),
                counts(parts.group(3)),
                counts(parts.group(4)),
                counts(parts.group(5)));
        if (!profile.text().equals(text)) {
            throw new IllegalArgumentException("the profile is '" + text + "', expected '" + profile.text() + "'");
        }
        return profile;
    }

    private static List<Integer> counts(String text) {
        return Arrays.stream(text.split(",", -1)).map(Integer::valueOf).toList();
    }

    /** The profile in one line, exactly, for a release's metadata. */
    public String text() {
        return String.format(
                Locale.ROOT,
                "readings %d; uncertain %d; mean confidence %s; confidences %s; digits %s; lengths %s",
                readings(),
                uncertain,
                meanConfidence,
                text(confidences),
                text(digits),
                text(lengths));
    }

    private static String text(List<Integer> counts) {
        return counts.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    /** Digits of the longest number that is read. */
    public int longest() {
        return lengths.size() - 2;
    }

    /** How many were counted. */
    public long readings() {
        return sum(lengths);
    }

    /** {@link #uncertain} among all readings, in [0, 1]; 0 of none. */
    public double uncertainShare() {
        return readings() == 0 ? 0 : (double) uncertain / readings();
    }

    private static long sum(List<Integer> counts) {
        return counts.stream().mapToLong(Integer::longValue).sum();
    }
}
