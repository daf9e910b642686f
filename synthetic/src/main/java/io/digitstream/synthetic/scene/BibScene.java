package io.digitstream.synthetic.scene;

import io.digitstream.synthetic.lettering.NumberLayout;
import io.digitstream.synthetic.lettering.Printed;
import io.digitstream.synthetic.lettering.Ripple;
import io.digitstream.synthetic.lettering.Typefaces;
import io.digitstream.synthetic.raster.SeededRandom;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.List;

/** A start number on a runner: bold digits on a sheet with logos and words, bent and folded by what is under it. */
final class BibScene {
    private static final double WIDEST = 280;

    /** Steps from the crest of a crease to the even sheet. */
    private static final int SOFTNESS = 4;

    private static final List<Color> BANDS = List.of(
            new Color(224, 138, 78),
            new Color(40, 130, 200),
            new Color(240, 222, 40),
            new Color(60, 160, 80),
            new Color(140, 100, 180),
            new Color(226, 150, 170),
            new Color(210, 50, 50),
            new Color(120, 200, 220),
            new Color(170, 210, 80),
            new Color(200, 200, 200));
    private static final List<Color> SHIRTS = List.of(
            new Color(235, 235, 235),
            new Color(24, 24, 28),
            new Color(190, 30, 34),
            new Color(30, 50, 120),
            new Color(240, 220, 30),
            new Color(40, 140, 60),
            new Color(230, 110, 40),
            new Color(100, 150, 210),
            new Color(200, 220, 60),
            new Color(120, 120, 124));

    private final Typefaces typefaces;
    private final SeededRandom random;

    private BibScene(Typefaces typefaces, SeededRandom random) {
        this.typefaces = typefaces;
        this.random = random;
    }

    static Sketch draw(String digits, Typefaces typefaces, SeededRandom random) {
        return new BibScene(typefaces, random).draw(digits);
    }

    private Sketch draw(String digits) {
        Printed lettering = Printed.placard(typefaces, random);
        NumberLayout.Laid number =
                new NumberLayout(random.between(0.01, 0.16), 0, false, 0).lay(digits, lettering, random);
        Sketch.Frame frame = frame(number);
        Rectangle2D box = number.box(frame.warp(), frame.warp().scale());
        shirt(frame);
        Color ink = sheet(frame, number.box());
        frame.paint(number.digits(), ink);
        folds(frame, number.box());
        return new Sketch(frame.image(), box, frame.warp().scale());
    }

    private Sketch.Frame frame(NumberLayout.Laid number) {
        double unit = Math.min(
                Math.max(11, Math.min(80, 28 * Math.exp(random.around(0, 0.45)))),
                WIDEST / 1.25 / number.box().getWidth());
        Warp warp = Warp.ofCamera(unit, number.box(), 1.2, random)
                .bent(Ripple.of(random.near(0, 0.09), random.between(2.5, 7), random));
        Rectangle2D box = number.box(warp, unit);
        return Sketch.frame(
                warp,
                box,
                (int) Math.min(box.getWidth() * random.between(1.15, 2.4), Math.max(WIDEST, 1.2 * box.getWidth())),
                (int) Math.max(12, box.getHeight() * random.between(1.2, 3)),
                random.around(0.5, 0.08),
                random.around(0.5, 0.1));
    }

    private void shirt(Sketch.Frame frame) {
        Color shirt = Colours.varied(random.pick(SHIRTS), 20, random);
        Graphics2D graphics = frame.graphics();
        int width = frame.image().getWidth();
        int height = frame.image().getHeight();
        graphics.setPaint(new GradientPaint(
                (float) random.between(0, width),
                0,
                shirt,
                (float) random.between(0, width),
                height,
                Colours.lit(shirt, random.between(0.5, 1))));
        graphics.fillRect(0, 0, width, height);
        if (random.chance(0.3)) {
            graphics.setColor(Colours.varied(random.pick(SHIRTS), 20, random));
            int edge = (int) (width * random.near(0.02, 0.3));
            graphics.fillRect(random.chance(0.5) ? 0 : width - edge, 0, edge, height);
        }
        graphics.dispose();
    }

