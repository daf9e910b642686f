package io.digitstream.recognizer.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever hides the surroundings of a number, the number stays visible. */
final class TransparentPhotoTest {
    private static final int SIDE = 8;
    private static final int WHITE = 0xFFFFFFFF;
    private static final int BLACK = 0xFF000000;

    /** Of a PNG: kind of colour, bits a sample, chunks before the data, samples of what is hidden and of what is seen, the latter's colour. */
    static Stream<Arguments> kinds() {
        String palette = chunk("PLTE", "f0f0d0" + "102030") + chunk("tRNS", "00ff");
        String turned = chunk("PLTE", "f0f0d0" + "102030") + chunk("tRNS", "ff00");
        return Stream.of(
                arguments("dark, alpha", 6, 8, "", "00000000", "102030ff", 0xFF102030),
                arguments("light, alpha", 6, 8, "", "ffffff00", "f0f0d0ff", 0xFFF0F0D0),
                arguments("dark, alpha of 16 bits", 6, 16, "", "0000000000000000", "101020203030ffff", 0xFF102030),
                arguments("light, alpha of 16 bits", 6, 16, "", "ffffffffffff0000", "f0f0f0f0d0d0ffff", 0xFFF0F0D0),
                arguments("dark, gray with alpha", 4, 8, "", "0000", "14ff", 0xFF141414),
                arguments("light, gray with alpha", 4, 8, "", "ff00", "e0ff", 0xFFE0E0E0),
                arguments("dark, gray with alpha of 16 bits", 4, 16, "", "00000000", "1414ffff", 0xFF141414),
                arguments("light, gray with alpha of 16 bits", 4, 16, "", "ffff0000", "e0e0ffff", 0xFFE0E0E0),
                arguments("dark, palette", 3, 8, palette, "00", "01", 0xFF102030),
                arguments("light, palette", 3, 8, turned, "01", "00", 0xFFF0F0D0),
                arguments("dark, colour as key", 2, 8, chunk("tRNS", "000100020003"), "010203", "102030", 0xFF102030),
                arguments("light, colour as key", 2, 8, chunk("tRNS", "00ff00ff00ff"), "ffffff", "f0f0d0", 0xFFF0F0D0),
                arguments(
                        "light, colour of 16 bits as key",
                        2,
                        16,
                        chunk("tRNS", "fffffffffff0"),
                        "fffffffffff0",
                        "f0f0f0f0d0d0",
                        0xFFF0F0D0),
                arguments("dark, gray as key", 0, 8, chunk("tRNS", "0005"), "05", "14", 0xFF141414),
                arguments("light, gray as key", 0, 8, chunk("tRNS", "00ff"), "ff", "e0", 0xFFE0E0E0),
                arguments("light, gray of 16 bits as key", 0, 16, chunk("tRNS", "ffff"), "ffff", "e0e0", 0xFFE0E0E0));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kinds")
    void standsOutFromWhatIsPutBehindIt(
            String what, int kind, int bits, String chunks, String hidden, String seen, int colour)
            throws ImageRejectedException {
        byte[] file = png(kind, bits, chunks, x -> x % 4 < 2 ? hidden : seen);
        int behind = what.startsWith("dark") ? WHITE : BLACK;
        int[] pixels = decode(file, new Rectangle(SIDE, SIDE), 1);
        for (int i = 0; i < pixels.length; i++) {
            assertThat(pixels[i]).as("%s, pixel %d", what, i).isEqualTo(i % 4 < 2 ? behind : colour);
        }
        assertThat(decode(file, new Rectangle(1, 2, 5, 5), 1)).as(what).contains(behind, colour);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kinds")
    void givesTheSamePixelsRowByRow(
            String what, int kind, int bits, String chunks, String hidden, String seen, int colour)
            throws ImageRejectedException {
        byte[] file = png(kind, bits, chunks, x -> x % 4 < 2 ? hidden : seen);
        for (int step : new int[] {1, 2, 3}) {
            Rectangle part = new Rectangle(1, 2, 6, 5);
            assertThat(rows(file, part, step)).as("%s, every %d", what, step).isEqualTo(decode(file, part, step));
        }
        assertThat(colour >>> 24).isEqualTo(0xFF);
    }

    @Test
    void keepsEdgesSoft() throws ImageRejectedException {
        byte[] light = png(6, 8, "", x -> x == 3 ? "ffffff80" : x > 3 ? "ffffffff" : "ffffff00");
        assertThat(Arrays.copyOfRange(decode(light, new Rectangle(SIDE, SIDE), 1), 2, 5))
                .containsExactly(BLACK, 0xFF808080, WHITE);
        byte[] dark = png(6, 8, "", x -> x == 3 ? "00000080" : x > 3 ? "000000ff" : "ffffff00");
        assertThat(Arrays.copyOfRange(decode(dark, new Rectangle(SIDE, SIDE), 1), 2, 5))
                .containsExactly(WHITE, 0xFF7F7F7F, BLACK);
    }

    /** Read by two decoders: the usual one, and the JDK's where a check sum is wrong. */
    @ParameterizedTest
    @MethodSource("kinds")
    void isTheSameForBothDecoders(
            String what, int kind, int bits, String chunks, String hidden, String seen, int colour)
            throws ImageRejectedException {
        byte[] file = png(kind, bits, chunks, x -> x % 4 < 2 ? hidden : seen);
        byte[] damaged = file.clone();
        damaged[file.length - 1] ^= 1;
        assertThat(PlainPng.open(damaged)).isNull();
        Rectangle whole = new Rectangle(SIDE, SIDE);
        assertThat(decode(damaged, whole, 1))
                .as(what)
                .isEqualTo(decode(file, whole, 1))
                .contains(colour);
    }

    @Test
    void isAsItStandsInTheFileWhereNothingIsHidden() throws ImageRejectedException {
        BufferedImage scene = ImageFiles.scene(30, 20, 4);
        BufferedImage alpha = new BufferedImage(30, 20, BufferedImage.TYPE_INT_ARGB);
        alpha.createGraphics().drawImage(scene, 0, 0, null);
        Rectangle whole = new Rectangle(30, 20);
        assertThat(decode(ImageFiles.png(alpha), whole, 1)).isEqualTo(decode(ImageFiles.png(scene), whole, 1));
    }

    private static int[] decode(byte[] file, Rectangle part, int step) throws ImageRejectedException {
        try (Photo photo = Photo.open(file, ImageLimits.DEFAULT)) {
            return ImageFiles.argb(photo.decode(part, step));
        }
    }

    private static int[] rows(byte[] file, Rectangle part, int step) throws ImageRejectedException {
        try (Photo photo = Photo.open(file, ImageLimits.DEFAULT)) {
            return photo.<int[]>decode(part, step, rows -> {
                int[] all = new int[rows.width() * rows.height()];
                int[] row = new int[rows.width()];
                for (int y = 0; y < rows.height(); y++) {
                    rows.read(y, 0, row);
                    for (int x = 0; x < row.length; x++) {
                        all[y * row.length + x] = 0xFF000000 | row[x];
                    }
                }
                return all;
            });
        }
    }

    private interface Samples {
        String at(int x);
    }

    private static byte[] png(int kind, int bits, String chunks, Samples samples) {
        StringBuilder row = new StringBuilder("00");
        for (int x = 0; x < SIDE; x++) {
            row.append(samples.at(x));
        }
        byte[] header = ByteBuffer.allocate(13)
                .putInt(SIDE)
                .putInt(SIDE)
                .put((byte) bits)
                .put((byte) kind)
                .array();
        byte[] data = HexFormat.of().parseHex(row.toString().repeat(SIDE));
        return HexFormat.of()
                .parseHex("89504e470d0a1a0a"
                        + HexFormat.of().formatHex(ImageFiles.chunk("IHDR", header))
                        + chunks
                        + HexFormat.of().formatHex(ImageFiles.chunk("IDAT", ImageFiles.deflated(data, 1)))
                        + chunk("IEND", ""));
    }

    private static String chunk(String type, String content) {
        return HexFormat.of().formatHex(ImageFiles.chunk(type, HexFormat.of().parseHex(content)));
    }
}
