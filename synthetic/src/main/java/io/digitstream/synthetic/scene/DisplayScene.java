package io.digitstream.synthetic.scene;

import io.digitstream.synthetic.lettering.DotMatrix;
import io.digitstream.synthetic.lettering.Ink;
import io.digitstream.synthetic.lettering.Lettering;
import io.digitstream.synthetic.lettering.NumberLayout;
import io.digitstream.synthetic.lettering.Printed;
import io.digitstream.synthetic.lettering.SegmentDigits;
import io.digitstream.synthetic.lettering.Typefaces;
import io.digitstream.synthetic.raster.SeededRandom;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/** A number on an electronic display: dark segments on a lit or grey ground, or lit ones on a dark or coloured ground. */
final class DisplayScene {
    private static final double WIDEST = 300;

    /** Grounds of displays whose digits are dark. */
    private static final List<Color> LCD = List.of(
            new Color(150, 165, 140),
            new Color(176, 184, 170),
            new Color(196, 204, 206),
            new Color(30, 190, 40),
            new Color(60, 200, 120),
            new Color(110, 128, 205),
            new Color(60, 140, 215),
            new Color(235, 150, 45),
            new Color(190, 205, 225),
            new Color(160, 140, 150),
            new Color(60, 80, 66));

    /** Digits and grounds of displays whose digits are lit. */
    private static final List<Colours> LIT = List.of(
            new Colours(new Color(255, 220, 80), new Color(190, 30, 16)),
            new Colours(new Color(255, 200, 90), new Color(90, 16, 10)),
            new Colours(new Color(250, 120, 60), new Color(60, 10, 8)),
            new Colours(new Color(235, 60, 40), new Color(26, 14, 16)),
            new Colours(new Color(250, 235, 220), new Color(214, 60, 40)),
            new Colours(new Color(240, 200, 60), new Color(24, 22, 18)),
            new Colours(new Color(120, 240, 250), new Color(8, 24, 44)),
            new Colours(new Color(235, 240, 240), new Color(16, 30, 60)),
            new Colours(new Color(90, 235, 110), new Color(10, 26, 14)),
            new Colours(new Color(240, 240, 240), new Color(20, 20, 24)),
            new Colours(new Color(90, 150, 255), new Color(10, 12, 34)));

    private final Typefaces typefaces;
    private final SeededRandom random;

    private DisplayScene(Typefaces typefaces, SeededRandom random) {
        this.typefaces = typefaces;
        this.random = random;
    }

    static Sketch draw(String digits, Typefaces typefaces, SeededRandom random) {
        return new DisplayScene(typefaces, random).draw(digits);
    }

    private Sketch draw(String digits) {
        double kind = random.between(0, 1);
        Lettering lettering = kind < 0.8
                ? SegmentDigits.any(random)
                : kind < 0.9 ? DotMatrix.any(random) : Printed.asDesigned(typefaces, random);
        NumberLayout layout = new NumberLayout(lettering.pitch() > 0 ? 0 : random.between(0.05, 0.25), 0, false, 0);
        NumberLayout.Laid number = shortened(layout.lay(text(digits), lettering, random));
        boolean lit = random.chance(0.5);
        Colours colours = lit ? lit() : lcd();
        Sketch.Frame frame = frame(number);
        Rectangle2D box = number.box(frame.warp(), frame.warp().scale());
        ground(frame, colours.ground());
        if (lettering instanceof SegmentDigits segments && random.chance(0.35)) {
            ghosts(frame, segments, number, colours.ink());
        }
        surroundings(frame, number.box(), colours);
        if (!lit && random.chance(0.3)) {
            shadow(frame, number.digits(), colours.ink());
        }
        Finish.of(lit && random.chance(0.6) ? Finish.Style.GLOW : Finish.Style.FLAT, random)
                .paint(frame, number.digits(), colours.ink());
        frame.paint(number.marks(), colours.ink());
        return new Sketch(frame.image(), box, frame.warp().scale());
    }

    /** Of the segments on the layer behind them. */
    private static void shadow(Sketch.Frame frame, List<Ink> digits, Color ink) {
        AffineTransform away = AffineTransform.getTranslateInstance(0.05, 0.04);
        frame.paint(digits.stream().map(digit -> digit.moved(away)).toList(), Colours.translucent(ink, 0.25));
    }

    /** With a decimal point here and there; a blank display shows a dash or nothing. */
    private String text(String digits) {
        if (digits.isEmpty()) {
            return random.chance(0.5) ? "" : "-".repeat(1 + random.below(4));
        }
        if (digits.length() < 2 || !random.chance(0.2)) {
            return digits;
        }
        int place = digits.length() - 1 - random.below(Math.min(3, digits.length() - 1));
        return digits.substring(0, place) + '.' + digits.substring(place);
    }

