package io.digitstream.synthetic.lettering;

import io.digitstream.synthetic.raster.SeededRandom;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;

/**
 * Digits of seven segments, as LCD and LED displays show them. Each takes a cell of the same width; a one lights the two
 * segments at its right.
 *
 * @param width of a digit, in heights
 * @param thickness of a segment, in heights
 * @param gap between two segments, in heights
 * @param slant how far the top leans to the right, in heights
 * @param pitch from one digit's left edge to the next, in heights
 * @param pointed whether segments end in a point, otherwise straight
 */
public record SegmentDigits(double width, double thickness, double gap, double slant, double pitch, boolean pointed)
        implements Lettering {

    /** By digit, the segments a to g as bits: a is the top one, then clockwise, g in the middle. */
    private static final int[] LIT = {0x3F, 0x06, 0x5B, 0x4F, 0x66, 0x6D, 0x7D, 0x07, 0x7F, 0x6F};

    private static final int ALL = 0x7F;
    private static final int MIDDLE = 0x40;

    public static SegmentDigits any(SeededRandom random) {
        double width = random.between(0.42, 0.68);
        return new SegmentDigits(
                width,
                random.between(0.07, 0.17),
                random.near(0.004, 0.03),
                random.chance(0.6) ? random.between(0.02, 0.2) : 0,
                width + random.between(0.1, 0.3),
                random.chance(0.7));
    }

    @Override
    public Ink write(char character, SeededRandom random) {
        if (character >= '0' && character <= '9') {
            return segments(LIT[character - '0']);
        }
        if (character == '.' || character == ',') {
            Path2D.Double dot = new Path2D.Double(new Ellipse2D.Double(0, -thickness, thickness, thickness));
            return new Ink(dot, 0, true);
        }
        return segments(character == '-' || character == '=' ? MIDDLE : 0x37);
    }

    /** Returns all seven segments of a cell, which a display shows faintly where they are not lit. */
    public Ink ghost() {
        return segments(ALL);
    }

    private Ink segments(int lit) {
        Path2D.Double path = new Path2D.Double(Path2D.WIND_NON_ZERO);
        double half = thickness / 2;
        double left = half;
        double right = width - half;
        double top = -1 + half;
        double middle = -0.5;
        double bottom = -half;
        double[][] ends = {
            {left, top, right, top},
            {right, top, right, middle},
            {right, middle, right, bottom},
            {left, bottom, right, bottom},
            {left, middle, left, bottom},
            {left, top, left, middle},
            {left, middle, right, middle}
        };
        for (int i = 0; i < ends.length; i++) {
            if ((lit >> i & 1) == 1) {
                segment(path, ends[i]);
            }
        }
        return new Ink(new Path2D.Double(path, new AffineTransform(1, 0, -slant, 1, 0, 0)), 0, true);
    }

    private void segment(Path2D path, double[] ends) {
        double length = Math.hypot(ends[2] - ends[0], ends[3] - ends[1]);
        double alongX = (ends[2] - ends[0]) / length;
        double alongY = (ends[3] - ends[1]) / length;
        double half = thickness / 2;
        double shoulder = pointed ? gap + half : gap;
        double reach = pointed ? gap : gap - half * 0.6;
        double[][] corners = {
            {reach, 0},
            {shoulder, half},
            {length - shoulder, half},
            {length - reach, 0},
            {length - shoulder, -half},
            {shoulder, -half}
        };
        for (int i = 0; i < corners.length; i++) {
            double x = ends[0] + corners[i][0] * alongX - corners[i][1] * alongY;
            double y = ends[1] + corners[i][0] * alongY + corners[i][1] * alongX;
            if (i == 0) {
                path.moveTo(x, y);
            } else {
                path.lineTo(x, y);
            }
        }
        path.closePath();
    }
}
