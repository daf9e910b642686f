package io.digitstream.standalone.page.feed;

import io.digitstream.application.result.ImagePosition;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The newest sights, bounded in number and bytes. Thread-safe. */
public final class Sights {
    private final int most;
    private final long mostBytes;
    private final Deque<Sight> newestLast = new ArrayDeque<>();
    private long bytes;

    /** @param mostBytes of all their images; the newest one stays whatever it has */
    public Sights(int most, long mostBytes) {
        this.most = most;
        this.mostBytes = mostBytes;
    }

    public synchronized void add(Sight sight) {
        newestLast.addLast(sight);
        bytes += sight.size();
        while (newestLast.size() > most || (bytes > mostBytes && newestLast.size() > 1)) {
            bytes -= newestLast.removeFirst().size();
        }
    }

    public synchronized Optional<Sight> find(long id) {
        return newestLast.stream().filter(sight -> sight.id() == id).findFirst();
    }

    /** The result of an image; empty if it is not known any more, or not yet. */
    public synchronized Optional<Sight> find(ImagePosition position) {
        return newestLast.stream()
                .filter(sight -> position.equals(sight.origin().position()))
                .findFirst();
    }

    /** Those after an id, oldest first; of many the newest. */
    public synchronized List<Sight> after(long id, int count) {
        List<Sight> after = newestLast.stream().filter(sight -> sight.id() > id).toList();
        return new ArrayList<>(after.subList(Math.max(0, after.size() - count), after.size()));
    }
}
