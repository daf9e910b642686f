package io.digitstream.synthetic.lettering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TypefaceFolderTest {
    private final List<String> unusable = new ArrayList<>();

    @Test
    void loadsTheFontsOfAFolderAndItsSubfolders(@TempDir Path folder) throws IOException {
        copy("liberation/LiberationSans-Bold.ttf", folder.resolve("LiberationSans-Bold.ttf"));
        copy("liberation/LiberationSerif-Regular.ttf", folder.resolve("serif/LiberationSerif_400Regular.TTF"));
        Typefaces typefaces = TypefaceFolder.load(folder, unusable::add);
        assertThat(typefaces.all()).extracting(Typeface::family).containsExactly("LiberationSans", "LiberationSerif");
        assertThat(typefaces.families()).isEqualTo(2);
        assertThat(unusable).isEmpty();
    }

    @Test
    void namesAFontThatItCannotUseAndGoesOn(@TempDir Path folder) throws IOException {
        copy("liberation/LiberationSans-Bold.ttf", folder.resolve("b.ttf"));
        Files.writeString(folder.resolve("a.otf"), "no font");
        Files.writeString(folder.resolve("readme.txt"), "not looked at");
        assertThat(TypefaceFolder.load(folder, unusable::add).all()).hasSize(1);
        assertThat(unusable).hasSize(1).allMatch(line -> line.contains("a.otf"));
    }

    @Test
    void refusesAFolderWithoutAFont(@TempDir Path folder) {
        assertThatThrownBy(() -> TypefaceFolder.load(folder, unusable::add))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(folder.toString());
    }

    private static void copy(String resource, Path to) throws IOException {
        Files.createDirectories(Objects.requireNonNull(to.getParent()));
        try (InputStream font = TypefaceFolderTest.class.getClassLoader().getResourceAsStream(resource)) {
            Files.copy(Objects.requireNonNull(font), to);
        }
    }
}
