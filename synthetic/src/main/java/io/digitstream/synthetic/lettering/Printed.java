package io.digitstream.synthetic.lettering;

import io.digitstream.synthetic.raster.SeededRandom;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.util.Comparator;

/**
 * Characters cut out, cast or printed after a typeface, which is made wider, slanted, bolder or hollow.
 *
 * @param typeface the outlines
 * @param width factor on the typeface's own width
 * @param slant how far the top leans to the right, in heights
 * @param weight width of the pen that makes the outline bolder, in heights
 * @param hollow whether only the outline is drawn
 * @param ripple how unsteadily, in heights
 */
public record Printed(Typeface typeface, double width, double slant, double weight, boolean hollow, double ripple)
        implements Lettering {

    /** Numbers on houses are narrower than text faces: their digits are half as wide as high (measured in SVHN). */
    public static Printed onHouse(Typefaces typefaces, SeededRandom random) {
        boolean hollow = random.chance(0.03);
        double bolder = random.chance(0.3) ? random.near(0.02, 0.11) : 0;
        Typeface typeface = typefaces.pick(random);
        return new Printed(
                typeface,
                fitted(typeface, random.chance(0.2) ? random.between(0.6, 0.85) : random.between(0.38, 0.62)),
                random.chance(0.2) ? random.between(-0.1, 0.25) : 0,
                hollow ? random.between(0.03, 0.07) : bolder,
                hollow,
                random.chance(0.3) ? random.near(0, 0.025) : 0);
    }

    /** A typeface nearly as it was designed. */
    public static Printed asDesigned(Typefaces typefaces, SeededRandom random) {
        return designed(typefaces.pick(random), random);
    }

    /** Bold and narrow, as on bibs and placards. */
    public static Printed placard(Typefaces typefaces, SeededRandom random) {
        Comparator<Typeface> boldAndNarrow =
                Comparator.comparingDouble(typeface -> typeface.weight() - Math.abs(typeface.width() - 0.5));
        Typeface typeface = typefaces.pick(boldAndNarrow, random);
        double bolder = typeface.weight() < 0.5 ? random.between(0.03, 0.1) : 0;
        return new Printed(typeface, fitted(typeface, random.between(0.4, 0.66)), 0, bolder, false, 0);
    }

    /** A text face with all characters of a text. */
    public static Printed forText(Typefaces typefaces, String text, SeededRandom random) {
        Typeface typeface = typefaces.pick(random);
        for (int tries = 0; !typeface.writes(text) && tries < 8; tries++) {
            typeface = typefaces.pick(random);
        }
        return designed(typeface.writes(text) ? typeface : Typefaces.builtIn().pick(random), random);
    }

    private static Printed designed(Typeface typeface, SeededRandom random) {
        return new Printed(
                typeface,
                random.chance(0.3) ? random.between(0.75, 1.2) : 1,
                random.chance(0.1) ? random.between(0, 0.25) : 0,
                random.chance(0.15) ? random.near(0.01, 0.06) : 0,
                false,
                0);
    }

    /** The factor that gives a zero this width, within what a typeface bears. */
    private static double fitted(Typeface typeface, double width) {
        return Math.max(0.6, Math.min(1.35, width / typeface.width()));
    }

    /** A character that the typeface lacks is a small gap. */
    @Override
    public Ink write(char character, SeededRandom random) {
        Path2D outline = typeface.outline(character).orElseGet(Printed::gap);
        Ink ink = new Ink(outline, 0, !hollow).moved(new AffineTransform(width, 0, -slant, 1, 0, 0));
        Ink bolder = new Ink(ink.path(), weight, !hollow);
        return ripple > 0 ? bolder.mapped(Ripple.of(ripple, random), 1) : bolder;
    }

    private static Path2D gap() {
        Path2D.Double gap = new Path2D.Double();
        gap.moveTo(0, 0);
        gap.lineTo(0.25, 0);
        return gap;
    }
}
