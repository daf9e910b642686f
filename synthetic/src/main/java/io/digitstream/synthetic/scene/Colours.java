package io.digitstream.synthetic.scene;

import io.digitstream.synthetic.raster.SeededRandom;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;

/** The colour of a number and of what it stands on. */
record Colours(Color ink, Color ground) {
    private static final Color WHITE = new Color(228, 228, 222);
    private static final Color BLACK = new Color(28, 28, 32);
    private static final Color BLUE = new Color(30, 46, 120);
    private static final Color GREEN = new Color(24, 88, 66);
    private static final Color RED = new Color(150, 40, 36);
    private static final Color BROWN = new Color(86, 58, 40);
    private static final Color CREAM = new Color(208, 192, 148);
    private static final Color GOLD = new Color(190, 156, 76);
    private static final Color GREY = new Color(150, 150, 150);
    private static final Color DARK_GREY = new Color(74, 76, 80);

    /** Number plates as they are sold, the commonest of them more than once. */
    private static final List<Colours> PLATES = List.of(
            new Colours(WHITE, BLUE),
            new Colours(WHITE, BLUE),
            new Colours(WHITE, BLUE),
            new Colours(BLUE, WHITE),
            new Colours(BLUE, WHITE),
            new Colours(BLACK, WHITE),
            new Colours(BLACK, WHITE),
            new Colours(WHITE, BLACK),
            new Colours(WHITE, BLACK),
            new Colours(WHITE, GREEN),
            new Colours(WHITE, BROWN),
            new Colours(WHITE, RED),
            new Colours(RED, WHITE),
            new Colours(GREEN, WHITE),
            new Colours(BLACK, CREAM),
            new Colours(BROWN, CREAM),
            new Colours(BLACK, GOLD),
            new Colours(GOLD, BLACK),
            new Colours(CREAM, BROWN),
            new Colours(DARK_GREY, GREY),
            new Colours(WHITE, GREY),
            new Colours(BLACK, GREY));

    /** What walls and doors are made of or painted with. */
    private static final List<Color> WALLS = List.of(
            new Color(128, 72, 58),
            new Color(106, 66, 58),
            new Color(96, 86, 78),
            new Color(168, 150, 124),
            new Color(196, 180, 150),
            new Color(206, 204, 198),
            new Color(222, 220, 216),
            new Color(150, 150, 148),
            new Color(112, 112, 110),
            new Color(84, 70, 56),
            new Color(52, 46, 44),
            new Color(60, 84, 110),
            new Color(70, 100, 80),
            new Color(196, 166, 92),
            new Color(180, 116, 96));

    private static final List<Color> INKS =
            List.of(BLACK, BLACK, WHITE, WHITE, DARK_GREY, GOLD, BLUE, BROWN, RED, GREY);

    static Colours ofPlate(SeededRandom random) {
        Colours plate = random.pick(PLATES);
        return new Colours(varied(plate.ink, 18, random), varied(plate.ground, 22, random));
    }

    static Color ofWall(SeededRandom random) {
        return varied(random.pick(WALLS), 30, random);
    }

    /** A number straight on its wall: whoever put it there wanted it seen, mostly. */
    static Colours on(Color wall, SeededRandom random) {
        double contrast = random.chance(0.2) ? 0.2 : 0.32;
        Color ink = varied(random.pick(INKS), 18, random);
        for (int tries = 0; Math.abs(luma(ink) - luma(wall)) < contrast; tries++) {
            ink = tries < 8 ? varied(random.pick(INKS), 18, random) : luma(wall) > 0.5 ? BLACK : WHITE;
        }
        return new Colours(ink, wall);
    }

    /** The mean of a photo's pixels. */
    static Color mean(BufferedImage photo) {
        int[] pixels = photo.getRGB(0, 0, photo.getWidth(), photo.getHeight(), null, 0, photo.getWidth());
        long red = 0;
        long green = 0;
        long blue = 0;
        for (int pixel : pixels) {
            red += pixel >> 16 & 0xff;
            green += pixel >> 8 & 0xff;
            blue += pixel & 0xff;
        }
        return new Color((int) (red / pixels.length), (int) (green / pixels.length), (int) (blue / pixels.length));
    }

    /** From 0 to 1. */
    static double luma(Color color) {
        return (0.299 * color.getRed() + 0.587 * color.getGreen() + 0.114 * color.getBlue()) / 255;
    }

    static Color varied(Color color, double deviation, SeededRandom random) {
        double shift = random.around(0, deviation);
        return new Color(
                level(color.getRed() + shift + random.around(0, deviation / 3)),
                level(color.getGreen() + shift + random.around(0, deviation / 3)),
                level(color.getBlue() + shift + random.around(0, deviation / 3)));
    }

    /** The colour in more or less light. */
    static Color lit(Color color, double factor) {
        return new Color(
                level(color.getRed() * factor), level(color.getGreen() * factor), level(color.getBlue() * factor));
    }

    static Color translucent(Color color, double alpha) {
        return new Color(color.getRed(), color.getGreen(), color.getBlue(), level(255 * alpha));
    }

    private static int level(double value) {
        return (int) Math.max(0, Math.min(255, Math.round(value)));
    }
}
