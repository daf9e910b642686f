package io.digitstream.recognizer.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is decoded here must be what the JDK decodes. */
final class PlainPngTest {
    /** Noise on a slope, so that a writer has reason to choose every filter. */
    private static BufferedImage image(int type, long seed) {
        Random random = new Random(seed);
        BufferedImage image = new BufferedImage(1 + random.nextInt(90), 1 + random.nextInt(70), type);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int slope = y % 3 == 0 ? x * 2 : y * 3;
                int argb = (slope & 0xFF) * 0x010101 + (random.nextInt(1 << 24) & 0x070F1F);
                image.setRGB(x, y, argb ^ random.nextInt(4) << 28 ^ 0xFF000000);
            }
        }
        return image;
    }

    @ParameterizedTest
    @ValueSource(ints = {BufferedImage.TYPE_INT_RGB, BufferedImage.TYPE_INT_ARGB})
    void decodesWhatTheJdkDecodes(int type) throws IOException {
        for (int seed = 0; seed < 60; seed++) {
            byte[] file = ImageFiles.png(image(type, seed));
            BufferedImage expected = ImageIO.read(new ByteArrayInputStream(file));
            assertThat(rgb(decode(file, bounds(expected), 1)))
                    .as("seed %d", seed)
                    .isEqualTo(rgb(expected));
        }
    }

    @Test
    void decodesEveryPart() throws IOException {
        byte[] file = ImageFiles.png(image(BufferedImage.TYPE_INT_RGB, 7));
        BufferedImage whole = ImageIO.read(new ByteArrayInputStream(file));
        Random random = new Random(8);
        for (int i = 0; i < 200; i++) {
            int x = random.nextInt(whole.getWidth());
            int y = random.nextInt(whole.getHeight());
            Rectangle part = new Rectangle(
                    x, y, 1 + random.nextInt(whole.getWidth() - x), 1 + random.nextInt(whole.getHeight() - y));
            int step = 1 + random.nextInt(4);
            int columns = (part.width + step - 1) / step;
            int[] expected = IntStream.range(0, columns * ((part.height + step - 1) / step))
                    .map(pixel -> whole.getRGB(part.x + pixel % columns * step, part.y + pixel / columns * step))
                    .toArray();
            assertThat(rgb(decode(file, part, step)))
                    .as("%s, every %d", part, step)
                    .isEqualTo(expected);
        }
    }

    @Test
    void givesPartsOfRowsAndLetsRowsBeSkipped() throws IOException {
        byte[] file = ImageFiles.png(image(BufferedImage.TYPE_INT_RGB, 7));
        BufferedImage whole = ImageIO.read(new ByteArrayInputStream(file));
        Rectangle part = new Rectangle(2, 1, whole.getWidth() - 2, whole.getHeight() - 1);
        try (PngRows rows = Objects.requireNonNull(PlainPng.open(file)).rows(part, 2)) {
            int[] pixels = new int[rows.width() - 3];
            for (int y = 0; y < rows.height(); y += 3) {
                rows.read(y, 3, pixels);
                for (int x = 0; x < pixels.length; x++) {
                    assertThat(pixels[x]).isEqualTo(whole.getRGB(2 + 2 * (3 + x), 1 + 2 * y) & 0xFFFFFF);
                }
            }
            assertThat(rows.sound()).isTrue();
        }
    }

    @Test
    void takesGrayLevelsAsTheyStandInTheFile() {
        BufferedImage gray = new BufferedImage(5, 3, BufferedImage.TYPE_BYTE_GRAY);
        gray.getRaster().setSample(4, 2, 0, 40);
        int[] pixels = rgb(decode(ImageFiles.png(gray), bounds(gray), 1));
        assertThat(pixels[14]).isEqualTo(0xFF282828);
        assertThat(Arrays.copyOf(pixels, 14)).containsOnly(0xFF000000);
    }

    @ParameterizedTest
    @ValueSource(
            ints = {BufferedImage.TYPE_BYTE_INDEXED, BufferedImage.TYPE_BYTE_BINARY, BufferedImage.TYPE_USHORT_GRAY})
    void leavesOtherKindsToTheJdk(int type) {
        BufferedImage image = new BufferedImage(5, 3, type);
        assertThat(decode(ImageFiles.png(image), bounds(image), 1)).isNull();
    }

    @Test
    void leavesInterlacedFilesToTheJdk() {
        BufferedImage image = image(BufferedImage.TYPE_INT_RGB, 1);
        assertThat(decode(ImageFiles.interlacedPng(image), bounds(image), 1)).isNull();
    }

    /** Above what is damaged, too: a file is readable or not, whichever part of it is asked for. */
    @Test
    void leavesEveryFileWithADamagedByteToTheJdk() {
        byte[] file = ImageFiles.png(image(BufferedImage.TYPE_INT_RGB, 2));
        Rectangle first = new Rectangle(1, 1);
        assertThat(decode(file, first, 1)).isNotNull();
        for (int i = 8; i < file.length; i++) {
            byte[] damaged = file.clone();
            damaged[i] ^= 0x10;
            assertThat(decode(damaged, first, 1)).as("byte %d", i).isNull();
            assertThat(decode(Arrays.copyOf(file, i), first, 1))
                    .as("cut to %d", i)
                    .isNull();
        }
    }

    /** As section 9.4 of the specification has it. */
    @Test
    void predictsAsPaethDoes() {
        for (int rgb = 0; rgb < 1 << 24; rgb++) {
            int left = rgb >> 16;
            int up = rgb >> 8 & 0xFF;
            int corner = rgb & 0xFF;
            int toLeft = Math.abs(up - corner);
            int toUp = Math.abs(left - corner);
            int toCorner = Math.abs(left + up - 2 * corner);
            int nearest = toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner;
            if (PngFilters.paeth(left, up, corner) != nearest) {
                throw new AssertionError("left %d, up %d, corner %d".formatted(left, up, corner));
            }
        }
    }

    private static Rectangle bounds(BufferedImage image) {
        return new Rectangle(image.getWidth(), image.getHeight());
    }

    private static @Nullable BufferedImage decode(byte[] file, Rectangle part, int step) {
        PlainPng png = PlainPng.open(file);
        return png == null ? null : png.decode(part, step);
    }

    private static int[] rgb(@Nullable BufferedImage image) {
        BufferedImage there = Objects.requireNonNull(image, "left to the JDK");
        return there.getRGB(0, 0, there.getWidth(), there.getHeight(), null, 0, there.getWidth());
    }
}
