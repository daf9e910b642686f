package io.digitstream.trainer.sheets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.digitstream.recognizer.pixels.InputShape;
import io.digitstream.recognizer.pixels.Pixels;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ContactSheetTest {
    private static final int RED = 0xFFC81E1E;
    private static final int BLUE = 0xFF1E1EC8;

    @Test
    void laysPicturesOutRowByRow() {
        ContactSheet sheet = new ContactSheet("", 2, 40, 30);
        sheet.add(plain(40, 30, RED), List.of());
        sheet.add(plain(40, 30, BLUE), List.of());
        sheet.add(plain(40, 30, BLUE), List.of());
        BufferedImage drawn = sheet.draw();
        assertThat(drawn.getWidth()).isEqualTo(24 + 40 + 14 + 40 + 24);
        assertThat(drawn.getHeight()).isEqualTo(24 + 30 + 14 + 30 + 24);
        assertThat(drawn.getRGB(24 + 20, 24 + 15)).isEqualTo(RED);
        assertThat(drawn.getRGB(24 + 54 + 20, 24 + 15)).isEqualTo(BLUE);
        assertThat(drawn.getRGB(24 + 20, 24 + 44 + 15)).isEqualTo(BLUE);
        assertThat(drawn.getRGB(24 + 54 + 20, 24 + 44 + 15)).isEqualTo(0xFFFFFFFF);
    }

    @Test
    void keepsProportions() {
        ContactSheet sheet = new ContactSheet("", 1, 100, 100);
        sheet.add(plain(400, 200, RED), List.of());
        BufferedImage drawn = sheet.draw();
        assertThat(drawn.getRGB(24 + 50, 24 + 26)).isEqualTo(RED);
        assertThat(drawn.getRGB(24 + 50, 24 + 20)).isEqualTo(0xFFFFFFFF);
    }

    @Test
    void showsWhatTheNetworkSees() {
        byte[] values = new byte[3 * 64];
        Arrays.fill(values, 0, 64, (byte) 0xC8);
        Arrays.fill(values, 64, 192, (byte) 0x1E);
        ContactSheet sheet = new ContactSheet("", 1, 80, 80);
        sheet.add(new Pixels(new InputShape(8, 8), values), List.of());
        assertThat(sheet.draw().getRGB(24 + 40, 24 + 40)).isEqualTo(RED);
    }

    @Test
    void writesTitleAndCaptionsInsideTheSheet() {
        ContactSheet sheet = new ContactSheet("A title that is far too long for one narrow tile", 1, 60, 20);
        sheet.add(plain(60, 20, RED), List.of("a caption that is too long", "with 2 lines, ä, 数"));
        BufferedImage drawn = sheet.draw();
        assertThat(drawn.getHeight()).isEqualTo(24 + 32 + 20 + 36 + 24);
        assertThat(darkPixels(drawn, 24, 24, 60, 20)).isPositive();
        assertThat(darkPixels(drawn, 24, 76, 60, 18)).isPositive();
        assertThat(darkPixels(drawn, 24, 94, 60, 18)).isPositive();
        assertThat(darkPixels(drawn, 84, 0, 24, drawn.getHeight())).isZero();
    }

    @Test
    void writesASheetWithoutPictures(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("empty.png");
        new ContactSheet("Nothing to see", 5, 100, 80).write(file);
        assertThat(ImageIO.read(file.toFile()).getWidth()).isEqualTo(48 + 5 * 114 - 14);
    }

    @Test
    void namesTheFileThatCannotBeWritten(@TempDir Path folder) {
        Path file = folder.resolve("none/sheet.png");
        assertThatThrownBy(() -> new ContactSheet("", 1, 8, 8).write(file))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void refusesTilesWithoutRoom() {
        assertThatThrownBy(() -> new ContactSheet("", 0, 8, 8)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ContactSheet("", 1, 8, 7)).isInstanceOf(IllegalArgumentException.class);
    }

    private static BufferedImage plain(int width, int height, int colour) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < width * height; i++) {
            image.setRGB(i % width, i / width, colour);
        }
        return image;
    }

    private static long darkPixels(BufferedImage image, int left, int top, int width, int height) {
        return Arrays.stream(image.getRGB(left, top, width, height, null, 0, width))
                .filter(rgb -> (rgb >> 8 & 0xFF) < 0x90)
                .count();
    }
}
