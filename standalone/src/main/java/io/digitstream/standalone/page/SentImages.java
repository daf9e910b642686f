package io.digitstream.standalone.page;

import io.digitstream.application.result.ImagePosition;
import io.digitstream.standalone.page.feed.Sight;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Images that people have sent from the page, and what became of them, however many others are read meanwhile. Thread-safe. */
final class SentImages {
    private final int most;
    private final Map<String, ImagePosition> oldestFirst = new LinkedHashMap<>();
    private final Map<ImagePosition, Sight> answers = new HashMap<>();

    /** @param most that are remembered */
    SentImages(int most) {
        this.most = most;
    }

    /**
     * Remembers an image.
     *
     * @param key by which people ask for it
     * @param position at which the broker has written it
     */
    synchronized void expect(String key, ImagePosition position) {
        oldestFirst.put(key, position);
        if (oldestFirst.size() > most) {
            ImagePosition forgotten =
                    oldestFirst.remove(oldestFirst.keySet().iterator().next());
            answers.remove(forgotten);
        }
    }

    synchronized void add(Sight sight) {
        ImagePosition position = sight.origin().position();
        if (position != null && oldestFirst.containsValue(position)) {
            answers.putIfAbsent(position, sight);
        }
    }

    synchronized Optional<Sight> answer(String key) {
        return Optional.ofNullable(oldestFirst.get(key)).map(answers::get);
    }

    synchronized Optional<Sight> find(long id) {
        return answers.values().stream().filter(sight -> sight.id() == id).findFirst();
    }
}
