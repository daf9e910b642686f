package io.digitstream.synthetic.scene;

import io.digitstream.synthetic.lettering.Ink;
import io.digitstream.synthetic.raster.SeededRandom;
import java.awt.Color;
import java.awt.LinearGradientPaint;
import java.awt.Paint;
import java.awt.geom.AffineTransform;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.List;

/**
 * How characters stand out from their ground.
 *
 * @param style the kind
 * @param reach of a shadow, an edge or a glow, in digit heights
 * @param direction of a shadow or the light, in radians
 * @param strength of it, 0 to 1
 */
record Finish(Style style, double reach, double direction, double strength) {
    enum Style {
        FLAT,
        SHADOW,
        OUTLINE,
        /** A dark and a light edge. */
        RELIEF,
        /** Bright and dark bands, with a shadow. */
        METAL,
        GLOW
    }

    /** Any but a glow, which only lamps have. */
    static Finish any(SeededRandom random) {
        double kind = random.between(0, 1);
        Style style = kind < 0.5
                ? Style.FLAT
                : kind < 0.74 ? Style.SHADOW : kind < 0.8 ? Style.OUTLINE : kind < 0.92 ? Style.RELIEF : Style.METAL;
        return of(style, random);
    }

    static Finish of(Style style, SeededRandom random) {
        return new Finish(style, random.near(0.03, 0.13), random.between(0, Math.PI), random.between(0.25, 0.8));
    }

    void paint(Sketch.Frame frame, List<Ink> inks, Color ink) {
        if (inks.isEmpty()) {
            return;
        }
        switch (style) {
            case FLAT -> frame.paint(inks, ink);
            case SHADOW -> {
                Color shade = Colours.luma(ink) > 0.25 || strength > 0.5 ? Color.BLACK : Color.WHITE;
                frame.paint(moved(inks, reach), Colours.translucent(shade, strength));
                frame.paint(inks, ink);
            }
            case OUTLINE -> {
                Color edge = Colours.luma(ink) > 0.5 ? Colours.lit(ink, 0.2) : new Color(235, 235, 230);
                frame.paint(bolder(inks, reach), edge);
                frame.paint(inks, ink);
            }
            case RELIEF -> {
                double edge = 0.5 * reach;
                frame.paint(moved(inks, edge), Colours.translucent(Color.BLACK, strength));
                frame.paint(moved(inks, -edge), Colours.translucent(Color.WHITE, strength));
                frame.paint(inks, ink);
            }
            case METAL -> {
                frame.paint(moved(inks, reach), Colours.translucent(Color.BLACK, strength));
                frame.paint(inks, polished(frame, inks, ink));
            }
            case GLOW -> {
                for (int ring = 4; ring > 0; ring--) {
                    frame.paint(bolder(inks, 0.7 * ring * reach), Colours.translucent(ink, 0.22 * strength));
                }
                frame.paint(inks, ink);
            }
        }
    }

    private List<Ink> moved(List<Ink> inks, double distance) {
        AffineTransform move =
                AffineTransform.getTranslateInstance(distance * Math.cos(direction), distance * Math.sin(direction));
        return inks.stream().map(ink -> ink.moved(move)).toList();
    }

    private static List<Ink> bolder(List<Ink> inks, double pen) {
        return inks.stream()
                .map(ink -> new Ink(ink.path(), ink.pen() + pen, ink.filled()))
                .toList();
    }

    /** Bright and dark bands from head to foot. */
    private Paint polished(Sketch.Frame frame, List<Ink> inks, Color ink) {
        Rectangle2D box = Ink.box(inks);
        Point2D head = frame.warp().apply(new Point2D.Double(box.getCenterX(), box.getMinY()));
        Point2D foot = frame.warp().apply(new Point2D.Double(box.getCenterX(), box.getMaxY()));
        if (head.distance(foot) < 2) {
            return ink;
        }
        return new LinearGradientPaint(head, foot, new float[] {0, (float) (0.3 + 0.3 * strength), 1}, new Color[] {
            Colours.lit(ink, 1.35), Colours.lit(ink, 1 - 0.45 * strength), Colours.lit(ink, 1.15)
        });
    }
}
