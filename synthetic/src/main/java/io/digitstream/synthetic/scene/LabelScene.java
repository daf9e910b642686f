package io.digitstream.synthetic.scene;

import io.digitstream.synthetic.lettering.DotMatrix;
import io.digitstream.synthetic.lettering.Lettering;
import io.digitstream.synthetic.lettering.NumberLayout;
import io.digitstream.synthetic.lettering.Printed;
import io.digitstream.synthetic.raster.SeededRandom;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.List;

/** A number in print: a price, a date, a page of a calendar, a sticker, an embossed card; framed closely. */
final class LabelScene {
    private static final double WIDEST = 280;
    private static final List<String> BEFORE = List.of("$", "€", "£", "No. ", "#", "+", "N° ", "ca ", "(", "A", "-");
    private static final List<String> AFTER = List.of("%", ",", ".", " km", " kg", "€", ")", "th", ":", "A", "+", "'s");
    private static final List<String> BETWEEN = List.of(".", ",", "/", ":", "-", " ");

    private final SceneMaterials materials;
    private final SeededRandom random;

    private LabelScene(SceneMaterials materials, SeededRandom random) {
        this.materials = materials;
        this.random = random;
    }

    /** A number in print, in a typeface. */
    static Sketch draw(String digits, SceneMaterials materials, SeededRandom random) {
        return new LabelScene(materials, random).draw(digits, Printed.asDesigned(materials.typefaces(), random), true);
    }

    /** A number of dots: of lamps, needles or an ink jet. */
    static Sketch drawDots(String digits, SceneMaterials materials, SeededRandom random) {
        return new LabelScene(materials, random).draw(digits, DotMatrix.any(random), false);
    }

    private Sketch draw(String digits, Lettering lettering, boolean printed) {
        NumberLayout.Laid number = new NumberLayout(
                        lettering.pitch() > 0 ? 0 : random.near(0.06, 0.3), 0, false, printed ? 0 : random.near(0, 0.1))
                .lay(printed ? text(digits) : digits, lettering, random);
        Sketch.Frame frame = frame(number);
        Rectangle2D box = number.box(frame.warp(), frame.warp().scale());
        Colours colours = colours(printed);
        ground(frame, number.box(), colours);
        Finish finish = printed
                ? Finish.any(random)
                : Finish.of(
                        Colours.luma(colours.ground()) < 0.2 && random.chance(0.5)
                                ? Finish.Style.GLOW
                                : Finish.Style.FLAT,
                        random);
        finish.paint(frame, number.digits(), colours.ink());
        finish.paint(frame, number.marks(), colours.ink());
        if (random.chance(0.25)) {
            word(frame, number.box(), colours.ink());
        }
        return new Sketch(frame.image(), box, frame.warp().scale());
    }

    /** With currency, percent, points and strokes, which are no digits. */
    private String text(String digits) {
        if (digits.isEmpty()) {
            return random.chance(0.2) ? "" : Words.any(random);
        }
        StringBuilder text = new StringBuilder(digits);
        if (digits.length() > 2 && random.chance(0.25)) {
            String mark = random.pick(BETWEEN);
            text.insert(digits.length() - (random.chance(0.5) ? 2 : 1 + random.below(digits.length() - 1)), mark);
            if (digits.length() > 4 && random.chance(0.4)) {
                text.insert(2, mark);
            }
        }
        if (random.chance(0.15)) {
            text.insert(0, random.pick(BEFORE));
        }
        if (random.chance(0.18)) {
            text.append(random.pick(AFTER));
        }
        return text.toString();
    }

    private Colours colours(boolean printed) {
        if (!printed && random.chance(0.5)) {
            Color lamp = random.pick(List.of(
                    new Color(250, 60, 40),
                    new Color(250, 170, 40),
                    new Color(90, 240, 90),
                    new Color(240, 240, 240),
                    new Color(250, 220, 60)));
            return new Colours(Colours.varied(lamp, 14, random), Colours.varied(new Color(20, 20, 22), 10, random));
        }
        if (random.chance(0.5)) {
            return Colours.ofPlate(random);
        }
        Color ground = random.chance(0.4)
                ? new Color(random.below(256), random.below(256), random.below(256))
                : Colours.ofWall(random);
        return Colours.on(ground, random);
    }

    private Sketch.Frame frame(NumberLayout.Laid number) {
        double unit = Math.min(
                Math.max(11, Math.min(80, 28 * Math.exp(random.around(0, 0.5)))),
                WIDEST / 1.2 / number.box().getWidth());
        Warp warp = Warp.ofCamera(unit, number.box(), 1, random);
        Rectangle2D box = number.box(warp, unit);
        return Sketch.frame(
                warp,
                box,
                (int) Math.min(Math.max(12, box.getWidth() * random.near(1.04, 1.9)), WIDEST),
                (int) Math.max(12, box.getHeight() * random.near(1.05, 2)),
                random.around(0.5, 0.08),
                random.around(0.5, 0.06));
    }

    private void ground(Sketch.Frame frame, Rectangle2D number, Colours colours) {
        Graphics2D graphics = frame.graphics();
        int width = frame.image().getWidth();
        int height = frame.image().getHeight();
        Color other = random.chance(0.5) ? colours.ground() : Colours.lit(colours.ground(), random.between(0.75, 1.25));
        graphics.setPaint(new GradientPaint(
                (float) random.between(0, width),
                0,
                colours.ground(),
                (float) random.between(0, width),
                height,
                other));
        graphics.fillRect(0, 0, width, height);
        graphics.dispose();
        if (random.chance(0.2)) {
            var unused = Wall.paint(frame.image(), materials, frame.warp().scale(), random);
            Plate.around(number, random).paint(frame, colours, random);
        }
    }

    /** Close above or below, smaller. */
    private void word(Sketch.Frame frame, Rectangle2D number, Color ink) {
        double size = random.between(0.25, 0.6);
        double foot = random.chance(0.5)
                ? number.getMinY() - random.between(0.2, 0.4)
                : number.getMaxY() + size + random.between(0.2, 0.4);
        double left = number.getMinX() + random.between(-0.3, 0.5) * number.getWidth();
        Words.paint(frame, Words.any(random), materials.typefaces(), size, left, foot, ink, random);
    }
}
