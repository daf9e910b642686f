package io.digitstream.trainer.gate;

import java.util.Locale;

/**
 * How two releases compare on one test. Immutable.
 *
 * @param test its name, as a sentence says it
 * @param comparison on the test's images
 */
public record Figure(String test, PairedComparison comparison) {
    public int images() {
        return comparison.images();
    }

    /** The beginning of a sentence, that a verdict may follow. */
    @Override
    public String toString() {
        return text(
                "on %s (%,d images) the challenger reads %.1f %% and the champion %.1f %%,"
                        + " a difference of %+.1f points (95 %% interval %+.1f to %+.1f)",
                test,
                images(),
                100 * comparison.challenger().value(),
                100 * comparison.champion().value(),
                points(comparison.difference()),
                points(comparison.low()),
                points(comparison.high()));
    }

    static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    /** Rounded, so that what rounds to 0 has no minus. */
    private static double points(double difference) {
        return Math.round(1000 * difference) / 10.0;
    }
}
