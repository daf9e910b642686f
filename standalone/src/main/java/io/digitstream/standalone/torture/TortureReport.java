package io.digitstream.standalone.torture;

import java.util.Locale;

/**
 * What a run came to. Immutable.
 *
 * @param faults that were inflicted
 * @param kinds of faults among them
 */
public record TortureReport(Balance balance, int faults, int kinds) {
    /** Whether each image had exactly one result, the right one, in order. */
    public boolean isRight() {
        return balance.isRight();
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "lost %d, doubled %d, disordered %d of %d images, %d faults of %d kinds; wrong %d",
                balance.lost(),
                balance.doubled(),
                balance.disordered(),
                balance.images(),
                faults,
                kinds,
                balance.wrong());
    }
}
