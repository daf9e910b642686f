package io.digitstream.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.digitstream.recognizer.image.Region;
import io.digitstream.synthetic.SyntheticNumber;
import io.digitstream.synthetic.SyntheticNumbers;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Photos whose number must be found, of unusual kinds, through a real broker: each gets one sensible result. */
final class WholePhotosIT {
    private static final List<String> STATUSES = List.of("READ", "UNCERTAIN", "TOO_LONG", "NO_NUMBER");

    /** 325 and 7563, clear, each alone in its photo. */
    private static final SyntheticNumber FIRST = new SyntheticNumbers(7).draw(13);

    private static final SyntheticNumber SECOND = new SyntheticNumbers(7).draw(9);

    @Test
    void eachGetsOneSensibleResult(@TempDir Path folder) throws IOException {
        write(FIRST.photo(), folder.resolve("plain.png"));
        write(beside(FIRST.photo(), SECOND.photo()), folder.resolve("two-numbers.png"));
        write(upsideDown(FIRST.photo()), folder.resolve("upside-down.png"));
        write(scaled(FIRST.photo(), 4000, 3000), folder.resolve("large.jpg"));
        write(scaled(FIRST.photo(), 20, 12), folder.resolve("tiny.png"));
        write(new BufferedImage(300, 200, BufferedImage.TYPE_INT_RGB), folder.resolve("blank.png"));
        Path csv = folder.resolve("readings.csv");

        CommandRun run = CommandRun.of("read", "--images", folder.toString(), "--out", csv.toString());

        assertThat(run.exitCode()).as(run.out() + " " + run.err()).isZero();
        List<String> rows = Files.readAllLines(csv);
        rows.forEach(System.out::println);
        assertThat(rows).hasSize(1 + 6);
        Map<String, List<String>> byFile = new HashMap<>();
        rows.stream().skip(1).map(row -> List.of(row.split(",", -1))).forEach(row -> byFile.put(row.get(0), row));
        assertThat(byFile).hasSize(6);
        byFile.values().forEach(row -> assertThat(STATUSES).contains(row.get(1)));
        for (String file : List.of("plain.png", "large.jpg")) {
            assertThat(row(byFile, file).get(2)).as(file).isEqualTo(FIRST.digits());
        }
        assertThat(row(byFile, "two-numbers.png").get(2)).isIn(FIRST.digits(), SECOND.digits());
        assertFoundInside(row(byFile, "large.jpg"), 4000, 3000);
        assertFoundInside(
                row(byFile, "two-numbers.png"),
                2 * FIRST.photo().getWidth(),
                FIRST.photo().getHeight());
        assertThat(row(byFile, "blank.png").get(1)).isIn("NO_NUMBER", "UNCERTAIN");
    }

    private static List<String> row(Map<String, List<String>> byFile, String file) {
        return Objects.requireNonNull(byFile.get(file), file);
    }

    private static void assertFoundInside(List<String> row, int width, int height) {
        Region region = new Region(number(row, 6), number(row, 7), number(row, 8), number(row, 9));
        assertThat(row.get(10)).isEqualTo("true");
        assertThat(region.left()).isNotNegative();
        assertThat(region.top()).isNotNegative();
        assertThat(region.left() + region.width()).isLessThanOrEqualTo(width);
        assertThat(region.top() + region.height()).isLessThanOrEqualTo(height);
    }

    private static int number(List<String> row, int column) {
        return Integer.parseInt(row.get(column));
    }

    private static BufferedImage beside(BufferedImage left, BufferedImage right) {
        BufferedImage both = new BufferedImage(2 * left.getWidth(), left.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = both.createGraphics();
        graphics.drawImage(left, 0, 0, null);
        graphics.drawImage(right, left.getWidth(), 0, left.getWidth(), left.getHeight(), null);
        graphics.dispose();
        return both;
    }

    private static BufferedImage upsideDown(BufferedImage image) {
        BufferedImage turned = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                turned.setRGB(image.getWidth() - 1 - x, image.getHeight() - 1 - y, image.getRGB(x, y));
            }
        }
        return turned;
    }

    private static BufferedImage scaled(BufferedImage image, int width, int height) {
        BufferedImage scaled = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = scaled.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(image, 0, 0, width, height, null);
        graphics.dispose();
        return scaled;
    }

    private static void write(BufferedImage image, Path file) throws IOException {
        String name = file.toString();
        ImageIO.write(image, name.substring(name.lastIndexOf('.') + 1), file.toFile());
    }
}
