package io.digitstream.trainer.sheets;

import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.GeneralPath;
import java.awt.geom.Path2D;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/**
 * Writes a line of text as filled outlines of DejaVu Sans, since the JDK's own text needs fontconfig and installed fonts. A
 * character that the face lacks is an empty box. Loaded on first use; one thread at a time.
 */
final class Caption {
    static final Caption PLAIN = new Caption("net/sf/jasperreports/fonts/dejavu/DejaVuSans.ttf");
    static final Caption BOLD = new Caption("net/sf/jasperreports/fonts/dejavu/DejaVuSans-Bold.ttf");

    private static final String CUT_OFF = "…";

    private final TrueTypeFont font;
    private final CmapLookup glyphs;
    private final double unitsPerEm;

    private Caption(String resource) {
        try (InputStream file = Caption.class.getClassLoader().getResourceAsStream(resource)) {
            if (file == null) {
                throw new IllegalStateException("no font at " + resource + " on the class path");
            }
            font = new TTFParser().parse(RandomAccessReadBuffer.createBufferFromStream(file));
            glyphs = font.getUnicodeCmapLookup();
            unitsPerEm = font.getUnitsPerEm();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the font " + resource, e);
        }
    }

    /**
     * Fills a line's outlines with the graphics' paint.
     *
     * @param left where it begins, in pixels
     * @param baseline in pixels
     * @param size of the face's em, in pixels
     * @param room in pixels; a longer line is cut off and ends in an ellipsis
     */
    void draw(Graphics2D graphics, String line, double left, double baseline, double size, double room) {
        AffineTransform place = AffineTransform.getTranslateInstance(left, baseline);
        place.scale(size / unitsPerEm, -size / unitsPerEm);
        graphics.fill(outline(fit(line, room * unitsPerEm / size)).createTransformedShape(place));
    }

    private String fit(String line, double room) {
        if (width(line) <= room) {
            return line;
        }
        int end = line.length();
        while (end > 0 && width(line.substring(0, end) + CUT_OFF) > room) {
            end = line.offsetByCodePoints(end, -1);
        }
        return line.substring(0, end) + CUT_OFF;
    }

    private double width(String line) {
        return line.codePoints().mapToDouble(this::advance).sum();
    }

    private Path2D outline(String line) {
        Path2D outline = new Path2D.Double();
        double x = 0;
        for (int character : line.codePoints().toArray()) {
            outline.append(glyph(character).getPathIterator(AffineTransform.getTranslateInstance(x, 0)), false);
            x += advance(character);
        }
        return outline;
    }

    private GeneralPath glyph(int character) {
        try {
            var glyph = font.getGlyph().getGlyph(glyphs.getGlyphId(character));
            return glyph == null ? new GeneralPath() : glyph.getPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private double advance(int character) {
        try {
            return font.getAdvanceWidth(glyphs.getGlyphId(character));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
