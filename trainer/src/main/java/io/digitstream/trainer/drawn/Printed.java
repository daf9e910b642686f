package io.digitstream.trainer.drawn;

import io.digitstream.trainer.raster.Dice;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.util.Map;
import java.util.Objects;

/**
 * Characters cut out, cast or printed after a typeface, which is made wider, slanted, bolder or hollow.
 *
 * @param face the outlines, see {@link Faces}
 * @param width factor on the face's own width
 * @param slant how far the top leans to the right, in heights
 * @param weight width of the pen that makes the outline bolder, in heights
 * @param hollow whether only the outline is drawn
 * @param ripple how unsteadily, in heights
 */
record Printed(Map<Character, Path2D> face, double width, double slant, double weight, boolean hollow, double ripple)
        implements Lettering {

    /** Numbers on houses are narrower than text faces: their digits are half as wide as high (measured in SVHN). */
    static Printed any(Dice dice) {
        boolean hollow = dice.chance(0.03);
        double bolder = dice.chance(0.4) ? dice.near(0.02, 0.13) : 0;
        return new Printed(
                dice.pick(Faces.all()),
                dice.chance(0.2) ? dice.between(0.9, 1.3) : dice.between(0.55, 0.95),
                dice.chance(0.25) ? dice.between(-0.12, 0.3) : 0,
                hollow ? dice.between(0.03, 0.07) : bolder,
                hollow,
                dice.chance(0.3) ? dice.near(0, 0.025) : 0);
    }

    @Override
    public Ink write(char character, Dice dice) {
        Path2D outline = Objects.requireNonNull(face.get(character), () -> "no outline for '" + character + "'");
        Ink ink = new Ink(outline, 0, !hollow).moved(new AffineTransform(width, 0, -slant, 1, 0, 0));
        Ink bolder = new Ink(ink.path(), weight, !hollow);
        return ripple > 0 ? bolder.mapped(Ripple.of(ripple, dice), 1) : bolder;
    }

    @Override
    public double unevenness() {
        return 0;
    }
}
