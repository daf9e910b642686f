package io.digitstream.synthetic.lettering;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.FlatteningPathIterator;
import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * One character as it is put on a surface: an outline to fill, to follow with a pen, or both.
 *
 * @param path the outline, or the pen's way
 * @param pen the pen's width, in the path's units; 0 where no pen follows the path
 * @param filled whether the path's inside is filled
 */
public record Ink(Path2D path, double pen, boolean filled) {
    /** Curves count as straight within this share of the outline's size. */
    private static final double FLATNESS = 0.002;

    public void paint(Graphics2D graphics) {
        if (filled) {
            graphics.fill(path);
        }
        if (pen > 0) {
            graphics.setStroke(new BasicStroke((float) pen, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
            graphics.draw(path);
        }
    }

    public Ink moved(AffineTransform move) {
        return new Ink(new Path2D.Double(path, move), pen * Math.sqrt(Math.abs(move.getDeterminant())), filled);
    }

    /** The ink with each point of its path mapped, and its pen scaled. */
    public Ink mapped(UnaryOperator<Point2D> map, double penScale) {
        return new Ink(mapped(path, map), pen * penScale, filled);
    }

    /** The tight box; the one that {@link Path2D} gives includes the control points of curves. */
    public Rectangle2D box() {
        Rectangle2D loose = path.getBounds2D();
        double flatness = Math.max(1e-9, FLATNESS * Math.max(loose.getWidth(), loose.getHeight()));
        PathIterator points = new FlatteningPathIterator(path.getPathIterator(null), flatness);
        double[] point = new double[6];
        Rectangle2D.Double box = new Rectangle2D.Double(0, 0, -1, -1);
        for (; !points.isDone(); points.next()) {
            if (points.currentSegment(point) != PathIterator.SEG_CLOSE) {
                Rectangle2D dot = new Rectangle2D.Double(point[0] - pen / 2, point[1] - pen / 2, pen, pen);
                if (box.width < 0) {
                    box.setRect(dot);
                } else {
                    box.add(dot);
                }
            }
        }
        return box;
    }

    /** The union of the boxes of at least one ink. */
    public static Rectangle2D box(List<Ink> inks) {
        Rectangle2D box = inks.get(0).box();
        inks.forEach(ink -> box.add(ink.box()));
        return box;
    }

    public static Path2D mapped(Shape shape, UnaryOperator<Point2D> map) {
        Path2D.Double mapped = new Path2D.Double(Path2D.WIND_NON_ZERO);
        double[] c = new double[6];
        for (PathIterator i = shape.getPathIterator(null); !i.isDone(); i.next()) {
            int kind = i.currentSegment(c);
            for (int k = 0; k < 6; k += 2) {
                Point2D point = map.apply(new Point2D.Double(c[k], c[k + 1]));
                c[k] = point.getX();
                c[k + 1] = point.getY();
            }
            switch (kind) {
                case PathIterator.SEG_MOVETO -> mapped.moveTo(c[0], c[1]);
                case PathIterator.SEG_LINETO -> mapped.lineTo(c[0], c[1]);
                case PathIterator.SEG_QUADTO -> mapped.quadTo(c[0], c[1], c[2], c[3]);
                case PathIterator.SEG_CUBICTO -> mapped.curveTo(c[0], c[1], c[2], c[3], c[4], c[5]);
                default -> mapped.closePath();
            }
        }
        return mapped;
    }
}
