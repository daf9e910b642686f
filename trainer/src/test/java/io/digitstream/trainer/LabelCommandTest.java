package io.digitstream.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import io.digitstream.recognizer.image.Box;
import io.digitstream.recognizer.image.Region;
import io.digitstream.synthetic.SyntheticNumber;
import io.digitstream.synthetic.SyntheticNumbers;
import io.digitstream.trainer.photos.LabelFile;
import io.digitstream.trainer.photos.LabelRow;
import io.digitstream.trainer.photos.TurnedPhotos;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LabelCommandTest {
    private final Path folder;
    private final StringWriter out = new StringWriter();
    private final StringWriter errors = new StringWriter();

    LabelCommandTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void labelsThePhotosThatItIsSureOfAndReadsPastTheOthers() throws IOException {
        Path photos = Files.createDirectory(folder.resolve("photos"));
        SyntheticNumber number = number();
        BufferedImage street = number.photo();
        ImageIO.write(street, "png", photos.resolve("number.png").toFile());
        BufferedImage wall = new BufferedImage(200, 100, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = wall.createGraphics();
        graphics.setColor(Color.GRAY);
        graphics.fillRect(0, 0, 200, 100);
        graphics.dispose();
        ImageIO.write(wall, "png", photos.resolve("wall.png").toFile());
        Files.writeString(photos.resolve("broken.png"), "no image");

        Path labels = folder.resolve("labels.csv");
        assertThat(label("--images", photos.toString(), "--out", labels.toString(), "--above", "0.2"))
                .isZero();
        assertThat(out.toString()).contains("1 of 3 photos labelled, 1 could not be read");
        assertThat(errors.toString()).contains("broken.png: ");
        List<LabelRow> rows = LabelFile.read(labels).rows();
        assertThat(rows).extracting(LabelRow::file).containsExactly("number.png");
        assertThat(rows).extracting(LabelRow::label).containsExactly(number.digits());
        Region found = Objects.requireNonNull(rows.get(0).region());
        Region place = Objects.requireNonNull(number.region());
        assertThat(Box.of(found).overlap(Box.of(place))).isGreaterThan(0.5);
        assertThat(rows.get(0).confidence()).isNotNull();
    }

    @Test
    void findsTheNumberOfATurnedPhotoWhereItIsStored() throws IOException {
        Path photos = Files.createDirectory(folder.resolve("photos"));
        BufferedImage street = number().photo();
        ImageIO.write(street, "png", photos.resolve("a.png").toFile());
        Files.write(photos.resolve("b.png"), TurnedPhotos.png(street));
        Path labels = folder.resolve("labels.csv");
        assertThat(label("--images", photos.toString(), "--out", labels.toString(), "--above", "0.2"))
                .isZero();
        List<LabelRow> rows = LabelFile.read(labels).rows();
        assertThat(rows).extracting(LabelRow::file).containsExactly("a.png", "b.png");
        assertThat(rows).extracting(LabelRow::label).containsOnly(number().digits());
        assertThat(rows.get(1).confidence()).isEqualTo(rows.get(0).confidence());
        Region upright = Objects.requireNonNull(rows.get(0).region());
        Region stored = Objects.requireNonNull(rows.get(1).region());
        assertThat(stored.left()).isEqualTo(upright.top());
        assertThat(stored.top()).isEqualTo(street.getWidth() - upright.left() - upright.width());
        assertThat(stored.width()).isEqualTo(upright.height());
        assertThat(stored.height()).isEqualTo(upright.width());
    }

    @Test
    void readsPastTheFilesOfAZipThatCannotBeRead() throws IOException {
        Path zip = folder.resolve("photos.zip");
        try (var out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("inner.zip"));
            out.putNextEntry(new ZipEntry("number.png"));
            ImageIO.write(number().photo(), "png", out);
        }
        Path labels = folder.resolve("labels.csv");
        assertThat(label("--images", zip.toString(), "--out", labels.toString(), "--above", "0.2"))
                .isZero();
        assertThat(out.toString()).contains("1 of 2 photos labelled, 1 could not be read");
        assertThat(errors.toString()).contains("inner.zip: a zip file inside a zip");
    }

    @Test
    void findsThePlacesOfNumbersThatAreKnown() throws IOException {
        Path photos = Files.createDirectory(folder.resolve("photos"));
        SyntheticNumber number = number();
        ImageIO.write(number.photo(), "png", photos.resolve("right.png").toFile());
        ImageIO.write(number.photo(), "png", photos.resolve("other.png").toFile());
        Path known = Files.writeString(
                folder.resolve("known.csv"), "file,label\nright.png," + number.digits() + "\nother.png,98765\n");
        Path labels = folder.resolve("labels.csv");
        assertThat(label("--images", photos.toString(), "--labels", known.toString(), "--out", labels.toString()))
                .isZero();
        LabelRow row = LabelFile.read(labels).rows().get(0);
        assertThat(LabelFile.read(labels).rows()).hasSize(1);
        assertThat(row.file()).isEqualTo("right.png");
        assertThat(row.region()).isNotNull();
        assertThat(row.confidence()).isNull();
    }

    @Test
    void refusesAConfidenceThatIsNone() {
        assertThat(label("--images", "/does/not/exist", "--out", "x.csv", "--above", "2"))
                .isEqualTo(2);
        assertThat(errors.toString()).contains("--above: expected 0 to 1, not 2.0");
    }

    private static SyntheticNumber number() {
        return LongStream.range(0, 1_000)
                .mapToObj(new SyntheticNumbers(1)::draw)
                .filter(drawn -> drawn.digits().length() == 2 && drawn.region() != null)
                .findFirst()
                .orElseThrow();
    }

    private int label(String... arguments) {
        return TrainerMain.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(errors))
                .execute(Stream.concat(Stream.of("label"), Stream.of(arguments)).toArray(String[]::new));
    }
}
