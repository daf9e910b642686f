package io.digitstream.standalone.swaps;

import java.time.Duration;
import java.util.Locale;

/**
 * What came of many swaps under load. Immutable.
 *
 * @param swaps changes of weights that were seen in results
 * @param lost images without a result
 * @param doubled results too many
 * @param mixed batches whose results name two releases
 * @param longestGap between two results while weights changed
 * @param usualGap the longest one before they did
 * @param growth of the processor's resident memory from the tenth swap to the last, a share; 0 where the system does not tell
 */
public record SwapReport(
        int swaps, int lost, int doubled, int mixed, Duration longestGap, Duration usualGap, double growth) {
    /** The line that the command ends with. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "swaps %d, lost %d, doubled %d, mixed %d, longest gap %d ms (without swaps: %d ms), memory %+.1f %%",
                swaps,
                lost,
                doubled,
                mixed,
                longestGap.toMillis(),
                usualGap.toMillis(),
                100 * growth);
    }
}
