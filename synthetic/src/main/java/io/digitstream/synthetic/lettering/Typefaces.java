package io.digitstream.synthetic.lettering;

import io.digitstream.synthetic.raster.SeededRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The typefaces that printed numbers are drawn in, by family: a family with many weights is drawn no more often than one
 * with a single weight. Immutable and thread-safe.
 */
public final class Typefaces {
    private static final int CANDIDATES = 6;

    private final List<List<Typeface>> families;

    /** @throws IllegalArgumentException if there is no typeface */
    Typefaces(List<Typeface> typefaces) {
        if (typefaces.isEmpty()) {
            throw new IllegalArgumentException("there is no typeface to draw in");
        }
        TreeMap<String, List<Typeface>> byFamily = new TreeMap<>();
        typefaces.forEach(typeface -> byFamily.computeIfAbsent(typeface.family(), family -> new ArrayList<>())
                .add(typeface));
        this.families = byFamily.values().stream().map(List::copyOf).toList();
    }

    /** Returns the 32 typefaces of DejaVu and Liberation, which the product brings along. */
    public static Typefaces builtIn() {
        return BuiltInTypefaces.ALL;
    }

    /** Returns all of them, by family. */
    public List<Typeface> all() {
        return families.stream().flatMap(List::stream).toList();
    }

    /** Returns the number of families. */
    public int families() {
        return families.size();
    }

    Typeface pick(SeededRandom random) {
        return random.pick(random.pick(families));
    }

    /** The one of a few that fits best. */
    Typeface pick(Comparator<Typeface> fit, SeededRandom random) {
        return IntStream.range(0, CANDIDATES)
                .mapToObj(i -> pick(random))
                .max(fit)
                .orElseThrow();
    }
}
