package io.digitstream.synthetic.lettering;

import io.digitstream.synthetic.raster.SeededRandom;
import java.awt.BasicStroke;
import java.awt.geom.AffineTransform;
import java.awt.geom.FlatteningPathIterator;
import java.awt.geom.NoninvertibleTransformException;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.util.List;

/**
 * Characters written with a pen or painted with a brush: curves through a skeleton's points, which every hand, and
 * every digit of a hand, puts elsewhere.
 *
 * @param habit chooses this hand's way of writing a digit among its skeletons
 * @param width factor on the skeletons' width
 * @param slant how far the top leans to the right, in heights
 * @param pen width of the stroke, in heights
 * @param nib how much thinner the stroke is across: 1 for a ball pen, less for a flat brush
 * @param unevenness 0 for a stencil, 1 for a careless hand
 */
public record PenStrokes(long habit, double width, double slant, double pen, double nib, double unevenness)
        implements Lettering {

    /** The letters that can be written; none of them is mistaken for a digit. */
    public static final String LETTERS = "ACEFHKMNPRTVWXY";

    /** Curves count as straight within so many heights. */
    private static final double FLATNESS = 0.004;

    private static final double NIB_ANGLE = Math.toRadians(-40);

    /** A person with a ball pen. */
    public static PenStrokes ofHand(SeededRandom random) {
        return new PenStrokes(
                random.bits(),
                random.between(0.75, 1.7),
                random.between(-0.1, 0.55),
                random.near(0.05, 0.16),
                random.chance(0.3) ? random.between(0.5, 1) : 1,
                random.between(0.3, 1));
    }

    /** A painter of signs, or digits bent from iron: steady and thick. */
    public static PenStrokes ofBrush(SeededRandom random) {
        return new PenStrokes(
                random.bits(),
                random.between(0.65, 1.2),
                random.chance(0.4) ? random.between(-0.05, 0.3) : 0,
                random.between(0.08, 0.24),
                random.chance(0.4) ? random.between(0.35, 1) : 1,
                random.near(0.02, 0.3));
    }

    @Override
    public Ink write(char character, SeededRandom random) {
        List<List<Point2D>> strokes = Skeletons.of(character, habit, random.chance(0.1 * unevenness));
        Ripple ripple = Ripple.of(0.055 * unevenness, random);
        Path2D.Double way = new Path2D.Double();
        strokes.forEach(
                stroke -> curve(stroke.stream().map(ripple).map(this::leaning).toList(), way));
        if (nib == 1) {
            return new Ink(way, pen, false);
        }
        AffineTransform flat = AffineTransform.getRotateInstance(NIB_ANGLE);
        flat.scale(1, nib);
        flat.rotate(-NIB_ANGLE);
        return flatStroke(way, flat);
    }

    private Point2D leaning(Point2D point) {
        return new Point2D.Double(point.getX() * width - slant * point.getY(), point.getY());
    }

    /** A round pen in a squeezed space is a flat pen in the unsqueezed one. */
    private Ink flatStroke(Path2D way, AffineTransform flat) {
        AffineTransform inverse = new AffineTransform(flat);
        try {
            inverse.invert();
        } catch (NoninvertibleTransformException e) {
            throw new IllegalStateException("a nib of " + nib + " has no width", e);
        }
        way.transform(inverse);
        BasicStroke round = new BasicStroke((float) pen, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
        // Of lines: the JDK's stroker gives points that are not numbers for one curve in millions.
        Path2D.Double lines = new Path2D.Double();
        lines.append(new FlatteningPathIterator(way.getPathIterator(null), FLATNESS), false);
        return new Ink(new Path2D.Double(round.createStrokedShape(lines), flat), 0, true);
    }

    /** Adds a smooth curve through the points (a Catmull-Rom spline); through two, a line. */
    private static void curve(List<Point2D> points, Path2D way) {
        way.moveTo(points.get(0).getX(), points.get(0).getY());
        int last = points.size() - 1;
        for (int i = 0; i < last; i++) {
            Point2D before = points.get(Math.max(0, i - 1));
            Point2D from = points.get(i);
            Point2D to = points.get(i + 1);
            Point2D after = points.get(Math.min(last, i + 2));
            way.curveTo(
                    from.getX() + (to.getX() - before.getX()) / 6,
                    from.getY() + (to.getY() - before.getY()) / 6,
                    to.getX() - (after.getX() - from.getX()) / 6,
                    to.getY() - (after.getY() - from.getY()) / 6,
                    to.getX(),
                    to.getY());
        }
    }

    @Override
    public double unevenness() {
        return unevenness;
    }
}
