package io.digitstream.synthetic.lettering;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** The typefaces on the class path: DejaVu and Liberation. Loaded on first use. */
final class BuiltInTypefaces {
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

    static final Typefaces ALL = new Typefaces(load());

    private BuiltInTypefaces() {}

    private static List<Typeface> load() {
        List<Typeface> typefaces = new ArrayList<>();
        DEJAVU_FACES.forEach(face -> typefaces.add(load(DEJAVU + face + ".ttf")));
        LIBERATION_FACES.forEach(face -> typefaces.add(load(LIBERATION + face + ".ttf")));
        return typefaces;
    }

    private static Typeface load(String resource) {
        try (InputStream file = BuiltInTypefaces.class.getClassLoader().getResourceAsStream(resource)) {
            if (file == null) {
                throw new IllegalStateException("no font at " + resource + " on the class path");
            }
            return FontFile.parse(resource.substring(resource.lastIndexOf('/') + 1), file.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the font " + resource, e);
        }
    }
}
