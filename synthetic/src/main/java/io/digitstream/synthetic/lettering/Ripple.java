package io.digitstream.synthetic.lettering;

import io.digitstream.synthetic.raster.SeededRandom;
import java.awt.geom.Point2D;
import java.util.function.UnaryOperator;

/**
 * What an unsteady hand does to a shape: two long waves that push its points sideways and up and down. Smooth, so
 * strokes that meet go on meeting.
 */
public record Ripple(double strength, double phase1, double phase2, double phase3, double phase4, double wavelength)
        implements UnaryOperator<Point2D> {

    static Ripple of(double strength, SeededRandom random) {
        return of(strength, random.between(0.7, 1.6), random);
    }

    /** @param wavelength in digit heights */
    public static Ripple of(double strength, double wavelength, SeededRandom random) {
        return new Ripple(
                strength,
                random.between(0, 2 * Math.PI),
                random.between(0, 2 * Math.PI),
                random.between(0, 2 * Math.PI),
                random.between(0, 2 * Math.PI),
                wavelength);
    }

    @Override
    public Point2D apply(Point2D point) {
        double u = 2 * Math.PI * point.getX() / wavelength;
        double v = 2 * Math.PI * point.getY() / wavelength;
        return new Point2D.Double(
                point.getX() + strength * (Math.sin(v + phase1) + 0.5 * Math.sin(u + v + phase2)),
                point.getY() + strength * (Math.sin(u + phase3) + 0.5 * Math.sin(v - u + phase4)));
    }
}
