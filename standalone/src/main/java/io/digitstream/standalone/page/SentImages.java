package io.digitstream.standalone.page;

import io.digitstream.standalone.page.feed.Sight;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Images that people have sent from the page, and what became of them, however many others are read meanwhile. Thread-safe. */
final class SentImages {
    private final int most;
    private final Map<String, Optional<Sight>> oldestFirst = new LinkedHashMap<>();

    /** @param most that are remembered */
    SentImages(int most) {
        this.most = most;
    }

    synchronized void expect(String key) {
        oldestFirst.put(key, Optional.empty());
        if (oldestFirst.size() > most) {
            oldestFirst.remove(oldestFirst.keySet().iterator().next());
        }
    }

    synchronized void add(Sight sight) {
        oldestFirst.computeIfPresent(
                sight.key() == null ? "" : sight.key(), (key, before) -> Optional.of(before.orElse(sight)));
    }

    synchronized Optional<Sight> answer(String key) {
        return oldestFirst.getOrDefault(key, Optional.empty());
    }

    synchronized Optional<Sight> find(long id) {
        return oldestFirst.values().stream()
                .flatMap(Optional::stream)
                .filter(sight -> sight.id() == id)
                .findFirst();
    }
}
