package io.digitstream.standalone.torture;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;

/**
 * One fault of a schedule. Immutable.
 *
 * @param pause before it
 * @param target of several alike, counted from 0, modulo how many there are
 * @param hold how long it lasts, if it is of a kind that lasts
 */
record Step(Duration pause, Fault fault, int target, Duration hold) {
    private static final List<Fault> FAULTS = List.of(Fault.values());
    private static final int MANY = 60;

    /** A schedule without end, always the same for a seed. */
    static Stream<Step> schedule(long seed) {
        Random random = new Random(seed);
        return Stream.generate(() -> new Step(
                Duration.ofMillis(500 + random.nextInt(3_000)),
                FAULTS.get(random.nextInt(FAULTS.size())),
                random.nextInt(MANY),
                Duration.ofMillis(1_000 + random.nextInt(9_000))));
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s (%d, %.1f s)", fault, target, hold.toMillis() / 1e3);
    }
}
