package io.digitstream.synthetic.lettering;

import io.digitstream.synthetic.raster.SeededRandom;
import java.awt.geom.AffineTransform;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * How the characters of one number stand to each other: in a row, on stairs or below each other, wide or touching.
 *
 * @param gap between two characters' boxes, in digit heights; below 0 they touch
 * @param rise how much lower each character stands than the one before, in digit heights
 * @param downwards whether they stand below each other
 * @param unevenness how much sizes, gaps and feet vary
 */
public record NumberLayout(double gap, double rise, boolean downwards, double unevenness) {
    /** Distance of a point from the next digit's left edge, in cells. */
    private static final double BETWEEN_CELLS = 0.13;

    /**
     * The characters of one number and the marks in its row, in number units, centred on the origin.
     *
     * @param box around the digits; where there are none, around the marks
     */
    public record Laid(List<Ink> digits, List<Ink> marks, Rectangle2D box) {
        /** Returns the box around the mapped digits, which is tighter than the mapped box. */
        public Rectangle2D box(UnaryOperator<Point2D> map, double penScale) {
            List<Ink> inks = digits.isEmpty() ? marks : digits;
            return inks.isEmpty()
                    ? Ink.mapped(box, map).getBounds2D()
                    : Ink.box(
                            inks.stream().map(ink -> ink.mapped(map, penScale)).toList());
        }
    }

    public static NumberLayout onWall(Lettering lettering, SeededRandom random) {
        double manner = random.between(0, 1);
        double gap = random.chance(0.25) ? random.near(0.2, 0.6) : random.between(-0.01, 0.2);
        if (manner < 0.04) {
            return new NumberLayout(random.between(0.05, 0.4), 0, true, lettering.unevenness());
        }
        double step = manner < 0.12 ? random.between(-0.35, 0.35) : 0;
        return new NumberLayout(gap, step, false, 0.25 * lettering.unevenness() + random.near(0, 0.25));
    }

    public static NumberLayout onPaper(Lettering lettering, SeededRandom random) {
        return new NumberLayout(random.between(-0.06, 0.3), random.around(0, 0.03), false, lettering.unevenness());
    }

    /** Writes the text; a character that is no digit becomes a mark. Without a character, an empty place. */
    public Laid lay(String text, Lettering lettering, SeededRandom random) {
        List<Ink> inks = lettering.pitch() > 0 && !downwards
                ? inCells(text, lettering, random)
                : inARow(text, lettering, random);
        return centred(text, inks, random);
    }

    /** Each character beside the one before, as wide as it is; or below it. */
    private List<Ink> inARow(String text, Lettering lettering, SeededRandom random) {
        List<Ink> inks = new ArrayList<>();
        double end = 0;
        for (int i = 0; i < text.length(); i++) {
            Ink ink = uneven(lettering.write(text.charAt(i), random), random);
            Rectangle2D box = ink.box();
            double start = i == 0 ? 0 : end + gap + unevenness * random.around(0, 0.06);
            Ink placed = downwards
                    ? ink.moved(AffineTransform.getTranslateInstance(-box.getCenterX(), start - box.getY()))
                    : ink.moved(AffineTransform.getTranslateInstance(start - box.getX(), i * rise));
            inks.add(placed);
            end = downwards ? placed.box().getMaxY() : placed.box().getMaxX();
        }
        return inks;
    }

    /** Each digit in a cell of the same width; a point stands between two cells and takes none. */
    private List<Ink> inCells(String text, Lettering lettering, SeededRandom random) {
        List<Ink> inks = new ArrayList<>();
        double cell = 0;
        for (int i = 0; i < text.length(); i++) {
            Ink ink = uneven(lettering.write(text.charAt(i), random), random);
            if (text.charAt(i) == '.') {
                double middle = cell - (lettering.pitch() + gap) * BETWEEN_CELLS;
                inks.add(ink.moved(
                        AffineTransform.getTranslateInstance(middle - ink.box().getCenterX(), 0)));
            } else {
                inks.add(ink.moved(AffineTransform.getTranslateInstance(cell, inks.size() * rise)));
                cell += lettering.pitch() + gap;
            }
        }
        return inks;
    }

    private Ink uneven(Ink ink, SeededRandom random) {
        double size = random.around(1, 0.09 * unevenness);
        AffineTransform change = AffineTransform.getTranslateInstance(0, unevenness * random.around(0, 0.05));
        change.rotate(unevenness * random.around(0, 0.05));
        change.scale(size * random.around(1, 0.07 * unevenness), size);
        return ink.moved(change);
    }

    private static Laid centred(String text, List<Ink> inks, SeededRandom random) {
        List<Ink> digits = new ArrayList<>();
        List<Ink> marks = new ArrayList<>();
        for (int i = 0; i < text.length(); i++) {
            (Character.isDigit(text.charAt(i)) ? digits : marks).add(inks.get(i));
        }
        Rectangle2D box = inks.isEmpty()
                ? new Rectangle2D.Double(0, 0, random.between(0.5, 3), 1)
                : Ink.box(digits.isEmpty() ? marks : digits);
        AffineTransform centring = AffineTransform.getTranslateInstance(-box.getCenterX(), -box.getCenterY());
        return new Laid(
                digits.stream().map(ink -> ink.moved(centring)).toList(),
                marks.stream().map(ink -> ink.moved(centring)).toList(),
                centring.createTransformedShape(box).getBounds2D());
    }
}
