package io.digitstream.processor.drift;

import io.digitstream.recognizer.sequence.PopulationStability;
import io.digitstream.recognizer.sequence.Reading;
import io.digitstream.recognizer.sequence.ReadingProfile;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The last readings of one kind, held against what the release read in validation. One thread. */
final class ReadingWindow {
    private final String kind;
    private final int size;
    private final Deque<Reading> readings;
    private Optional<ReadingProfile> expected;
    private int sinceLooked;

    /**
     * An empty window.
     *
     * @param kind of readings, in words
     * @param size readings that it holds, at least 1
     * @param expected what the release read in validation, if it says so
     */
    ReadingWindow(String kind, int size, Optional<ReadingProfile> expected) {
        if (size < 1) {
            throw new IllegalArgumentException("a window holds 1 reading or more, not " + size);
        }
        this.kind = kind;
        this.size = size;
        this.expected = expected;
        this.readings = new ArrayDeque<>(size);
    }

    /** Empties the window for another release. */
    void restart(Optional<ReadingProfile> other) {
        expected = other;
        readings.clear();
        sinceLooked = 0;
    }

    /**
     * Takes in a reading; when the window is full, the oldest leaves.
     *
     * @return whether a tenth of the window is new since this was last true
     */
    boolean add(Reading reading) {
        if (readings.size() == size) {
            readings.removeFirst();
        }
        readings.addLast(reading);
        sinceLooked = (sinceLooked + 1) % Math.max(1, size / 10);
        return sinceLooked == 0;
    }

    WindowFigures figures() {
        int longest = readings.stream()
                .mapToInt(reading -> reading.scores().digits())
                .max()
                .orElse(1);
        ReadingProfile seen = ReadingProfile.of(longest, readings);
        return new WindowFigures(
                seen,
                expected.map(profile -> PopulationStability.of(profile.confidences(), seen.confidences())),
                expected.map(profile -> PopulationStability.of(profile.digits(), seen.digits())));
    }

    /** Why these figures of this window are not as expected, in one line; empty while they are, or it is not full. */
    Optional<String> drift(WindowFigures figures) {
        if (readings.size() < size || expected.isEmpty()) {
            return Optional.empty();
        }
        String last = String.format(Locale.ROOT, "the last %,d readings of %s", size, kind);
        ReadingProfile profile = expected.get();
        ReadingProfile seen = figures.seen();
        return figures.confidence()
                .filter(PopulationStability::isLarge)
                .map(change -> reason(
                        last, confidence(change.mostChanged()), change, profile.confidences(), seen.confidences()))
                .or(() -> figures.digits()
                        .filter(PopulationStability::isLarge)
                        .map(change -> reason(
                                "the digits in " + last,
                                "are a " + change.mostChanged(),
                                change,
                                profile.digits(),
                                seen.digits())));
    }

    private static String confidence(int bin) {
        return String.format(Locale.ROOT, "have a confidence of %.1f to %.1f", bin / 10.0, (bin + 1) / 10.0);
    }

    private static String reason(
            String of, String are, PopulationStability change, List<Integer> expected, List<Integer> seen) {
        return String.format(
                Locale.ROOT,
                "of %s, %.1f %% %s, in the release's validation %.1f %% (population stability index %.2f, above %.2f is large)",
                of,
                percent(seen, change.mostChanged()),
                are,
                percent(expected, change.mostChanged()),
                change.index(),
                PopulationStability.LARGE);
    }

    private static double percent(List<Integer> counts, int of) {
        return 100.0
                * counts.get(of)
                / counts.stream().mapToLong(Integer::longValue).sum();
    }
}
