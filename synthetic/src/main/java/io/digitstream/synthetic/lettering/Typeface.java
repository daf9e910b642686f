package io.digitstream.synthetic.lettering;

import java.awt.geom.FlatteningPathIterator;
import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.awt.geom.Rectangle2D;
import java.util.Map;
import java.util.Optional;

/**
 * The outlines of one typeface: a zero is 1 high, the baseline is at y 0, y grows downwards. Immutable except for the
 * outlines' type; nothing changes those.
 *
 * @param family name that the typeface shares with its other weights and slants
 * @param outlines by character; at least the ten digits
 * @param width of a zero, in its heights
 * @param weight share of a zero's box that is ink, 0 to 1: about 0.35 for a light face, 0.7 for a black one
 */
public record Typeface(String family, Map<Character, Path2D> outlines, double width, double weight) {
    private static final double FLATNESS = 0.01;

    public Typeface {
        outlines = Map.copyOf(outlines);
        for (char digit = '0'; digit <= '9'; digit++) {
            if (!outlines.containsKey(digit)) {
                throw new IllegalArgumentException("the typeface " + family + " has no '" + digit + "'");
            }
        }
    }

    static Typeface of(String family, Map<Character, Path2D> outlines) {
        Path2D zero = outlines.get('0');
        if (zero == null) {
            throw new IllegalArgumentException("the typeface " + family + " has no '0'");
        }
        Rectangle2D box = new Ink(zero, 0, true).box();
        return new Typeface(family, outlines, box.getWidth(), area(zero) / (box.getWidth() * box.getHeight()));
    }

    Optional<Path2D> outline(char character) {
        return Optional.ofNullable(outlines.get(character));
    }

    /** Returns whether the typeface has all characters of a text, spaces aside. */
    boolean writes(String text) {
        return text.chars().allMatch(c -> c == ' ' || outlines.containsKey((char) c));
    }

    /** The area inside an outline; holes run against the direction of what they are in. */
    private static double area(Path2D outline) {
        PathIterator points = new FlatteningPathIterator(outline.getPathIterator(null), FLATNESS);
        double[] c = new double[6];
        double twice = 0;
        double startX = 0;
        double startY = 0;
        double x = 0;
        double y = 0;
        for (; !points.isDone(); points.next()) {
            switch (points.currentSegment(c)) {
                case PathIterator.SEG_MOVETO -> {
                    startX = c[0];
                    startY = c[1];
                }
                case PathIterator.SEG_CLOSE -> {
                    twice += x * startY - startX * y;
                    c[0] = startX;
                    c[1] = startY;
                }
                default -> twice += x * c[1] - c[0] * y;
            }
            x = c[0];
            y = c[1];
        }
        return Math.abs(twice) / 2;
    }
}
