package io.digitstream.recognizer.sequence;

import java.util.List;

/**
 * How far what is seen has moved from what is expected: the population stability index, the sum over all classes of
 * {@code (p - q) ln(p / q)}, where p and q are the class's shares of what is seen and of what is expected. So that an empty
 * class is not infinitely far, each count is taken as half more than it is.
 *
 * <p>The usual reading: below 0.1 little has changed, above 0.25 much (Yurdakul and Naranjo 2020, "Statistical properties of the
 * population stability index", Journal of Risk Model Validation 14(4)). The same paper says what the usual reading leaves
 * out: of n and m draws from the same population the index is about {@code (1/n + 1/m)} times a chi-squared number of as
 * many degrees of freedom as there are classes, less one, so that of few draws it is large by chance. Immutable.
 *
 * @param index at least 0; 0 where nothing is seen or nothing expected
 * @param chance what the index exceeds once in a thousand times though nothing has changed; infinite where nothing is seen or
 *     nothing expected
 * @param mostChanged the class that adds most to the index
 */
public record PopulationStability(double index, double chance, int mostChanged) {
    /** Above it much has changed. */
    public static final double LARGE = 0.25;

    private static final double SMOOTHING = 0.5;

    /** Standard deviations above the middle that a normal distribution exceeds once in a thousand times. */
    private static final double Z = 3.0902;

    /**
     * Compares two distributions.
     *
     * @param expected counts by class, two classes at least
     * @param seen counts by class, of the same classes
     */
    public static PopulationStability of(List<Integer> expected, List<Integer> seen) {
        if (expected.size() < 2 || expected.size() != seen.size()) {
            throw new IllegalArgumentException(
                    "counts of %d classes are compared with counts of %d".formatted(seen.size(), expected.size()));
        }
        double allExpected = sum(expected);
        double allSeen = sum(seen);
        double index = 0;
        double most = 0;
        int mostChanged = 0;
        for (int i = 0; i < seen.size() && allSeen > 0 && allExpected > 0; i++) {
            double p = (seen.get(i) + SMOOTHING) / (allSeen + SMOOTHING * seen.size());
            double q = (expected.get(i) + SMOOTHING) / (allExpected + SMOOTHING * expected.size());
            double change = (p - q) * Math.log(p / q);
            index += change;
            if (change > most) {
                most = change;
                mostChanged = i;
            }
        }
        double chance = (1 / allSeen + 1 / allExpected) * rareChiSquared(seen.size() - 1);
        return new PopulationStability(index, chance, mostChanged);
    }

    /** Exceeded once in a thousand times; approximated after Wilson and Hilferty (1931), "The distribution of chi-square". */
    private static double rareChiSquared(int degrees) {
        double variance = 2.0 / (9 * degrees);
        return degrees * Math.pow(1 - variance + Z * Math.sqrt(variance), 3);
    }

    private static double sum(List<Integer> counts) {
        return counts.stream().mapToLong(Integer::longValue).sum();
    }

    /** Whether much has changed, and more than chance makes of it. */
    public boolean isLarge() {
        return index > LARGE && index > chance;
    }
}
