package io.digitstream.synthetic.scene;

import io.digitstream.synthetic.lettering.Ink;
import io.digitstream.synthetic.lettering.Printed;
import io.digitstream.synthetic.lettering.Typefaces;
import io.digitstream.synthetic.raster.SeededRandom;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.LinearGradientPaint;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/** A mechanical counter, as in odometers and meters: digits on wheels behind a window, the last of them turning. */
final class CounterScene {
    private static final double WIDEST = 300;

    /** Distance of two digits on a wheel, in digit heights. */
    private static final double STEP = 1.35;

    /** A wheel shows the digit that it is nearest to; nearly half-way, no one could tell. */
    private static final double MOST_TURNED = 0.4;

    private final Typefaces typefaces;
    private final SeededRandom random;

    private CounterScene(Typefaces typefaces, SeededRandom random) {
        this.typefaces = typefaces;
        this.random = random;
    }

    static Sketch draw(String digits, Typefaces typefaces, SeededRandom random) {
        return new CounterScene(typefaces, random).draw(digits);
    }

    private Sketch draw(String digits) {
        int wheels = digits.isEmpty() ? 3 + random.below(4) : digits.length();
        double pitch = random.between(0.62, 1.1);
        double window = random.between(1.12, 1.75);
        Rectangle2D row = new Rectangle2D.Double(-wheels * pitch / 2, -window / 2, wheels * pitch, window);
        Sketch.Frame frame = frame(row);
        boolean dark = random.chance(0.6);
        Color wheel = Colours.varied(dark ? new Color(30, 30, 32) : new Color(214, 212, 204), 14, random);
        Color ink = Colours.varied(dark ? new Color(226, 224, 216) : new Color(30, 30, 34), 16, random);
        housing(frame, row, ink);
        Printed lettering = Printed.asDesigned(typefaces, random);
        int special = random.chance(0.6) ? Math.min(wheels - 1, 1 + random.below(3)) : 0;
        boolean red = special > 1 || random.chance(0.4);
        Color specialWheel = red && random.chance(0.6) ? new Color(176, 34, 30) : red ? wheel : ink;
        Color specialInk =
                red && specialWheel.equals(wheel) ? new Color(200, 44, 36) : red ? new Color(232, 228, 222) : wheel;
        double gap = random.chance(0.7) ? random.between(0.02, 0.14) : 0;
        Rectangle2D box = new Rectangle2D.Double(0, 0, -1, -1);
        for (int i = 0; i < wheels; i++) {
            boolean last = i >= wheels - special;
            Rectangle2D cell = new Rectangle2D.Double(
                    row.getX() + i * pitch + gap * pitch / 2, row.getY(), pitch * (1 - gap), window);
            char digit = digits.isEmpty() ? ' ' : digits.charAt(i);
            double turn = i == wheels - 1 && random.chance(0.5)
                    ? random.between(-MOST_TURNED, MOST_TURNED)
                    : random.around(0, 0.03);
            Rectangle2D seen =
                    wheel(frame, cell, digit, turn, lettering, last ? specialWheel : wheel, last ? specialInk : ink);
            if (box.getWidth() < 0) {
                box.setRect(seen);
            } else {
                box.add(seen);
            }
        }
        if (random.chance(0.3)) {
            frame.paint(
                    List.of(new Ink(new Path2D.Double(row), random.between(0.03, 0.12), false)),
                    Colours.varied(Color.GRAY, 50, random));
        }
        return new Sketch(frame.image(), box, frame.warp().scale());
    }

    private Sketch.Frame frame(Rectangle2D row) {
        double unit = Math.min(
                Math.max(12, Math.min(60, 24 * Math.exp(random.around(0, 0.4)))), WIDEST / 1.15 / row.getWidth());
        Warp warp = Warp.ofCamera(unit, row, 0.9, random);
        Rectangle2D box = Ink.mapped(row, warp).getBounds2D();
        return Sketch.frame(
                warp,
                box,
                (int) Math.min(Math.max(12, box.getWidth() * random.near(1.02, 1.8)), WIDEST),
                (int) Math.max(12, box.getHeight() * random.near(1.05, 2.4)),
                random.around(0.5, 0.08),
                random.around(0.5, 0.1));
    }

