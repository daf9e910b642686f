package io.digitstream.synthetic.scene;

import io.digitstream.synthetic.lettering.Ink;
import io.digitstream.synthetic.lettering.Printed;
import io.digitstream.synthetic.lettering.Typefaces;
import io.digitstream.synthetic.raster.SeededRandom;
import java.awt.Color;
import java.awt.geom.AffineTransform;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The text that stands around numbers: words, units, other numbers. */
final class Words {
    private static final List<String> KNOWN = List.of(
            "ROOM",
            "LEVEL",
            "BUILDING",
            "OPEN",
            "SALE",
            "STREET",
            "ENTRANCE",
            "PARKING",
            "TOTAL",
            "CITY",
            "RUN",
            "SPORT",
            "MARATHON",
            "CENTRE",
            "SCHOOL OF",
            "LEARNING SPACES",
            "HEALTH",
            "MAIN",
            "AVENUE",
            "ROAD",
            "FLOOR",
            "EXIT",
            "BANK",
            "HOTEL",
            "CAFE",
            "TEAM",
            "PRICE",
            "MADE IN",
            "MAX",
            "POWER",
            "TRIP",
            "SERVICE",
            "WATER");
    private static final List<String> SYLLABLES = List.of(
            "ba", "ca", "der", "en", "fi", "gal", "hun", "ing", "jo", "kel", "lo", "mar", "ne", "or", "pa", "qui", "ra",
            "son", "ter", "ul", "va", "win", "yo", "zen", "tion", "bur", "da", "li", "st", "chi");
    private static final List<String> UNITS =
            List.of("km", "kWh", "m", "h", "km/h", "mi", "kg", "A", "V", "Hz", "KM", "kW", "T", "ODO", "TOTAL km");

    private Words() {}

    /** A word or two, in capitals, small letters or title case. */
    static String any(SeededRandom random) {
        StringBuilder text = new StringBuilder(random.chance(0.4) ? random.pick(KNOWN) : "");
        if (text.isEmpty()) {
            for (int i = 1 + random.below(4); i >= 0; i--) {
                text.append(random.pick(SYLLABLES));
            }
        }
        return switch (random.below(3)) {
            case 0 -> text.toString().toUpperCase(Locale.ROOT);
            case 1 -> text.toString().toLowerCase(Locale.ROOT);
            default ->
                text.substring(0, 1).toUpperCase(Locale.ROOT)
                        + text.substring(1).toLowerCase(Locale.ROOT);
        };
    }

    /** A unit, as it stands beside a number on a display. */
    static String unit(SeededRandom random) {
        return random.pick(UNITS);
    }

    /**
     * Paints a line of text.
     *
     * @param size height of a digit of the text, in number units
     * @param left of the line, in number units
     * @param foot of the line, in number units
     */
    static void paint(
            Sketch.Frame frame,
            String text,
            Typefaces typefaces,
            double size,
            double left,
            double foot,
            Color colour,
            SeededRandom random) {
        Printed printed = Printed.forText(typefaces, text, random);
        frame.paint(line(text, printed, size, left, foot, random), colour);
    }

    /** The characters of a line of text, in the units of {@code size}, {@code left} and {@code foot}. */
    static List<Ink> line(String text, Printed printed, double size, double left, double foot, SeededRandom random) {
        List<Ink> inks = new ArrayList<>();
        double x = left;
        double gap = random.between(0.06, 0.2) * size;
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character == ' ') {
                x += 0.4 * size;
                continue;
            }
            AffineTransform place = AffineTransform.getTranslateInstance(x, foot);
            place.scale(size, size);
            Ink ink = printed.write(character, random).moved(place);
            inks.add(ink);
            x += ink.box().getWidth() + gap;
        }
        return inks;
    }
}
