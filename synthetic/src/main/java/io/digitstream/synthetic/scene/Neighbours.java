package io.digitstream.synthetic.scene;

import io.digitstream.synthetic.lettering.Ink;
import io.digitstream.synthetic.lettering.Lettering;
import io.digitstream.synthetic.lettering.PenStrokes;
import io.digitstream.synthetic.lettering.Printed;
import io.digitstream.synthetic.lettering.Typefaces;
import io.digitstream.synthetic.raster.SeededRandom;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.List;

/**
 * What stands around a number without belonging to it: parts of other numbers at the photo's edges, words, cables. A
 * reader has to learn to leave them out, so all of it stays clear of the number's own box.
 */
final class Neighbours {
    private final Sketch.Frame frame;
    private final Rectangle2D taken;
    private final Color colour;
    private final Typefaces typefaces;
    private final SeededRandom random;

    /**
     * The surroundings of one number.
     *
     * @param number its box in pixels
     */
    Neighbours(Sketch.Frame frame, Rectangle2D number, Color colour, Typefaces typefaces, SeededRandom random) {
        // Farther aside than above: a character too near would belong to the number's row.
        double aside = 0.6 * frame.warp().scale();
        double above = 0.3 * frame.warp().scale();
        this.frame = frame;
        this.taken = new Rectangle2D.Double(
                number.getX() - aside,
                number.getY() - above,
                number.getWidth() + 2 * aside,
                number.getHeight() + 2 * above);
        this.colour = colour;
        this.typefaces = typefaces;
        this.random = random;
    }

    /** A character that the photo's left or right edge cuts through. */
    void cutCharacter(Lettering lettering) {
        String text = random.text(random.chance(0.7) ? "0123456789" : PenStrokes.LETTERS, 1);
        Ink ink = upright(lettering.write(text.charAt(0), random), random.between(0.7, 1.2));
        Rectangle2D box = ink.box();
        double seen = box.getWidth() * random.between(0.1, 0.6);
        double x = random.chance(0.5) ? seen - box.getMaxX() : frame.image().getWidth() - seen - box.getX();
        double y = taken.getCenterY() - box.getCenterY() + random.around(0, 0.1) * box.getHeight();
        paintWhereFree(List.of(ink.moved(AffineTransform.getTranslateInstance(x, y))));
    }

    /** A small word above or below: the street, a name. */
    void word() {
        double scale = frame.warp().scale();
        double size = random.between(0.2, 0.45) * scale;
        double foot = random.chance(0.5) ? taken.getMinY() : taken.getMaxY() + size;
        double left = taken.getX() + random.between(-0.5, 0.5) * taken.getWidth();
        String word = Words.any(random);
        Printed printed = Printed.forText(typefaces, word, random);
        paintWhereFree(Words.line(word, printed, size, left, foot, random));
    }

    /** A cable, a gutter, the edge of a board: lying, standing or leaning. */
    void line() {
        double along = random.between(0, Math.PI);
        double x = random.between(0, frame.image().getWidth());
        double y = random.between(0, frame.image().getHeight());
        double far = 2.0 * frame.image().getWidth();
        Line2D line = new Line2D.Double(
                x - far * Math.cos(along),
                y - far * Math.sin(along),
                x + far * Math.cos(along),
                y + far * Math.sin(along));
        if (!line.intersects(taken)) {
            Ink ink = new Ink(new Path2D.Double(line), frame.warp().scale() * random.near(0.03, 0.2), false);
            paint(ink, Colours.varied(random.chance(0.5) ? colour : Color.GRAY, 30, random));
        }
    }

    private Ink upright(Ink ink, double size) {
        double scale = size * frame.warp().scale();
        return ink.moved(AffineTransform.getScaleInstance(scale, scale));
    }

    private void paintWhereFree(List<Ink> inks) {
        inks.stream().filter(ink -> !ink.box().intersects(taken)).forEach(ink -> paint(ink, colour));
    }

    private void paint(Ink ink, Color paint) {
        Graphics2D graphics = frame.graphics();
        graphics.setColor(paint);
        ink.paint(graphics);
        graphics.dispose();
    }
}