    /** The panel around, with the scale or the words on it. */
    private void housing(Sketch.Frame frame, Rectangle2D row, Color ink) {
        Color panel = Colours.varied(
                random.pick(List.of(
                        new Color(30, 30, 32),
                        new Color(60, 60, 62),
                        new Color(200, 200, 196),
                        new Color(130, 130, 128),
                        new Color(20, 24, 40))),
                16,
                random);
        Graphics2D graphics = frame.graphics();
        graphics.setColor(panel);
        graphics.fillRect(0, 0, frame.image().getWidth(), frame.image().getHeight());
        graphics.dispose();
        Color text = Colours.luma(panel) > 0.4 ? new Color(40, 40, 44) : new Color(214, 214, 210);
        for (int i = random.below(4); i > 0; i--) {
            double size = random.between(0.3, 0.7);
            boolean word = random.chance(0.5);
            String label = word ? Words.any(random) : String.valueOf(10 * (1 + random.below(20)));
            boolean beside = !word && random.chance(0.5);
            double left = beside
                    ? random.chance(0.5) ? row.getMaxX() + 0.35 : row.getMinX() - 0.35 - 1.6 * size
                    : row.getMinX() + random.between(-0.1, 0.8) * row.getWidth();
            double foot = beside
                    ? row.getCenterY() + random.between(-0.6, 0.9)
                    : random.chance(0.5)
                            ? row.getMinY() - random.between(0.2, 0.5)
                            : row.getMaxY() + size + random.between(0.2, 0.5);
            Words.paint(frame, label, typefaces, size, left, foot, random.chance(0.7) ? text : ink, random);
        }
    }

    /** @return the box around the part of the digit that shows, in pixels */
    private Rectangle2D wheel(
            Sketch.Frame frame, Rectangle2D cell, char digit, double turn, Printed lettering, Color ground, Color ink) {
        Graphics2D graphics = frame.graphics();
        graphics.clip(Ink.mapped(cell, frame.warp()));
        graphics.setPaint(round(frame, cell, ground));
        graphics.fill(Ink.mapped(cell, frame.warp()));
        List<Ink> digits = new ArrayList<>();
        if (digit != ' ') {
            for (int step = -1; step <= 1; step++) {
                char shown = (char) ('0' + Math.floorMod(digit - '0' + step, 10));
                Ink upright = lettering.write(shown, random);
                Rectangle2D box = upright.box();
                double fit = Math.min(1, 0.96 * cell.getWidth() / box.getWidth());
                AffineTransform place = AffineTransform.getTranslateInstance(
                        cell.getCenterX(), cell.getCenterY() + (turn + step) * STEP);
                place.scale(fit, 1);
                place.translate(-box.getCenterX(), -box.getCenterY());
                digits.add(
                        upright.moved(place).mapped(frame.warp(), frame.warp().scale()));
            }
        }
        graphics.setColor(ink);
        digits.forEach(shown -> shown.paint(graphics));
        graphics.dispose();
        Rectangle2D visible = Ink.mapped(cell, frame.warp()).getBounds2D();
        return digits.isEmpty() ? visible : digits.get(1).box().createIntersection(visible);
    }

    /** A wheel is darker towards its upper and lower edge. */
    private LinearGradientPaint round(Sketch.Frame frame, Rectangle2D cell, Color ground) {
        Point2D top = frame.warp().apply(new Point2D.Double(cell.getCenterX(), cell.getMinY()));
        Point2D bottom = frame.warp().apply(new Point2D.Double(cell.getCenterX(), cell.getMaxY() + 1e-3));
        Color edge = Colours.lit(ground, random.between(0.45, 0.9));
        return new LinearGradientPaint(
                top, bottom, new float[] {0, 0.3f, 0.7f, 1}, new Color[] {edge, ground, ground, edge});
    }
}
