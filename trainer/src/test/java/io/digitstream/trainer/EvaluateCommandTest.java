package io.digitstream.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.digitstream.synthetic.SyntheticNumber;
import io.digitstream.synthetic.SyntheticNumbers;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EvaluateCommandTest {
    private final Path folder;
    private final StringWriter out = new StringWriter();
    private final StringWriter errors = new StringWriter();

    EvaluateCommandTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void saysHowGoodTheShippedWeightsAreAndDrawsIt() throws IOException {
        Path plots = folder.resolve("plots");
        int exit = evaluate("--images", photos(4), "--plots", plots.toString());
        assumeThat(errors.toString()).doesNotContain("plots need fonts");
        assertThat(errors.toString()).isEmpty();
        assertThat(exit).isZero();
        assertThat(out.toString()).contains("4 photos, release shipped-", "whole numbers right", "plots in " + plots);
        assertThat(plots).isDirectoryContaining("glob:**/misreads.png");
        try (var files = Files.list(plots)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "reliability.png",
                            "risk-coverage.png",
                            "accuracy-by-length.png",
                            "accuracy-by-digit.png",
                            "misreads.png");
        }
    }

    @Test
    void looksAtWholePhotosIfAsked() throws IOException {
        assertThat(evaluate("--images", photos(2), "--whole")).isZero();
        assertThat(out.toString()).contains("2 whole photos, release shipped-");
    }

    @Test
    void saysWhichLabelsAndPhotosItCannotUse() throws IOException {
        String photos = photos(2);
        Files.writeString(folder.resolve("photos/text.png"), "no image");
        Files.writeString(
                folder.resolve("photos.csv"), "file;label\r\nphotos/0.png;1\r\ntext.png;2\r\nx.png;3\r\n1.png;4A\r\n");
        assertThat(evaluate("--images", photos)).isZero();
        assertThat(out.toString()).contains("1 photos, release shipped-");
        String csv = folder.resolve("photos.csv").toString();
        assertThat(errors.toString().lines())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith(csv + ", line 5: the label of 1.png is not made of digits"),
                        line -> assertThat(line).isEqualTo(csv + ": 1 of 3 names match no file: x.png"),
                        line -> assertThat(line).isEqualTo(csv + ": 1 of 3 image files have no label: 1.png"),
                        line -> assertThat(line)
                                .startsWith("not used: text.png: Plain text; send the image's bytes themselves"));
    }

    @Test
    void refusesLabelsOfOtherPhotos() throws IOException {
        String photos = photos(1);
        Files.writeString(folder.resolve("photos.csv"), "file,label\nIMG_1.png,1\n");
        assertThat(evaluate("--images", photos)).isEqualTo(1);
        assertThat(errors.toString())
                .contains("a label is of 'IMG_1.png', a file is called '0.png'")
                .hasLineCount(1);
    }

    @Test
    void readsNoPhotosAtAll() throws IOException {
        assertThat(evaluate("--images", photos(0))).isZero();
        assertThat(out.toString()).contains("0 photos, release shipped-");
    }

    @Test
    void refusesAFileForPlotsBeforeItReadsAnything() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThat(evaluate("--images", "/does/not/exist", "--plots", file.toString()))
                .isEqualTo(1);
        assertThat(errors.toString().strip()).isEqualTo("trainer: plots go into a folder, and " + file + " is a file");
    }

    @Test
    void namesTheFileThatIsMissing() {
        assertThat(evaluate("--images", folder.resolve("none.zip").toString())).isEqualTo(1);
        assertThat(errors.toString()).contains("none.zip").hasLineCount(1);
    }

    private int evaluate(String... arguments) {
        return TrainerMain.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(errors))
                .execute(Stream.concat(Stream.of("evaluate"), Stream.of(arguments))
                        .toArray(String[]::new));
    }

    /** Folder of drawn numbers with a label file beside it. */
    private String photos(int count) throws IOException {
        Path photos = Files.createDirectory(folder.resolve("photos"));
        StringBuilder labels = new StringBuilder("file,label\n");
        for (int i = 0; i < count; i++) {
            SyntheticNumber number = new SyntheticNumbers(1).draw(i);
            ImageIO.write(number.photo(), "png", photos.resolve(i + ".png").toFile());
            labels.append(i).append(".png,").append(number.digits()).append('\n');
        }
        Files.writeString(folder.resolve("photos.csv"), labels);
        return photos.toString();
    }
}
