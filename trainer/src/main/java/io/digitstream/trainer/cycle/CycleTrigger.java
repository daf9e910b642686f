package io.digitstream.trainer.cycle;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * When a cycle is due: once there are enough new labels, or after an interval or a drift if there are any. Immutable.
 *
 * @param interval since the last cycle
 * @param labels that are enough
 */
public record CycleTrigger(Duration interval, long labels) {
    public CycleTrigger {
        if (interval.isNegative() || labels < 1) {
            throw new IllegalArgumentException(
                    "expected an interval and at least 1 label, got " + interval + " and " + labels);
        }
    }

    /**
     * Why a cycle is due, for people; nothing if none is.
     *
     * @param waiting labels that no cycle has learned from
     * @param last when the last cycle ended, or when waiting began if there was none
     * @param drifted whether a processor says that its readings are not what was validated
     */
    public Optional<String> due(long waiting, Instant last, Instant now, boolean drifted) {
        if (waiting < 1) {
            return Optional.empty();
        }
        if (waiting >= labels) {
            return Optional.of(String.format(Locale.ROOT, "%,d new labels wait", waiting));
        }
        if (drifted) {
            return Optional.of(String.format(Locale.ROOT, "readings have drifted, and %,d new labels wait", waiting));
        }
        return now.isBefore(last.plus(interval))
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT, "the last cycle ended %s ago, and %,d new labels wait", interval, waiting));
    }
}
