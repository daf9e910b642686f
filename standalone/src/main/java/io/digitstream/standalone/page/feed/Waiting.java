package io.digitstream.standalone.page.feed;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Halves that wait for their others, those of one key in their order. One thread. */
final class Waiting<T> {
    /** A half and its key. */
    record Half<T>(ImageKey key, T value) {}

    private final Map<ImageKey, Deque<T>> byKey = new LinkedHashMap<>();
    private int size;

    void add(ImageKey key, T value) {
        byKey.computeIfAbsent(key, unused -> new ArrayDeque<>()).addLast(value);
        size++;
    }

    /** The first of a key, which does not wait any more; null if none does. */
    @Nullable
    T take(ImageKey key) {
        Deque<T> ofKey = byKey.get(key);
        if (ofKey == null) {
            return null;
        }
        T first = ofKey.removeFirst();
        size--;
        if (ofKey.isEmpty()) {
            byKey.remove(key);
        }
        return first;
    }

    /** Lets the oldest go if more than so many wait. */
    @Nullable
    Half<T> beyond(int most) {
        if (size <= most) {
            return null;
        }
        ImageKey oldest = byKey.keySet().iterator().next();
        T value = take(oldest);
        return value == null ? null : new Half<>(oldest, value);
    }
}
