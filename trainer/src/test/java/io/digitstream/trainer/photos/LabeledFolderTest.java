package io.digitstream.trainer.photos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.digitstream.recognizer.image.Region;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LabeledFolderTest {
    private final Path folder;
    private final Path photos;

    LabeledFolderTest(@TempDir Path folder) {
        this.folder = folder;
        this.photos = folder.resolve("photos");
    }

    @BeforeEach
    void writePhotos() throws IOException {
        Files.createDirectory(photos);
        Files.writeString(photos.resolve("a.jpg"), "a");
        Files.writeString(photos.resolve("b.jpg"), "b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file,label\na.jpg,1\nb.jpg,2\n",
                "file,label\n./a.jpg,1\n.\\b.jpg,2\n",
                "file,label\nphotos/a.jpg,1\nphotos\\b.jpg,2\n",
                "file,label\n a.JPG ,1\nb.Jpg,2\n",
                "file,label\na.jpg,1\nb.jpg,2\n./a.jpg,1\na.jpg,1\n",
            })
    void givesEachLabelTheNameOfItsFile(String labels) throws IOException {
        try (LabeledFolder files = open(labels)) {
            assertThat(files.rows())
                    .containsExactly(new LabelRow("a.jpg", "1", null), new LabelRow("b.jpg", "2", null));
            assertThat(files.problems()).isEmpty();
        }
    }

    @Test
    void findsLabelsOfAZipFromMacOs() throws IOException {
        byte[] zip = new ZipFiles()
                .deflated("photos/" + Normalizer.normalize("tür.jpg", Normalizer.Form.NFD), new byte[] {1})
                .deflated("__MACOSX/photos/._tür.jpg", new byte[] {2})
                .bytes();
        Path file = Files.write(folder.resolve("mac.zip"), zip);
        Path labels = Files.writeString(folder.resolve("mac.csv"), "file,label\ntür.jpg,17\n");
        try (LabeledFolder files = LabeledFolder.open(file, labels)) {
            assertThat(files.rows()).containsExactly(new LabelRow("photos/tür.jpg", "17", null));
            assertThat(files.problems()).isEmpty();
        }
    }

    @Test
    void countsAndNamesWhatDoesNotMatch() throws IOException {
        Files.writeString(photos.resolve("notes.txt"), "no image");
        try (LabeledFolder files = open("file,label\na.jpg,1\nc.jpg,2\nd.jpg,3\nb.jpg,12B\n")) {
            assertThat(files.rows()).containsExactly(new LabelRow("a.jpg", "1", null));
            assertThat(files.problems())
                    .containsExactly(
                            folder.resolve("labels.csv")
                                    + ", line 5: the label of b.jpg is not made of digits: '12B'; expected 0 to 9 alone",
                            folder.resolve("labels.csv") + ": 2 of 3 names match no file: c.jpg, d.jpg",
                            folder.resolve("labels.csv") + ": 1 of 2 image files have no label: b.jpg");
        }
    }

    @Test
    void usesNoneOfTwoLabelsThatContradictEachOther() throws IOException {
        try (LabeledFolder files = open("file,label\na.jpg,4072\n./a.jpg,1111\nb.jpg,2\n")) {
            assertThat(files.rows()).containsExactly(new LabelRow("b.jpg", "2", null));
            assertThat(files.problems())
                    .containsExactly(
                            folder.resolve("labels.csv") + ": a.jpg has different labels, so none is used: 1111, 4072");
        }
    }

    @Test
    void keepsSeveralNumbersOfAPhotoInBoxesOfTheirOwn() throws IOException {
        try (LabeledFolder files =
                open("file,label,left,top,width,height\na.jpg,1,0,0,5,5\na.jpg,2,9,9,5,5\nb.jpg,3,,,,\n")) {
            assertThat(files.rows())
                    .containsExactly(
                            new LabelRow("a.jpg", "1", new Region(0, 0, 5, 5)),
                            new LabelRow("a.jpg", "2", new Region(9, 9, 5, 5)),
                            new LabelRow("b.jpg", "3", null));
            assertThat(files.problems()).isEmpty();
        }
    }

    @Test
    void refusesLabelsOfOtherFilesAndShowsOneNameOfEach() {
        assertThatThrownBy(() -> open("file,label\nx/IMG_1.jpg,1\nx/IMG_2.jpg,2\n"))
                .isInstanceOf(IOException.class)
                .hasMessage("none of the 2 labels of %s matches a file of %s: a label is of 'x/IMG_1.jpg', a file is"
                                .formatted(folder.resolve("labels.csv"), photos)
                        + " called 'a.jpg'");
        assertThatThrownBy(() -> open("file,label\n"))
                .isInstanceOf(IOException.class)
                .hasMessage(folder.resolve("labels.csv") + " has no labels");
        assertThatThrownBy(() -> open("file,label\na.jpg,x\n"))
                .isInstanceOf(IOException.class)
                .hasMessage(
                        "%1$s has no labels; %1$s, line 2: the label of a.jpg is not made of digits: 'x'; expected 0"
                                        .formatted(folder.resolve("labels.csv"))
                                + " to 9 alone");
    }

    @Test
    void saysWhenNoLabelMatchesSinceTheFolderIsMissing() throws IOException {
        Files.createDirectory(photos.resolve("in"));
        Files.writeString(photos.resolve("in/c.jpg"), "c");
        Files.createDirectory(photos.resolve("out"));
        Files.writeString(photos.resolve("out/c.jpg"), "c");
        assertThatThrownBy(() -> open("file,label\nc.jpg,1\n"))
                .isInstanceOf(IOException.class)
                .hasMessageEndingWith("; c.jpg may mean any of these files, so none is used: in/c.jpg, out/c.jpg");
    }

    private LabeledFolder open(String labels) throws IOException {
        return LabeledFolder.open(photos, Files.writeString(folder.resolve("labels.csv"), labels));
    }
}
