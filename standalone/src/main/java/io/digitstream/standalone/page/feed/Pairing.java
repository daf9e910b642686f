package io.digitstream.standalone.page.feed;

import io.digitstream.schemas.ImageEvent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Brings images and results together, whichever comes first. What waits for its other half is bounded: the oldest is let go.
 * One thread.
 */
final class Pairing {
    /** An image and its result. */
    record Pair(ImageKey key, ImageEvent image, Outcome outcome) {}

    private final int most;
    private final Map<ImageKey, Deque<ImageEvent>> images = new LinkedHashMap<>();
    private final Map<ImageKey, Deque<Outcome>> outcomes = new LinkedHashMap<>();

    /** @param most images, and results, that wait */
    Pairing(int most) {
        this.most = most;
    }

    Optional<Pair> image(ImageKey key, ImageEvent image) {
        Outcome outcome = take(outcomes, key);
        if (outcome == null) {
            keep(images, key, image);
            return Optional.empty();
        }
        return Optional.of(new Pair(key, image, outcome));
    }

    Optional<Pair> outcome(ImageKey key, Outcome outcome) {
        ImageEvent image = take(images, key);
        if (image == null) {
            keep(outcomes, key, outcome);
            return Optional.empty();
        }
        return Optional.of(new Pair(key, image, outcome));
    }

    private static <T> @Nullable T take(Map<ImageKey, Deque<T>> waiting, ImageKey key) {
        Deque<T> ofKey = waiting.get(key);
        if (ofKey == null) {
            return null;
        }
        T first = ofKey.removeFirst();
        if (ofKey.isEmpty()) {
            waiting.remove(key);
        }
        return first;
    }

    private <T> void keep(Map<ImageKey, Deque<T>> waiting, ImageKey key, T half) {
        waiting.computeIfAbsent(key, unused -> new ArrayDeque<>()).addLast(half);
        if (waiting.size() > most) {
            waiting.remove(waiting.keySet().iterator().next());
        }
    }
}
