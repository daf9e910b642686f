package io.digitstream.trainer.photos;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ImageFolderTest {
    private static final byte[] CONTENT = "some bytes".getBytes(UTF_8);
    private static final String DEFLATE64 =
            "504B030415000000090000002100CE8B6F26050000001400000005000000612E6A70674B4CC40400504B010215"
                    + "0015000000090000002100CE8B6F260500000014000000050000000000000000000000000000000000612E6A70"
                    + "67504B0506000000000100010033000000280000000000";

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

    @Test
    void leavesOutWhatSystemsKeepBesideFiles() throws IOException {
        String[] names = {
            "photos/a.jpg", "photos/.DS_Store", "__MACOSX/photos/._a.jpg", "photos/._b.jpg", "Thumbs.db", "desktop.ini"
        };
        try (ImageFolder zip = ImageFolder.open(zip("mac.zip", names))) {
            assertThat(zip.names()).containsExactly("photos/a.jpg");
        }
        Files.createDirectory(temporary.resolve("files"));
        for (String name : List.of("a.jpg", "._a.jpg", ".DS_Store", "Thumbs.db")) {
            Files.writeString(temporary.resolve("files").resolve(name), name);
        }
        try (ImageFolder folder = ImageFolder.open(temporary.resolve("files"))) {
            assertThat(folder.names()).containsExactly("a.jpg");
        }
    }

    /** Bytes of a name without the mark of UTF-8: code page 437, Windows-1252, UTF-8. */
    @ParameterizedTest
    @CsvSource({
        "74C3BC72, tür.jpg",
        "7475CC8872, tür.jpg",
        "748172, tür.jpg",
        "74FC72, tür.jpg",
        "8E, Ä.jpg",
        "E1, ß.jpg",
        "636166E9, café.jpg",
    })
    void readsNamesInTheCharsetsOfArchivers(String bytes, String name) throws IOException {
        byte[] raw = concat(HexFormat.of().parseHex(bytes), ".jpg".getBytes(UTF_8));
        byte[] zip = new ZipFiles().deflated(raw, CONTENT).bytes();
        try (ImageFolder folder = ImageFolder.open(written(zip))) {
            assertThat(folder.names()).containsExactly(name);
            assertThat(folder.read(name)).isEqualTo(CONTENT);
        }
    }

    @Test
    void prefersTheNameInUtf8ThatAnArchiverAdds() throws IOException {
        Path file = temporary.resolve("unicode.zip");
        try (var zip = new ZipArchiveOutputStream(file)) {
            zip.setEncoding("IBM437");
            zip.setUseLanguageEncodingFlag(false);
            zip.setCreateUnicodeExtraFields(ZipArchiveOutputStream.UnicodeExtraFieldPolicy.ALWAYS);
            zip.putArchiveEntry(new ZipArchiveEntry("門-17.jpg"));
            zip.write(CONTENT);
            zip.closeArchiveEntry();
        }
        try (ImageFolder folder = ImageFolder.open(file)) {
            assertThat(folder.names()).containsExactly("門-17.jpg");
        }
    }

    @Test
    void takesBackslashesForFolders() throws IOException {
        try (ImageFolder folder = ImageFolder.open(zip("windows.zip", "photos\\", "photos\\in\\a.jpg"))) {
            assertThat(folder.names()).containsExactly("photos/in/a.jpg");
            assertThat(folder.read("photos/in/a.jpg")).isEqualTo("photos\\in\\a.jpg".getBytes(UTF_8));
        }
    }

    @Test
    void givesNamesThatPointOutsideAPlaceInside() throws IOException {
        String[] names = {"../../etc/a.jpg", "/b.jpg", "C:\\Windows\\c.jpg", "d\u001b[2J\n.jpg", ".."};
        try (ImageFolder folder = ImageFolder.open(zip("slip.zip", names))) {
            assertThat(folder.names()).containsExactly("Windows/c.jpg", "b.jpg", "d?[2J?.jpg", "etc/a.jpg", "unnamed");
            assertThat(folder.read("etc/a.jpg")).isEqualTo("../../etc/a.jpg".getBytes(UTF_8));
        }
        try (var written = Files.list(temporary)) {
            assertThat(written).containsExactly(temporary.resolve("slip.zip"));
        }
    }

    @Test
    void keepsFilesOfOneName() throws IOException {
        byte[] zip = new ZipFiles()
                .deflated("a.jpg", new byte[] {1})
                .deflated("./a.jpg", new byte[] {2})
                .deflated("x/../a.jpg", new byte[] {3})
                .bytes();
        try (ImageFolder folder = ImageFolder.open(written(zip))) {
            assertThat(folder.names()).containsExactly("a.jpg", "a.jpg (2)", "x/a.jpg");
            assertThat(folder.read("a.jpg")).containsExactly(1);
            assertThat(folder.read("a.jpg (2)")).containsExactly(2);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "8 | 1 | encrypted; unpack the zip and name the folder",
                "10 | 14 | compressed by LZMA, which is not supported; unpack the zip and name the folder",
                "10 | 95 | compressed by XZ, which is not supported; unpack the zip and name the folder",
                "10 | 99 | compressed by AES_ENCRYPTED, which is not supported; unpack the zip and name the folder",
                "10 | 77 | compressed by method 77, which is not supported; unpack the zip and name the folder",
                "16 | 0 | damaged in the zip: size or checksum is not what the zip says",
                "24 | 9 | damaged in the zip: size or checksum is not what the zip says",
                "27 | 127 | 2,130,706,442 bytes, which is more than any image may have (20,971,520)",
            })
    void readsTheOthersWhereOneFileOfAZipCannotBe(int field, int value, String reason) throws IOException {
        byte[] zip = new ZipFiles()
                .deflated("bad.jpg", CONTENT)
                .deflated("good.jpg", CONTENT)
                .bytes();
        try (ImageFolder folder = ImageFolder.open(written(ZipFiles.changed(zip, "bad.jpg", field, value)))) {
            assertThat(folder.names()).containsExactly("bad.jpg", "good.jpg");
            assertThatThrownBy(() -> folder.read("bad.jpg"))
                    .isInstanceOf(IOException.class)
                    .hasMessage(reason);
            assertThat(folder.read("good.jpg")).isEqualTo(CONTENT);
        }
    }

    @Test
    void readsTheOthersWhereBytesOfOneFileAreBroken() throws IOException {
        byte[] zip = new ZipFiles()
                .deflated("bad.jpg", CONTENT)
                .deflated("good.jpg", CONTENT)
                .bytes();
        for (int i = 0; i < 30 + "bad.jpg".length() + 8; i++) {
            byte[] broken = zip.clone();
            broken[i] ^= 0x55;
            try (ImageFolder folder = ImageFolder.open(written(broken))) {
                try {
                    assertThat(folder.read("bad.jpg")).isEqualTo(CONTENT);
                } catch (IOException e) {
                    assertThat(e).hasMessageStartingWith("damaged in the zip");
                }
                assertThat(folder.read("good.jpg")).isEqualTo(CONTENT);
            }
        }
    }

    /** 50 MB of zeros in 50 KB, stated and not. */
    @Test
    void readsNoMoreOfAFileThanAnImageMayHave() throws IOException {
        byte[] zip = new ZipFiles()
                .deflated("bomb.jpg", new byte[50_000_000])
                .deflated("good.jpg", CONTENT)
                .bytes();
        byte[] lying = ZipFiles.changed(ZipFiles.changed(zip, "bomb.jpg", 26, 0), "bomb.jpg", 27, 0);
        for (byte[] bomb : List.of(zip, lying)) {
            try (ImageFolder folder = ImageFolder.open(written(bomb))) {
                assertThatThrownBy(() -> folder.read("bomb.jpg"))
                        .isInstanceOf(IOException.class)
                        .hasMessageContaining("which is more than any image may have (20,971,520)");
                assertThat(folder.read("good.jpg")).isEqualTo(CONTENT);
            }
        }
        Path large = temporary.resolve("large.jpg");
        try (var file = FileChannel.open(large, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.wrap(CONTENT), 3L << 30);
        }
        try (ImageFolder folder = ImageFolder.open(large)) {
            assertThatThrownBy(() -> folder.read("large.jpg"))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("more than any image may have");
        }
    }

    @Test
    void readsFilesThatAreStoredAndThoseOfOtherMethods() throws IOException {
        try (ImageFolder folder =
                ImageFolder.open(written(new ZipFiles().stored("a.jpg", CONTENT).bytes()))) {
            assertThat(folder.read("a.jpg")).isEqualTo(CONTENT);
        }
        // Deflate64, which Windows uses for large files.
        byte[] deflate64 = HexFormat.of().parseHex(DEFLATE64);
        try (ImageFolder folder = ImageFolder.open(written(deflate64))) {
            assertThat(new String(folder.read("a.jpg"), UTF_8)).isEqualTo("aaaaaaaaaaaaaaaaaaaa");
        }
    }

    @Test
    void opensNoZipInsideAZip() throws IOException {
        byte[] inner = new ZipFiles().deflated("a.jpg", CONTENT).bytes();
        byte[] zip = new ZipFiles()
                .stored("inner.zip", inner)
                .deflated("b.jpg", CONTENT)
                .bytes();
        try (ImageFolder folder = ImageFolder.open(written(zip))) {
            assertThatThrownBy(() -> folder.read("inner.zip"))
                    .hasMessage("a zip file inside a zip; unpack the zip and name the folder");
        }
    }

    @Test
    void saysAtOnceWhenNoFileOfAZipCanBeRead() throws IOException {
        byte[] zip = new ZipFiles().deflated("a.jpg", CONTENT).bytes();
        Path file = written(ZipFiles.changed(zip, "a.jpg", ZipFiles.FLAGS, 1));
        assertThatThrownBy(() -> ImageFolder.open(file))
                .isInstanceOf(IOException.class)
                .hasMessage(file + ": none of its 1 files can be read; a.jpg: encrypted; unpack the zip and name the"
                        + " folder");
    }

    @ParameterizedTest
    @CsvSource({
        "526172211A0701, is a RAR archive: unpack it and name the folder",
        "377ABCAF271C, is a 7z archive: unpack it and name the folder",
        "1F8B0800, is a gzip file: unpack it and name the folder",
        "504B0304, is a zip file that is cut off or damaged: copy or download it again",
        "504B0708, is a part of a split zip file: join its parts first",
        "FFD8FFE0, is not a zip file",
        "'', is not a zip file",
    })
    void saysWhatIsCalledAZipAndIsNone(String head, String message) throws IOException {
        Path file = written(concat(HexFormat.of().parseHex(head), new byte[head.isEmpty() ? 0 : 300]));
        assertThatThrownBy(() -> ImageFolder.open(file))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(file + " " + message);
    }

    @Test
    void saysWhereverAZipIsCutOff() throws IOException {
        byte[] zip = new ZipFiles().deflated("a.jpg", CONTENT).bytes();
        for (int length = 4; length < zip.length; length++) {
            Path file = written(Arrays.copyOf(zip, length));
            assertThatThrownBy(() -> ImageFolder.open(file))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("cut off or damaged");
        }
    }

    @Test
    void hasNoNamesWhereAZipIsEmpty() throws IOException {
        Path file = written(HexFormat.of().parseHex("504B0506" + "00".repeat(18)));
        try (ImageFolder folder = ImageFolder.open(file)) {
            assertThat(folder.names()).isEmpty();
        }
    }

    @Test
    void saysWhatKindOfArchiveIsNoZip() throws IOException {
        Path rar = Files.write(temporary.resolve("photos.rar"), HexFormat.of().parseHex("526172211A070100"));
        assertThatThrownBy(() -> ImageFolder.open(rar))
                .hasMessage(rar + " is a RAR archive: unpack it and name the folder");
    }

    @Test
    void readsAZipOfAnotherNameAndAFolderBehindALink() throws IOException {
        Path zip = Files.write(
                temporary.resolve("photos"),
                new ZipFiles().deflated("a.jpg", CONTENT).bytes());
        try (ImageFolder folder = ImageFolder.open(zip)) {
            assertThat(folder.names()).containsExactly("a.jpg");
        }
        Path folder = Files.createDirectory(temporary.resolve("folder"));
        Files.write(folder.resolve("b.jpg"), CONTENT);
        try (ImageFolder linked = ImageFolder.open(Files.createSymbolicLink(temporary.resolve("link"), folder))) {
            assertThat(linked.names()).containsExactly("b.jpg");
            assertThat(linked.read("b.jpg")).isEqualTo(CONTENT);
        }
    }

    @Test
    void readsTheOthersWhereOneFileOfAFolderIsGone() throws IOException {
        Files.write(temporary.resolve("a.jpg"), CONTENT);
        Path gone = Files.write(temporary.resolve("b.jpg"), CONTENT);
        try (ImageFolder folder = ImageFolder.open(temporary)) {
            Files.delete(gone);
            assertThatThrownBy(() -> folder.read("b.jpg"))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("cannot be read (");
            assertThat(folder.read("a.jpg")).isEqualTo(CONTENT);
        }
    }

    private Path written(byte[] zip) throws IOException {
        return Files.write(temporary.resolve("written.zip"), zip);
    }

    private static byte[] concat(byte[] first, byte[] second) {
        return ByteBuffer.allocate(first.length + second.length)
                .put(first)
                .put(second)
                .array();
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
