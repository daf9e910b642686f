package io.digitstream.standalone.page;

import io.digitstream.standalone.page.feed.Sight;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The last minutes in figures. Thread-safe. */
final class Statistics {
    static final Duration SHOWN = Duration.ofMinutes(5);

    /** Seconds in a point of the charts. */
    static final int STEP = 5;

    private static final int LATELY = 10;

    /**
     * What was read in some seconds.
     *
     * @param at when they begin, in seconds since 1970-01-01T00:00:00Z
     * @param images a second
     * @param p50 milliseconds from being sent to being read, half of the images took no longer; null without images
     * @param p99 of 99 of 100
     * @param batch images in a batch, on average
     * @param uncertain share of the images read
     */
    record Figures(
            long at,
            double images,
            @Nullable Long p50,
            @Nullable Long p99,
            @Nullable Double batch,
            @Nullable Double uncertain) {}

    /** @param lately the last {@value #LATELY} seconds together */
    record Numbers(List<Figures> seconds, Figures lately) {}

    /** One image that was read: when, in milliseconds since 1970, how long after it was sent, and whether it is in doubt. */
    private record Read(long at, @Nullable Long latency, boolean uncertain) {}

    private final TreeMap<Long, List<Read>> bySecond = new TreeMap<>();
    private long images;
    private long rejected;

    /** Counts it; for the figures only what was read lately matters, whatever the processor's clock says. */
    synchronized void add(Sight sight, Instant now) {
        images++;
        rejected += sight.isRejected() ? 1 : 0;
        long oldest = now.minus(SHOWN).getEpochSecond() - STEP;
        bySecond.headMap(oldest).clear();
        sight.readAt()
                .filter(at -> at.getEpochSecond() >= oldest && at.isBefore(now.plus(SHOWN)))
                .ifPresent(at -> {
                    Long latency = sight.latency().map(Duration::toMillis).orElse(null);
                    bySecond.computeIfAbsent(at.getEpochSecond(), unused -> new ArrayList<>())
                            .add(new Read(at.toEpochMilli(), latency, sight.isUncertain()));
                });
    }

    synchronized long images() {
        return images;
    }

    synchronized long rejected() {
        return rejected;
    }

    synchronized Numbers until(Instant now) {
        long end = now.getEpochSecond() / STEP * STEP;
        List<Figures> steps = new ArrayList<>();
        for (long at = end - SHOWN.toSeconds(); at < end; at += STEP) {
            steps.add(figures(at, STEP));
        }
        return new Numbers(steps, figures(now.getEpochSecond() - LATELY, LATELY));
    }

    private Figures figures(long at, int seconds) {
        List<Read> read = new ArrayList<>();
        bySecond.subMap(at, at + seconds).values().forEach(read::addAll);
        if (read.isEmpty()) {
            return new Figures(at, 0, null, null, null, null);
        }
        List<Long> latencies = read.stream()
                .map(Read::latency)
                .filter(Objects::nonNull)
                .sorted()
                .toList();
        // Images that were read in the same millisecond are taken for one batch: the records say no more.
        long batches = read.stream().mapToLong(Read::at).distinct().count();
        double count = read.size();
        return new Figures(
                at,
                count / seconds,
                quantile(latencies, 0.5),
                quantile(latencies, 0.99),
                count / batches,
                read.stream().filter(Read::uncertain).count() / count);
    }

    private static @Nullable Long quantile(List<Long> sorted, double share) {
        return sorted.isEmpty() ? null : sorted.get((int) Math.ceil(share * sorted.size()) - 1);
    }
}
