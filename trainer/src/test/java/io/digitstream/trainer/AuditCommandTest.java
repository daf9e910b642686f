package io.digitstream.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import io.digitstream.recognizer.image.Region;
import io.digitstream.synthetic.LengthShares;
import io.digitstream.synthetic.SyntheticNumber;
import io.digitstream.synthetic.SyntheticNumbers;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class AuditCommandTest {
    private static final int PHOTOS = 12;

    private final Path folder;
    private final Path photos;
    private final Path out;
    private final StringWriter errors = new StringWriter();

    AuditCommandTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        this.photos = Files.createDirectory(folder.resolve("photos"));
        this.out = folder.resolve("suspects.csv");
        SyntheticNumbers numbers = new SyntheticNumbers(5, new LengthShares(List.of(0.0, 0.0, 1.0)));
        StringBuilder labels = new StringBuilder("file,label,left,top,width,height\n");
        for (int i = 0; i < PHOTOS; i++) {
            SyntheticNumber number = numbers.draw(i);
            Region region = Objects.requireNonNull(number.region());
            ImageIO.write(number.photo(), "png", photos.resolve(i + ".png").toFile());
            labels.append("%d.png,%s,%d,%d,%d,%d%n"
                    .formatted(i, number.digits(), region.left(), region.top(), region.width(), region.height()));
        }
        Files.writeString(folder.resolve("photos.csv"), labels);
    }

    @Test
    void listsLabelsThatTrainingTakesBackCorrected() throws IOException {
        Path sheet = folder.resolve("suspects.png");
        assertThat(run("audit", "--out", out.toString(), "--sheet", sheet.toString(), "--top=5"))
                .isZero();
        assertThat(errors.toString()).isEmpty();
        List<String> lines = Files.readAllLines(out);
        assertThat(lines.get(0)).isEqualTo("file,label,reading,label_probability,reading_probability");
        assertThat(lines).hasSizeBetween(2, 6);
        assertThat(lines.subList(1, lines.size())).allMatch(line -> line.matches("\\d+\\.png,\\d\\d,.*"));
        assertThat(ImageIO.read(sheet.toFile()).getWidth()).isPositive();
        assertThat(folder).isDirectoryNotContaining("glob:**/*.checkpoint");
        Files.write(
                out,
                lines.stream()
                        .map(line -> line.replaceFirst("png,\\d\\d,", "png,77,"))
                        .toList());
        Path release = folder.resolve("new.safetensors");
        assertThat(run("train", "--corrections", out.toString(), "--out", release.toString()))
                .isZero();
        assertThat(errors.toString()).isEmpty();
        assertThat(release).exists();
    }

    @Test
    void refusesToAuditNothing() {
        assertThat(execute("audit", "--count=4", "--out", out.toString())).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(errors.toString().toLowerCase(Locale.ROOT)).contains("no photos to audit");
    }

    private int run(String command, String... options) {
        List<String> arguments = new ArrayList<>(
                List.of(command, "--images", photos.toString(), "--drawn=0", "--count=4", "--batch=2", "--average=0"));
        arguments.addAll(List.of(options));
        return execute(arguments.toArray(String[]::new));
    }

    private int execute(String... arguments) {
        return TrainerMain.commandLine().setErr(new PrintWriter(errors)).execute(arguments);
    }
}
