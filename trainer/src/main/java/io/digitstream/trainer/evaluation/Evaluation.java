package io.digitstream.trainer.evaluation;

import io.digitstream.recognizer.network.Head;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How good readings are. Immutable.
 *
 * @param outcomes one a photo
 */
public record Evaluation(List<Outcome> outcomes) {
    public Evaluation {
        outcomes = List.copyOf(outcomes);
    }

    /** Digits of the longest number that is read; of no photos 1. */
    public int longest() {
        return outcomes.stream()
                .mapToInt(outcome -> outcome.reading().scores().digits())
                .max()
                .orElse(1);
    }

    /** Photos whose whole number is right. */
    public Share numbers() {
        return Outcome.right(outcomes);
    }

    /** {@link #numbers()} in [0, 1]. */
    public double accuracy() {
        return numbers().value();
    }

    /** Photos whose whole number is right, by true length: from 0 to {@link #longest()}, and more. */
    public List<Share> numbersByLength() {
        int longest = longest();
        return IntStream.range(0, Head.lengths(longest))
                .mapToObj(length -> Outcome.right(outcomes.stream()
                        .filter(outcome -> length(outcome, longest) == length)
                        .toList()))
                .toList();
    }

    /**
     * Digits that are right at their place, of all digits of the labels that are not too long. A reading of another length
     * can be right at the places that it has.
     */
    public Share digits() {
        return digitsByValue().stream().reduce(new Share(0, 0), Share::plus);
    }

    /** {@link #digits()} by the true digit, 0 to 9. */
    public List<Share> digitsByValue() {
        int[] right = new int[10];
        int[] all = new int[10];
        int longest = longest();
        for (Outcome outcome : outcomes) {
            String label = outcome.label();
            String digits = outcome.reading().best().digits();
            for (int i = 0; i < label.length() && label.length() <= longest; i++) {
                int digit = label.charAt(i) - '0';
                all[digit]++;
                right[digit] += i < digits.length() && digits.charAt(i) == label.charAt(i) ? 1 : 0;
            }
        }
        return IntStream.range(0, 10)
                .mapToObj(digit -> new Share(right[digit], all[digit]))
                .toList();
    }

    /** Readings that are not uncertain under the release's own threshold. */
    public Share believed() {
        return new Share(believedRight().whole(), outcomes.size());
    }

    /** Of the {@linkplain #believed() believed} readings, those right. */
    public Share believedRight() {
        return Outcome.right(outcomes.stream().filter(Outcome::believed).toList());
    }

    /**
     * The most photos, most confident first and those of the same confidence together, among which this share is right.
     *
     * @param accuracy asked for, in [0, 1]
     */
    public Share covered(double accuracy) {
        int covered =
                riskCoverage().widest(accuracy).map(RiskCoverage.Point::covered).orElse(0);
        return new Share(covered, outcomes.size());
    }

    /** {@link #covered} in [0, 1]. */
    public double coverage(double accuracy) {
        return covered(accuracy).value();
    }

    /**
     * The confidence of the least confident photo that {@link #coverage} still covers; 1 if it covers none.
     *
     * @param accuracy asked for, in [0, 1]
     */
    public double threshold(double accuracy) {
        return riskCoverage()
                .widest(accuracy)
                .map(RiskCoverage.Point::confidence)
                .orElse(1.0);
    }

    public RiskCoverage riskCoverage() {
        return RiskCoverage.of(outcomes);
    }

    public Reliability reliability() {
        return Reliability.of(outcomes);
    }

    /** Photos by true length (row) and read length (column); the last of each is of numbers that are too long. */
    public int[][] lengthConfusion() {
        int longest = longest();
        int[][] confusion = new int[Head.lengths(longest)][Head.lengths(longest)];
        for (Outcome outcome : outcomes) {
            confusion[length(outcome, longest)][outcome.reading().best().length()]++;
        }
        return confusion;
    }

    private static int length(Outcome outcome, int longest) {
        return Math.min(outcome.label().length(), Head.tooLong(longest));
    }
}
