package io.digitstream.trainer.evaluation;

import io.digitstream.recognizer.network.Head;
import java.util.Comparator;
import java.util.List;

/**
 * How good readings are. Immutable.
 *
 * @param outcomes one a photo
 */
public record Evaluation(List<Outcome> outcomes) {
    public Evaluation {
        outcomes = List.copyOf(outcomes);
    }

    /** Share of photos whose whole number is right. */
    public double accuracy() {
        return share(outcomes.stream().filter(Outcome::right).count(), outcomes.size());
    }

    /**
     * Share of digits that are right at their place, of all digits of the labels of up to five digits. A reading of another
     * length can be right at the places that it has.
     */
    public double digitAccuracy() {
        long right = 0;
        long all = 0;
        for (Outcome outcome : outcomes) {
            String label = outcome.label();
            if (label.length() <= Head.MAX_DIGITS) {
                String digits = outcome.reading().best().digits();
                all += label.length();
                for (int i = 0; i < Math.min(label.length(), digits.length()); i++) {
                    right += label.charAt(i) == digits.charAt(i) ? 1 : 0;
                }
            }
        }
        return share(right, all);
    }

    /**
     * The largest share of photos, most confident first and those of the same confidence together, among which this share
     * is right.
     */
    public double coverage(double accuracy) {
        return share(covered(accuracy), outcomes.size());
    }

    /**
     * The confidence of the least confident photo that {@link #coverage} still covers; 1 if it covers none.
     *
     * @param accuracy asked for, in [0, 1]
     */
    public double threshold(double accuracy) {
        int covered = covered(accuracy);
        return covered == 0 ? 1 : sorted().get(covered - 1).confidence();
    }

    private int covered(double accuracy) {
        List<Outcome> sorted = sorted();
        int covered = 0;
        int right = 0;
        for (int i = 0; i < sorted.size(); i++) {
            right += sorted.get(i).right() ? 1 : 0;
            // A threshold cannot part photos of the same confidence.
            boolean parted = i + 1 == sorted.size()
                    || sorted.get(i + 1).confidence() < sorted.get(i).confidence();
            if (parted && right >= accuracy * (i + 1)) {
                covered = i + 1;
            }
        }
        return covered;
    }

    private List<Outcome> sorted() {
        return outcomes.stream()
                .sorted(Comparator.comparingDouble(Outcome::confidence).reversed())
                .toList();
    }

    /** Photos by true length (row) and read length (column); the last of each is "more than five". */
    public int[][] lengthConfusion() {
        int[][] confusion = new int[Head.LENGTHS][Head.LENGTHS];
        for (Outcome outcome : outcomes) {
            int truth = Math.min(outcome.label().length(), Head.MORE_THAN_FIVE);
            confusion[truth][outcome.reading().best().length()]++;
        }
        return confusion;
    }

    private static double share(long part, long whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }
}