    /** @return the colour for the number */
    private Color sheet(Sketch.Frame frame, Rectangle2D number) {
        double left = number.getMinX() - random.near(0.1, 0.5);
        double right = number.getMaxX() + random.near(0.1, 0.5);
        double top = number.getMinY() - random.between(0.25, 0.9);
        double bottom = number.getMaxY() + random.between(0.2, 0.8);
        Color paper = Colours.varied(new Color(228, 228, 226), 14, random);
        frame.fill(fine(left, top, right - left, bottom - top), paper);
        boolean banded = random.chance(0.65);
        Color band = banded ? Colours.varied(random.pick(BANDS), 20, random) : paper;
        if (banded) {
            double aside = random.chance(0.6) ? 0 : 0.05;
            double above = random.between(0.05, 0.16);
            frame.fill(
                    fine(
                            left + aside,
                            number.getMinY() - above,
                            right - left - 2 * aside,
                            number.getHeight() + 2 * above),
                    band);
        }
        double head = number.getMinY() - top;
        line(frame, left, right, number.getMinY() - 0.2, Math.min(0.5, 0.6 * head), paper);
        line(frame, left, right, bottom - 0.12, 0.3 * (bottom - number.getMaxY()), paper);
        pins(frame, left, top, right, bottom);
        boolean dark = Colours.luma(band) < 0.3;
        double kind = random.between(0, 1);
        if (dark) {
            return new Color(240, 240, 240);
        }
        return Colours.varied(
                kind < 0.75 ? new Color(26, 26, 30) : kind < 0.9 ? new Color(26, 36, 104) : new Color(150, 20, 26),
                8,
                random);
    }

    /** Sponsors above, names below. */
    private void line(Sketch.Frame frame, double left, double right, double foot, double size, Color paper) {
        if (size < 0.06) {
            return;
        }
        double x = left + random.between(0.05, 0.5);
        while (x < right - size) {
            Color ink = random.chance(0.6) ? new Color(30, 30, 40) : Colours.varied(random.pick(BANDS), 30, random);
            if (Math.abs(Colours.luma(ink) - Colours.luma(paper)) > 0.15) {
                if (random.chance(0.2)) {
                    frame.fill(new Ellipse2D.Double(x, foot - size, size, size), ink);
                    x += 1.4 * size;
                    continue;
                }
                String word = Words.any(random);
                Words.paint(frame, word, typefaces, random.between(0.6, 1) * size, x, foot, ink, random);
                x += word.length() * size * 0.7;
            }
            x += random.between(0.2, 1.5);
        }
    }

    private void pins(Sketch.Frame frame, double left, double top, double right, double bottom) {
        if (random.chance(0.5)) {
            for (double x : new double[] {left + 0.08, right - 0.08}) {
                for (double y : new double[] {top + 0.08, bottom - 0.08}) {
                    frame.fill(new Ellipse2D.Double(x - 0.03, y - 0.03, 0.06, 0.06), Color.DARK_GRAY);
                }
            }
        }
    }

    /** Creases: a light and a dark stripe beside each other. */
    private void folds(Sketch.Frame frame, Rectangle2D number) {
        for (int folds = random.chance(0.5) ? 1 + random.below(3) : 0; folds > 0; folds--) {
            double x = number.getMinX() + random.between(-0.1, 1.1) * number.getWidth();
            double lean = random.between(-0.8, 0.8);
            double width = random.between(0.05, 0.3);
            double alpha = random.between(0.1, 0.35);
            for (int layer = 1; layer <= SOFTNESS; layer++) {
                double part = width * layer / SOFTNESS;
                stripe(frame, x - part, lean, part, Colours.translucent(Color.BLACK, alpha / SOFTNESS));
                stripe(frame, x, lean, part, Colours.translucent(Color.WHITE, 0.7 * alpha / SOFTNESS));
            }
        }
    }

    private static void stripe(Sketch.Frame frame, double x, double lean, double width, Color colour) {
        Path2D.Double stripe = new Path2D.Double();
        stripe.moveTo(x - 2 * lean, -2);
        stripe.lineTo(x - 2 * lean + width, -2);
        stripe.lineTo(x + 2 * lean + width, 2);
        stripe.lineTo(x + 2 * lean, 2);
        stripe.closePath();
        frame.fill(stripe, colour);
    }

    /** A rectangle of many short edges, so that it bends with its surface. */
    private static Path2D fine(double left, double top, double width, double height) {
        int steps = 12;
        Path2D.Double path = new Path2D.Double();
        path.moveTo(left, top);
        for (int i = 1; i <= steps; i++) {
            path.lineTo(left + width * i / steps, top);
        }
        for (int i = 1; i <= steps; i++) {
            path.lineTo(left + width, top + height * i / steps);
        }
        for (int i = steps - 1; i >= 0; i--) {
            path.lineTo(left + width * i / steps, top + height);
        }
        for (int i = steps - 1; i > 0; i--) {
            path.lineTo(left, top + height * i / steps);
        }
        path.closePath();
        return path;
    }
}
