package io.digitstream.trainer.photos;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ImageFolderTest {
    private final Path temporary;

    ImageFolderTest(@TempDir Path temporary) {
        this.temporary = temporary;
    }

    @Test
    void readsAFolderWithItsSubfoldersSorted() throws IOException {
        Files.createDirectory(temporary.resolve("more"));
        for (String name : new String[] {"b.png", "a.jpg", "more/c.png", "labels.csv", "more/Labels.CSV"}) {
            Files.writeString(temporary.resolve(name), name);
        }
        try (ImageFolder folder = ImageFolder.open(temporary)) {
            assertThat(folder.names()).containsExactly("a.jpg", "b.png", "more/c.png");
            assertThat(new String(folder.read("more/c.png"), UTF_8)).isEqualTo("more/c.png");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"photos.zip", "PHOTOS.ZIP"})
    void readsAZip(String name) throws IOException {
        try (ImageFolder folder = ImageFolder.open(zip(name, "b.png", "a.jpg", "in/c.png", "labels.csv"))) {
            assertThat(folder.names()).containsExactly("a.jpg", "b.png", "in/c.png");
            assertThat(new String(folder.read("in/c.png"), UTF_8)).isEqualTo("in/c.png");
            assertThat(new String(folder.read("a.jpg"), UTF_8)).isEqualTo("a.jpg");
        }
    }

    @Test
    void readsASingleFile() throws IOException {
        Path file = Files.writeString(temporary.resolve("one.png"), "bytes");
        try (ImageFolder folder = ImageFolder.open(file)) {
            assertThat(folder.names()).containsExactly("one.png");
            assertThat(new String(folder.read("one.png"), UTF_8)).isEqualTo("bytes");
        }
    }

    @Test
    void saysWhatIsNotThere() throws IOException {
        assertThatThrownBy(() -> ImageFolder.open(temporary.resolve("none")))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("none: no such folder or file");
        try (ImageFolder folder = ImageFolder.open(temporary)) {
            assertThatThrownBy(() -> folder.read("none.png"))
                    .isInstanceOf(NoSuchFileException.class)
                    .hasMessageContaining("none.png");
        }
        try (ImageFolder zip = ImageFolder.open(zip("some.zip", "a.png"))) {
            assertThatThrownBy(() -> zip.read("none.png")).isInstanceOf(NoSuchFileException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"broken.zip", "BROKEN.ZIP"})
    void refusesAZipThatIsNone(String name) throws IOException {
        Path file = Files.writeString(temporary.resolve(name), "no zip at all");
        assertThatThrownBy(() -> ImageFolder.open(file)).isInstanceOf(IOException.class);
    }

    private Path zip(String name, String... entries) throws IOException {
        Path file = temporary.resolve(name);
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (String entry : entries) {
                zip.putNextEntry(new ZipEntry(entry));
                zip.write(entry.getBytes(UTF_8));
            }
        }
        return file;
    }
}
