package io.digitstream.synthetic.lettering;

import java.awt.geom.AffineTransform;
import java.awt.geom.GeneralPath;
import java.awt.geom.Path2D;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.GlyphData;
import org.apache.fontbox.ttf.OTFParser;
import org.apache.fontbox.ttf.OpenTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/**
 * Reads a TrueType or OpenType font's outlines. They are read from the file itself, because the JDK's fonts need freetype,
 * fontconfig and installed fonts.
 */
final class FontFile {
    private static final String CHARACTERS =
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz.,:;-+=/%#&()'°$€£";
    private static final Pattern AFTER_FAMILY = Pattern.compile("[-_.].*");

    private FontFile() {}

    /**
     * Returns the typeface of a font file; characters that it lacks are left out.
     *
     * @param name file name, which starts with the family's: {@code Roboto-Bold.ttf}, {@code Roboto_700Bold.ttf}
     * @throws IOException if the font is broken
     * @throws IllegalArgumentException if it lacks a digit
     */
    static Typeface parse(String name, byte[] bytes) throws IOException {
        try (OpenTypeFont font = new OTFParser().parse(new RandomAccessReadBuffer(bytes))) {
            return Typeface.of(AFTER_FAMILY.matcher(name).replaceFirst(""), outlines(name, font));
        }
    }

    private static Map<Character, Path2D> outlines(String name, OpenTypeFont font) throws IOException {
        CmapLookup glyphs = font.getUnicodeCmapLookup();
        double height = outline(font, glyphs.getGlyphId('0')).getBounds2D().getHeight();
        if (!(height > 0)) {
            throw new IllegalArgumentException("the font " + name + " has no '0'");
        }
        Map<Character, Path2D> outlines = new HashMap<>();
        for (int i = 0; i < CHARACTERS.length(); i++) {
            char character = CHARACTERS.charAt(i);
            int glyph = glyphs.getGlyphId(character);
            GeneralPath outline = glyph == 0 ? new GeneralPath() : outline(font, glyph);
            if (!outline.getBounds2D().isEmpty()) {
                AffineTransform upright = AffineTransform.getScaleInstance(1 / height, -1 / height);
                upright.translate(-outline.getBounds2D().getX(), 0);
                outlines.put(character, new Path2D.Double(outline, upright));
            }
        }
        return outlines;
    }

    private static GeneralPath outline(OpenTypeFont font, int glyph) throws IOException {
        if (font.isPostScript()) {
            return font.getCFF().getFont().getType2CharString(glyph).getPath();
        }
        GlyphData data = font.getGlyph().getGlyph(glyph);
        return data == null ? new GeneralPath() : data.getPath();
    }
}
