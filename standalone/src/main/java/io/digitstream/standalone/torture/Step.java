package io.digitstream.standalone.torture;

import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
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
public record Step(Duration pause, Fault fault, int target, Duration hold) {
    private static final int MANY = 60;

    /**
     * A schedule without end, always the same for a seed and the same kinds.
     */
    static Stream<Step> schedule(long seed, Collection<Fault> kinds) {
        List<Fault> urn = kinds.stream()
                .sorted()
                .flatMap(kind -> Collections.nCopies(kind.frequency(), kind).stream())
                .toList();
        Random random = new Random(seed);
        return Stream.generate(() -> new Step(
                Duration.ofMillis(500 + random.nextInt(3_000)),
                urn.get(random.nextInt(urn.size())),
                random.nextInt(MANY),
                Duration.ofMillis(1_000 + random.nextInt(9_000))));
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s (%d, %.1f s)", fault, target, hold.toMillis() / 1e3);
    }
}
