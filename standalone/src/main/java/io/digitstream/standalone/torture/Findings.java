package io.digitstream.standalone.torture;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What is wrong with images and their results: the first of each kind by name, all of them counted. One thread. */
final class Findings {
    /** Of each kind. */
    static final int NAMED = 20;

    private final Map<Kind, List<String>> named = new EnumMap<>(Kind.class);
    private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);

    /** As {@link Balance} counts them. */
    enum Kind {
        LOST,
        DOUBLED,
        DISORDERED,
        WRONG
    }

    void add(Kind kind, String what) {
        counts.merge(kind, 1L, Long::sum);
        List<String> ofKind = named.computeIfAbsent(kind, none -> new ArrayList<>());
        if (ofKind.size() < NAMED) {
            ofKind.add(what);
        }
    }

    long count(Kind kind) {
        return counts.getOrDefault(kind, 0L);
    }

    /** Returns a line for each that is named, and one for the others of a kind. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        named.forEach((kind, ofKind) -> {
            String name = kind.name().toLowerCase(Locale.ROOT);
            ofKind.forEach(what -> lines.add(name + ": " + what));
            if (count(kind) > NAMED) {
                lines.add("%s: %d more".formatted(name, count(kind) - NAMED));
            }
        });
        return lines;
    }
}
