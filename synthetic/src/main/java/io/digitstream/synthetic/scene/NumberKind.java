package io.digitstream.synthetic.scene;

import io.digitstream.synthetic.raster.SeededRandom;
import java.util.Locale;

/** What numbers stand on in the world. */
public enum NumberKind {
    /** On its plate or straight on the wall. */
    HOUSE_NUMBER(Lighting.DAYLIGHT, 1, 4),
    /** On a building or a board, with words. */
    SIGN(Lighting.DAYLIGHT, 1, 4),
    /** A runner's start number. */
    BIB(Lighting.DAYLIGHT, 1, 6),
    /** Prices, dates, stickers, cards. */
    LABEL(Lighting.DAYLIGHT, 1, 12),
    /** Lamps, needle printers, ink jets. */
    DOT_MATRIX(Lighting.DAYLIGHT, 1, 12),
    /** LCD and LED, mostly of seven segments. */
    DISPLAY(Lighting.BEHIND_GLASS, 2, 12),
    /** Wheels behind a window. */
    COUNTER(Lighting.BEHIND_GLASS, 3, 12),
    /** An amount on a cheque or a form. */
    HANDWRITING(Lighting.SCANNER, 1, 12);

    /** The light in which a kind is photographed. */
    public enum Lighting {
        DAYLIGHT,
        BEHIND_GLASS,
        SCANNER
    }

    private final Lighting lighting;
    private final int shortest;
    private final int longest;

    NumberKind(Lighting lighting, int shortest, int longest) {
        this.lighting = lighting;
        this.shortest = shortest;
        this.longest = longest;
    }

    /** Returns whether numbers of so many digits are usual on it; a photo without a number is of any kind. */
    public boolean holds(int digits) {
        return digits == 0 || (digits >= shortest && digits <= longest);
    }

    public Lighting lighting() {
        return lighting;
    }

    /** Draws a number; without digits, the thing with words or nothing on it. */
    public Sketch draw(String digits, SceneMaterials materials, SeededRandom random) {
        return switch (this) {
            case HOUSE_NUMBER -> HouseNumberScene.draw(digits, materials, random);
            case SIGN -> SignScene.draw(digits, materials, random);
            case BIB -> BibScene.draw(digits, materials.typefaces(), random);
            case LABEL -> LabelScene.draw(digits, materials, random);
            case DOT_MATRIX -> LabelScene.drawDots(digits, materials, random);
            case DISPLAY -> DisplayScene.draw(digits, materials.typefaces(), random);
            case COUNTER -> CounterScene.draw(digits, materials.typefaces(), random);
            case HANDWRITING -> PaperScene.draw(digits, random);
        };
    }

    /** Returns the name as options and documents write it, such as {@code house-number}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
