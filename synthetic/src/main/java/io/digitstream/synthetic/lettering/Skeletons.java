package io.digitstream.synthetic.lettering;

import java.awt.geom.Point2D;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The ways in which people write each character: strokes as points, read from {@code skeletons.txt} on first use.
 * Immutable but for the points' type, and nobody changes those.
 */
final class Skeletons {
    private static final String RESOURCE = "skeletons.txt";
    private static final Pattern STROKES = Pattern.compile("\\|");
    private static final Pattern POINTS = Pattern.compile(" +");
    private static final Map<Character, List<List<List<Point2D>>>> ALL = load();

    private Skeletons() {}

    /**
     * The strokes of a character, its foot at y 0, its head at y -1.
     *
     * @param habit the same bits give the same way of writing each time
     * @param otherwise whether the hand departs from its habit this once
     */
    static List<List<Point2D>> of(char character, long habit, boolean otherwise) {
        List<List<List<Point2D>>> ways = ALL.get(character);
        if (ways == null) {
            throw new IllegalArgumentException(RESOURCE + " has no '" + character + "'");
        }
        long way = Long.rotateRight(habit, 6 * character) + (otherwise ? 1 : 0);
        return ways.get(Math.floorMod(way, ways.size()));
    }

    private static Map<Character, List<List<List<Point2D>>>> load() {
        try (InputStream file = Skeletons.class.getResourceAsStream(RESOURCE)) {
            if (file == null) {
                throw new IllegalStateException("no " + RESOURCE + " beside " + Skeletons.class.getName());
            }
            Map<Character, List<List<List<Point2D>>>> ways = new HashMap<>();
            new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("//"))
                    .forEach(line -> ways.computeIfAbsent(line.charAt(0), c -> new ArrayList<>())
                            .add(strokes(line.substring(1))));
            return Map.copyOf(ways);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + RESOURCE, e);
        }
    }

    private static List<List<Point2D>> strokes(String text) {
        return STROKES.splitAsStream(text)
                .map(stroke -> POINTS.splitAsStream(stroke.strip())
                        .map(Skeletons::point)
                        .toList())
                .toList();
    }

    private static Point2D point(String text) {
        int comma = text.indexOf(',');
        double x = Double.parseDouble(text.substring(0, comma));
        double y = Double.parseDouble(text.substring(comma + 1));
        return new Point2D.Double(x / 100, y / 100 - 1);
    }
}
