package io.digitstream.standalone.page;

import io.digitstream.standalone.page.feed.Sight;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    private final TreeMap<Long, List<Sight>> bySecond = new TreeMap<>();
    private long images;
    private long rejected;

    synchronized void add(Sight sight) {
        images++;
        rejected += sight.isRejected() ? 1 : 0;
        sight.readAt().ifPresent(at -> {
            List<Sight> second = bySecond.computeIfAbsent(at.getEpochSecond(), unused -> new ArrayList<>());
            second.add(withoutImage(sight));
        });
        while (!bySecond.isEmpty() && bySecond.lastKey() - bySecond.firstKey() > SHOWN.toSeconds()) {
            bySecond.pollFirstEntry();
        }
    }

    /** Images are large, and not what is counted here. */
    private static Sight withoutImage(Sight sight) {
        return new Sight(
                sight.id(),
                null,
                sight.sentAt(),
                new io.digitstream.schemas.ImageEvent(java.nio.ByteBuffer.allocate(0), null, null, null),
                sight.outcome());
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
        List<Sight> sights = new ArrayList<>();
        bySecond.subMap(at, at + seconds).values().forEach(sights::addAll);
        if (sights.isEmpty()) {
            return new Figures(at, 0, null, null, null, null);
        }
        List<Long> latencies = sights.stream()
                .flatMap(sight -> sight.latency().stream())
                .map(Duration::toMillis)
                .sorted()
                .toList();
        double uncertain = sights.stream().filter(Sight::isUncertain).count() / (double) sights.size();
        return new Figures(
                at,
                sights.size() / (double) seconds,
                quantile(latencies, 0.5),
                quantile(latencies, 0.99),
                batch(sights),
                uncertain);
    }

    private static @Nullable Long quantile(List<Long> sorted, double share) {
        return sorted.isEmpty() ? null : sorted.get((int) Math.ceil(share * sorted.size()) - 1);
    }

    /** Images that were read in the same millisecond are taken for one batch: the records say no more. */
    private static double batch(List<Sight> sights) {
        Map<Instant, Integer> batches = new HashMap<>();
        sights.forEach(sight -> sight.readAt().ifPresent(at -> batches.merge(at, 1, Integer::sum)));
        return sights.size() / (double) batches.size();
    }
}
