package io.digitstream.trainer.drawn;

import io.digitstream.trainer.raster.Dice;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.function.UnaryOperator;

/**
 * Where a point of a flat surface appears in a photo of it: a projective map from number units (a digit is about 1
 * high, y grows downwards) to pixels, {@code x' = (xx x + xy y + dx) / (px x + py y + 1)} and likewise y'.
 *
 * @param scale pixels a unit at the origin, for the widths of pens
 */
record Warp(double xx, double xy, double dx, double yx, double yy, double dy, double px, double py, double scale)
        implements UnaryOperator<Point2D> {

    /**
     * A camera held not quite straight, in front of a number around the origin.
     *
     * @param digitHeight pixels a unit
     * @param freedom 1 for a hand in the street, towards 0 for a scanner
     */
    static Warp ofCamera(double digitHeight, Rectangle2D number, double freedom, Dice dice) {
        double turn = Math.toRadians(freedom * (dice.chance(0.15) ? dice.between(-12, 12) : dice.around(0, 2.5)));
        double squeeze = 1 - freedom * dice.near(0, 0.3);
        double shear = freedom * dice.around(0, 0.06);
        double tilt = freedom * dice.around(0, 0.07);
        double nod = freedom * dice.around(0, 0.04);
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
                digitHeight);
    }

    /** The same photo with its origin elsewhere, in pixels. */
    Warp moved(double right, double down) {
        return new Warp(
                xx + right * px, xy + right * py, dx + right, yx + down * px, yy + down * py, dy + down, px, py, scale);
    }

    @Override
    public Point2D apply(Point2D point) {
        double x = point.getX();
        double y = point.getY();
        // Far outside of the number the surface would reach behind the camera.
        double depth = Math.max(0.2, px * x + py * y + 1);
        return new Point2D.Double((xx * x + xy * y + dx) / depth, (yx * x + yy * y + dy) / depth);
    }
}
