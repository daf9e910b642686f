package io.digitstream.trainer.drawn;

import java.awt.geom.AffineTransform;
import java.awt.geom.GeneralPath;
import java.awt.geom.Path2D;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/**
 * The typefaces that printed numbers are drawn in: the outlines of the digits and letters of DejaVu and Liberation.
 *
 * <p>Read from the fonts' files themselves, because the JDK's fonts need freetype, fontconfig and installed fonts.
 * Loaded on first use; immutable but for the outlines' type, and nobody changes those.
 */
final class Faces {
    private static final String CHARACTERS = "0123456789.,-=" + PenStrokes.LETTERS;
    private static final String DEJAVU = "net/sf/jasperreports/fonts/dejavu/DejaVu";
    private static final String LIBERATION = "liberation/Liberation";
    private static final List<String> DEJAVU_FACES = List.of(
            "Sans",
            "Sans-Bold",
            "Sans-BoldOblique",
            "Sans-Oblique",
            "SansCondensed",
            "SansCondensed-Bold",
            "SansCondensed-BoldOblique",
            "SansCondensed-Oblique",
            "SansMono",
            "SansMono-Bold",
            "SansMono-BoldOblique",
            "SansMono-Oblique",
            "Serif",
            "Serif-Bold",
            "Serif-BoldItalic",
            "Serif-Italic",
            "SerifCondensed",
            "SerifCondensed-Bold",
            "SerifCondensed-BoldItalic",
            "SerifCondensed-Italic");
    private static final List<String> LIBERATION_FACES = List.of(
            "Mono-Bold",
            "Mono-BoldItalic",
            "Mono-Italic",
            "Mono-Regular",
            "Sans-Bold",
            "Sans-BoldItalic",
            "Sans-Italic",
            "Sans-Regular",
            "Serif-Bold",
            "Serif-BoldItalic",
            "Serif-Italic",
            "Serif-Regular");

    /** Each face maps a character to its outline: a zero is 1 high, the baseline at y 0, y grows downwards. */
    private static final List<Map<Character, Path2D>> ALL = load();

    private Faces() {}

    static List<Map<Character, Path2D>> all() {
        return ALL;
    }

    private static List<Map<Character, Path2D>> load() {
        List<Map<Character, Path2D>> faces = new ArrayList<>();
        DEJAVU_FACES.forEach(face -> faces.add(load(DEJAVU + face + ".ttf")));
        LIBERATION_FACES.forEach(face -> faces.add(load(LIBERATION + face + ".ttf")));
        return List.copyOf(faces);
    }

    private static Map<Character, Path2D> load(String resource) {
        try (InputStream file = Faces.class.getClassLoader().getResourceAsStream(resource)) {
            if (file == null) {
                throw new IllegalStateException("no font at " + resource + " on the class path");
            }
            try (TrueTypeFont font = new TTFParser().parse(RandomAccessReadBuffer.createBufferFromStream(file))) {
                return outlines(font);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the font " + resource, e);
        }
    }

    private static Map<Character, Path2D> outlines(TrueTypeFont font) throws IOException {
        CmapLookup glyphs = font.getUnicodeCmapLookup();
        double height = outline(font, glyphs, '0').getBounds2D().getHeight();
        Map<Character, Path2D> outlines = new HashMap<>();
        for (int i = 0; i < CHARACTERS.length(); i++) {
            char character = CHARACTERS.charAt(i);
            GeneralPath outline = outline(font, glyphs, character);
            AffineTransform upright = AffineTransform.getScaleInstance(1 / height, -1 / height);
            upright.translate(-outline.getBounds2D().getX(), 0);
            outlines.put(character, new Path2D.Double(outline, upright));
        }
        return Map.copyOf(outlines);
    }

    private static GeneralPath outline(TrueTypeFont font, CmapLookup glyphs, char character) throws IOException {
        int glyph = glyphs.getGlyphId(character);
        if (glyph == 0) {
            throw new IllegalStateException("the font " + font.getName() + " has no '" + character + "'");
        }
        return font.getGlyph().getGlyph(glyph).getPath();
    }
}
