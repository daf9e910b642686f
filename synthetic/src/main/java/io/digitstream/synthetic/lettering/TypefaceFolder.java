package io.digitstream.synthetic.lettering;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A folder of TTF and OTF files, with its subfolders. */
public final class TypefaceFolder {
    private TypefaceFolder() {}

    /**
     * Loads the typefaces of a folder, in the order of their paths. A font that cannot be used is named and left out.
     *
     * @param unusable receives one line for each font that is left out
     * @throws IOException if the folder cannot be listed, or has no usable font
     */
    public static Typefaces load(Path folder, Consumer<String> unusable) throws IOException {
        List<Path> files;
        try (Stream<Path> paths = Files.walk(folder)) {
            files = paths.filter(TypefaceFolder::isFont).sorted().toList();
        }
        List<Typeface> typefaces = new ArrayList<>();
        for (Path file : files) {
            try {
                typefaces.add(FontFile.parse(String.valueOf(file.getFileName()), Files.readAllBytes(file)));
            } catch (IOException | RuntimeException e) {
                unusable.accept("font left out: " + file + ": " + e.getMessage());
            }
        }
        if (typefaces.isEmpty()) {
            throw new IOException("no TTF or OTF file with all ten digits in " + folder);
        }
        return new Typefaces(typefaces);
    }

    private static boolean isFont(Path path) {
        String name = path.toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".ttf") || name.endsWith(".otf");
    }
}
