package io.digitstream.synthetic.scene;

import io.digitstream.synthetic.lettering.Ripple;
import io.digitstream.synthetic.raster.SeededRandom;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.function.UnaryOperator;

/**
 * Where a point of a flat surface appears in a photo of it: a projective map from number units (a digit is about 1
 * high, y grows downwards) to pixels, {@code x' = (xx x + xy y + dx) / (px x + py y + 1)} and likewise y'.
 *
 * @param scale pixels a unit at the origin, for the widths of pens
 * @param bend of the surface, before it is seen
 */
record Warp(
        double xx,
        double xy,
        double dx,
        double yx,
        double yy,
        double dy,
        double px,
        double py,
        double scale,
        Ripple bend)
        implements UnaryOperator<Point2D> {
    private static final Ripple FLAT = new Ripple(0, 0, 0, 0, 0, 1);

    /**
     * A camera held not quite straight, in front of a number around the origin.
     *
     * @param digitHeight pixels a unit
     * @param freedom 1 for a hand in the street, towards 0 for a scanner
     */
    static Warp ofCamera(double digitHeight, Rectangle2D number, double freedom, SeededRandom random) {
        double turn = Math.toRadians(freedom * angle(random));
        double squeeze = 1 - freedom * random.near(0, 0.3);
        double shear = freedom * random.around(0, 0.06);
        double tilt = freedom * random.around(0, 0.07);
        double nod = freedom * random.around(0, 0.04);
        double cos = digitHeight * Math.cos(turn);
        double sin = digitHeight * Math.sin(turn);
        return new Warp(
                cos * squeeze - sin * shear,
                -sin,
                0,
                sin * squeeze + cos * shear,
                cos,
                0,
                tilt / Math.max(1, number.getWidth() / 2),
                nod / Math.max(1, number.getHeight() / 2),
                digitHeight,
                FLAT);
    }

    /** In degrees. */
    private static double angle(SeededRandom random) {
        double kind = random.between(0, 1);
        return kind < 0.03 ? random.between(-30, 30) : kind < 0.16 ? random.between(-14, 14) : random.around(0, 2.5);
    }

    /** The same view of a surface that is not flat. */
    Warp bent(Ripple surface) {
        return new Warp(xx, xy, dx, yx, yy, dy, px, py, scale, surface);
    }

    /** The same photo with its origin elsewhere, in pixels. */
    Warp moved(double right, double down) {
        return new Warp(
                xx + right * px,
                xy + right * py,
                dx + right,
                yx + down * px,
                yy + down * py,
                dy + down,
                px,
                py,
                scale,
                bend);
    }

    @Override
    public Point2D apply(Point2D flat) {
        Point2D point = bend.strength() == 0 ? flat : bend.apply(flat);
        double x = point.getX();
        double y = point.getY();
        // Far outside of the number the surface would reach behind the camera.
        double depth = Math.max(0.2, px * x + py * y + 1);
        return new Point2D.Double((xx * x + xy * y + dx) / depth, (yx * x + yy * y + dy) / depth);
    }
}
