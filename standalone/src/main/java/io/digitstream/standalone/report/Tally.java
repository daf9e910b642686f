package io.digitstream.standalone.report;

import io.digitstream.standalone.receiving.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Counts results as they arrive. One thread. */
public final class Tally {
    private int count;
    private int compared;
    private int right;
    private @Nullable Instant first;
    private @Nullable Instant last;

    public void add(Result result) {
        count++;
        first = first == null ? result.arrival().arrivedAt() : first;
        last = result.arrival().arrivedAt();
        String truth = result.arrival().truth();
        if (truth != null) {
            compared++;
            right += result.isRight(truth) ? 1 : 0;
        }
    }

    public int count() {
        return count;
    }

    /** How many, the share that is right as far as the truth is known, how many a second. */
    public String line() {
        String share = compared == 0
                ? ""
                : String.format(Locale.ROOT, " %d of %d right (%.1f %%),", right, compared, 100.0 * right / compared);
        return String.format(Locale.ROOT, "%d images,%s %.1f images/s", count, share, rate());
    }

    /** Between the first arrival and the last. */
    private double rate() {
        if (first == null || last == null || !first.isBefore(last)) {
            return 0;
        }
        return (count - 1) * 1e9 / Duration.between(first, last).toNanos();
    }
}
