package io.digitstream.standalone.report;

import io.digitstream.standalone.receiving.Result;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a run went, in numbers. Immutable.
 *
 * @param read files that came back, rejected ones among them
 * @param files all of them
 * @param accuracy of those that have a label; null where labels were not asked about
 * @param took from the first sending to the last arrival
 */
public record ReadSummary(int read, int files, @Nullable Accuracy accuracy, Duration took) {
    /**
     * How many labels were met. Immutable.
     *
     * @param right of them, files that are not back not among them
     * @param labelled files that have a label
     */
    public record Accuracy(int right, int labelled) {
        double fraction() {
            return labelled == 0 ? 0 : (double) right / labelled;
        }
    }

    /** @param labels by file; null if there was no label file at all */
    public static ReadSummary of(RollCall roll, @Nullable Map<String, String> labels) {
        int files = roll.names().size();
        return new ReadSummary(
                files - roll.missing().size(), files, labels == null ? null : accuracy(roll, labels), roll.took());
    }

    private static Accuracy accuracy(RollCall roll, Map<String, String> labels) {
        long right = labels.entrySet().stream()
                .filter(label -> isRight(roll.result(label.getKey()), label.getValue()))
                .count();
        return new Accuracy((int) right, labels.size());
    }

    private static boolean isRight(Optional<Result> result, String label) {
        return result.isPresent() && result.get().isRight(label);
    }

    /** The line that a run ends with; scripts read it. */
    public String line() {
        String right = accuracy == null
                ? ""
                : String.format(Locale.ROOT, " accuracy %.4f of %d labelled,", accuracy.fraction(), accuracy.labelled);
        return String.format(Locale.ROOT, "read %d of %d,%s %.1f images/s", read, files, right, rate());
    }

    private double rate() {
        return took.isZero() ? 0 : read * 1e9 / took.toNanos();
    }
}
