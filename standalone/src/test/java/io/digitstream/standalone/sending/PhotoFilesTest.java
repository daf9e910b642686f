package io.digitstream.standalone.sending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.digitstream.recognizer.image.Region;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files and what is known of them. */
final class PhotoFilesTest {
    @Test
    void findsLabelsAndRegionsByName(@TempDir Path folder) throws IOException {
        Path photos = Files.createDirectory(folder.resolve("photos"));
        Files.write(photos.resolve("b.png"), new byte[] {1, 2});
        Files.writeString(photos.resolve("a.txt"), "no image");
        Path csv = Files.writeString(
                folder.resolve("labels.csv"),
                "file,label,left,top,width,height\nb.png,042,1,2,3,4\nnot-there.png,7,,,,\n");
        try (PhotoFiles files = PhotoFiles.open(photos, csv, false)) {
            assertThat(files.names()).containsExactly("a.txt", "b.png");
            assertThat(files.labels()).isEqualTo(Map.of("b.png", "042"));
            assertThat(files.problems()).containsExactly(csv + ": 1 of 2 names match no file: not-there.png");
            OutgoingImage image = files.read("b.png");
            assertThat(image.region()).isEqualTo(new Region(1, 2, 3, 4));
            assertThat(image.truth()).isEqualTo("042");
            assertThat(image.file().remaining()).isEqualTo(2);
            assertThat(files.read("a.txt").truth()).isNull();
        }
    }

    @Test
    void hidesThePlacesAndNothingElseIfPhotosAreToBeSentWhole(@TempDir Path folder) throws IOException {
        Path photos = Files.createDirectory(folder.resolve("photos"));
        Files.write(photos.resolve("b.png"), new byte[] {1, 2});
        Path csv = Files.writeString(
                folder.resolve("labels.csv"), "file,label,left,top,width,height\nb.png,042,1,2,3,4\n");
        try (PhotoFiles files = PhotoFiles.open(photos, csv, true)) {
            OutgoingImage image = files.read("b.png");
            assertThat(image.region()).isNull();
            assertThat(image.truth()).isEqualTo("042");
            assertThat(files.labels()).isEqualTo(Map.of("b.png", "042"));
        }
    }

    @Test
    void usesNoLabelOfAPhotoWithSeveralNumbers(@TempDir Path folder) throws IOException {
        Path photos = Files.createDirectory(folder.resolve("photos"));
        Files.write(photos.resolve("a.png"), new byte[] {1, 2});
        Files.write(photos.resolve("b.png"), new byte[] {1, 2});
        Path csv = Files.writeString(
                folder.resolve("labels.csv"),
                "file,label,left,top,width,height\na.png,1,0,0,2,2\na.png,2,5,5,2,2\nb.png,3,,,,\nb.png,3,1,1,1,1\n");
        try (PhotoFiles files = PhotoFiles.open(photos, csv, false)) {
            assertThat(files.labels()).isEqualTo(Map.of("b.png", "3"));
            assertThat(files.problems()).containsExactly("a.png has several numbers, so no label is used: 1, 2");
            assertThat(files.read("a.png").truth()).isNull();
            assertThat(files.read("b.png").region()).isEqualTo(new Region(1, 1, 1, 1));
        }
    }

    @Test
    void refusesAnEmptyFolder(@TempDir Path folder) {
        assertThatThrownBy(() -> PhotoFiles.open(folder, null, false))
                .isInstanceOf(IOException.class)
                .hasMessage("no files in " + folder);
    }
}
