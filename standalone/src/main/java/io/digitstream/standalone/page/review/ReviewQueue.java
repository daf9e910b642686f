package io.digitstream.standalone.page.review;

import io.digitstream.standalone.page.feed.Sight;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * What a person should look at: uncertain readings, the least sure first, and on request the newest sure ones. Bounded in number
 * and bytes: of too many, the surest and the oldest are let go. Thread-safe.
 */
public final class ReviewQueue {
    private static final Comparator<Sight> LEAST_SURE_FIRST =
            Comparator.comparingDouble(Sight::confidence).thenComparingLong(Sight::id);

    private final int most;
    private final long mostBytes;
    private final List<Sight> uncertain = new ArrayList<>();
    private final Deque<Sight> sure = new ArrayDeque<>();

    /** Those that were labelled last: a person may come back to them. */
    private final Deque<Sight> labelled = new ArrayDeque<>();

    /**
     * @param most of each kind
     * @param mostBytes of the images of each kind
     */
    public ReviewQueue(int most, long mostBytes) {
        this.most = most;
        this.mostBytes = mostBytes;
    }

    /** Takes what can be reviewed: an image that was read, whatever it shows, if it can still be looked at. */
    public synchronized void add(Sight sight) {
        if (sight.isRejected() || sight.size() == 0) {
            return;
        }
        if (sight.isUncertain()) {
            uncertain.add(sight);
            uncertain.sort(LEAST_SURE_FIRST);
            while (isTooMuch(uncertain)) {
                uncertain.remove(uncertain.size() - 1);
            }
        } else {
            keep(sure, sight);
        }
    }

    private void keep(Deque<Sight> newestLast, Sight sight) {
        newestLast.addLast(sight);
        while (isTooMuch(newestLast)) {
            newestLast.removeFirst();
        }
    }

    private boolean isTooMuch(Collection<Sight> sights) {
        long bytes = sights.stream().mapToLong(Sight::size).sum();
        return sights.size() > most || (sights.size() > 1 && bytes > mostBytes);
    }

    /** How many uncertain readings wait. */
    public synchronized int waiting() {
        return uncertain.size();
    }

    /** The first in line. */
    public synchronized List<Sight> first(int count, boolean sureToo) {
        List<Sight> line = new ArrayList<>(uncertain);
        if (sureToo) {
            sure.stream().sorted(LEAST_SURE_FIRST).forEach(line::add);
        }
        return line.subList(0, Math.min(count, line.size()));
    }

    /** One that waits, or was labelled a short while ago. */
    public synchronized Optional<Sight> find(long id) {
        for (var some : List.of(uncertain, sure, labelled)) {
            for (Sight sight : some) {
                if (sight.id() == id) {
                    return Optional.of(sight);
                }
            }
        }
        return Optional.empty();
    }

    /** A person has said what it shows. */
    public synchronized void labelled(Sight sight) {
        if (uncertain.remove(sight) || sure.remove(sight)) {
            keep(labelled, sight);
        }
    }
}