    /** The decimals are smaller on some meters. */
    private NumberLayout.Laid shortened(NumberLayout.Laid number) {
        int digits = number.digits().size();
        if (digits < 4 || !number.marks().isEmpty() || !random.chance(0.12)) {
            return number;
        }
        int small = 1 + random.below(2);
        double size = random.between(0.5, 0.75);
        double foot = random.chance(0.7) ? number.box().getMaxY() : number.box().getMinY() + size;
        List<Ink> inks = new ArrayList<>(number.digits().subList(0, digits - small));
        double left = inks.get(inks.size() - 1).box().getMaxX() + 0.12;
        double from = number.digits().get(digits - small).box().getMinX();
        for (Ink ink : number.digits().subList(digits - small, digits)) {
            AffineTransform place = AffineTransform.getTranslateInstance(left, foot);
            place.scale(size, size);
            place.translate(-from, -number.box().getMaxY());
            inks.add(ink.moved(place));
        }
        return new NumberLayout.Laid(inks, List.of(), Ink.box(inks));
    }

    private Colours lcd() {
        Color ground = Colours.varied(random.pick(LCD), 20, random);
        return new Colours(Colours.lit(ground, random.near(0.12, 0.5)), ground);
    }

    private Colours lit() {
        Colours colours = random.pick(LIT);
        return new Colours(Colours.varied(colours.ink(), 14, random), Colours.varied(colours.ground(), 12, random));
    }

    private Sketch.Frame frame(NumberLayout.Laid number) {
        double unit = Math.min(
                Math.max(12, Math.min(70, 26 * Math.exp(random.around(0, 0.4)))),
                WIDEST / 1.2 / number.box().getWidth());
        Warp warp = Warp.ofCamera(unit, number.box(), 0.8, random);
        Rectangle2D box = number.box(warp, unit);
        return Sketch.frame(
                warp,
                box,
                (int) Math.min(Math.max(12, box.getWidth() * random.near(1.06, 1.9)), WIDEST),
                (int) Math.max(12, box.getHeight() * random.near(1.1, 2.6)),
                random.around(0.5, 0.08),
                random.around(0.5, 0.1));
    }

    private void ground(Sketch.Frame frame, Color ground) {
        Graphics2D graphics = frame.graphics();
        int width = frame.image().getWidth();
        int height = frame.image().getHeight();
        Color other = Colours.lit(ground, random.between(0.6, 1.3));
        graphics.setPaint(new GradientPaint(
                (float) random.between(0, width), 0, ground, (float) random.between(0, width), height, other));
        graphics.fillRect(0, 0, width, height);
        graphics.dispose();
    }

    /** All segments of each place, faintly; there may be more places than digits. */
    private void ghosts(Sketch.Frame frame, SegmentDigits segments, NumberLayout.Laid number, Color ink) {
        Color faint = Colours.translucent(ink, random.between(0.04, 0.16));
        double foot = number.box().getMaxY();
        double right = number.box().getMaxX() - segments.width();
        int places = number.digits().size() + random.below(3);
        List<Ink> ghosts = new ArrayList<>();
        for (int i = 0; i < places; i++) {
            double left = right - i * segments.pitch();
            ghosts.add(segments.ghost().moved(AffineTransform.getTranslateInstance(left, foot)));
        }
        frame.paint(ghosts, faint);
    }

    /** The bezel, the unit, and the rows above and below, which are other numbers and words. */
    private void surroundings(Sketch.Frame frame, Rectangle2D number, Colours colours) {
        if (random.chance(0.4)) {
            double size = random.between(0.25, 0.65);
            double foot = random.chance(0.7) ? number.getMaxY() : number.getMinY() + size;
            Words.paint(
                    frame,
                    Words.unit(random),
                    typefaces,
                    size,
                    number.getMaxX() + random.between(0.15, 0.5),
                    foot,
                    colours.ink(),
                    random);
        }
        if (random.chance(0.35)) {
            row(frame, number, number.getMinY() - random.between(0.25, 0.7), colours.ink());
        }
        if (random.chance(0.35)) {
            double size = random.between(0.4, 1);
            row(frame, number, number.getMaxY() + size + random.between(0.25, 0.7), colours.ink());
        }
        if (random.chance(0.3)) {
            double aside = random.between(0.25, 1);
            double above = random.between(0.2, 0.7);
            Color bezel =
                    Colours.varied(random.chance(0.7) ? new Color(36, 36, 38) : new Color(170, 170, 166), 16, random);
            // Not farther, or the surface would reach behind the camera.
            double far = 4 + number.getWidth();
            double left = number.getMinX() - aside;
            double right = number.getMaxX() + aside;
            double top = number.getMinY() - above;
            double bottom = number.getMaxY() + above;
            frame.fill(new Rectangle2D.Double(left - far, top - far, far, 3 * far), bezel);
            frame.fill(new Rectangle2D.Double(right, top - far, far, 3 * far), bezel);
            frame.fill(new Rectangle2D.Double(left - far, top - far, 3 * far, far), bezel);
            frame.fill(new Rectangle2D.Double(left - far, bottom, 3 * far, far), bezel);
        }
    }

    private void row(Sketch.Frame frame, Rectangle2D number, double foot, Color ink) {
        double size = random.between(0.4, 0.9);
        double left = number.getMinX() + random.between(-0.5, 0.6) * number.getWidth();
        boolean word = random.chance(0.6);
        String text =
                word ? Words.any(random) : random.text("0123456789", 1 + random.below(4)) + "." + random.below(10);
        // Digits of another row stay smaller, so that they are not taken for the number.
        Words.paint(frame, text, typefaces, word ? size : 0.6 * size, left, foot, ink, random);
    }
}
