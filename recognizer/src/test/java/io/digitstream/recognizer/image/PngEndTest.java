package io.digitstream.recognizer.image;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A PNG is cut off if pixels are missing, and not because of what is missing or wrong behind them or beside them. */
final class PngEndTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final BufferedImage SCENE = ImageFiles.scene(61, 45, 3);

    /** Check sum, and the last chunk. */
    private static final int BEHIND_DATA = 4 + ExifFiles.PNG_TRAILER;

    /** Of the data, as zlib ends it. */
    private static final int ZLIB_CHECK = 4;

    static Stream<Arguments> files() {
        BufferedImage palette = new BufferedImage(61, 45, BufferedImage.TYPE_BYTE_INDEXED);
        palette.createGraphics().drawImage(SCENE, 0, 0, null);
        BufferedImage alpha = new BufferedImage(61, 45, BufferedImage.TYPE_INT_ARGB);
        alpha.createGraphics().drawImage(SCENE, 5, 5, null);
        return Stream.of(
                arguments("colours", ImageFiles.png(SCENE)),
                arguments("interlaced", ImageFiles.interlacedPng(SCENE)),
                arguments("palette", ImageFiles.png(palette)),
                arguments("alpha", ImageFiles.png(alpha)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void isReadWithoutItsEnd(String kind, byte[] file) throws ImageRejectedException {
        int[] whole = decode(file);
        for (int missing = 1; missing <= BEHIND_DATA + ZLIB_CHECK; missing++) {
            byte[] cut = Arrays.copyOf(file, file.length - missing);
            assertThat(decode(cut)).as("%s without %d bytes", kind, missing).isEqualTo(whole);
        }
        for (int missing = 0; missing <= BEHIND_DATA; missing++) {
            byte[] cut = Arrays.copyOf(file, file.length - missing);
            byte[] garbage = "garbage".repeat(100).getBytes(US_ASCII);
            assertThat(decode(ImageFiles.concat(cut, garbage)))
                    .as("%s with garbage for %d bytes", kind, missing)
                    .isEqualTo(whole);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void isCutOffWhereDataIsMissing(String kind, byte[] file) {
        for (int missing : new int[] {60, file.length / 3, file.length / 2}) {
            byte[] cut = Arrays.copyOf(file, file.length - missing);
            assertThat(catchThrowableOfType(ImageRejectedException.class, () -> decode(cut)))
                    .as("%s without %d bytes", kind, missing)
                    .hasMessageContaining("cut off");
            byte[] ended = ImageFiles.concat(cut, ImageFiles.chunk("IEND", new byte[0]));
            assertThat(catchThrowableOfType(ImageRejectedException.class, () -> decode(ended)))
                    .as("%s without %d bytes, but with an end", kind, missing)
                    .hasMessageContaining("cut off");
        }
    }

    static Stream<Arguments> oddChunks() {
        return Stream.of(
                arguments("no data", "IDAT", ""),
                arguments("no profile", "iCCP", "6963630000" + HEX.formatHex("notzlib".getBytes(US_ASCII))),
                arguments("no gamma", "gAMA", "00000000"),
                arguments("no time", "tIME", "00000000000000"),
                arguments("no size", "pHYs", "000000000000000000"),
                arguments("no intent", "sRGB", "09"),
                arguments("no title", "tEXt", "0000"),
                arguments("no text", "iTXt", "fffe"),
                arguments("private", "ABCD", "78"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("oddChunks")
    void isReadWithOddChunksBeforeItsData(String what, String type, String content) throws ImageRejectedException {
        byte[] file = ImageFiles.png(SCENE);
        byte[] chunk = ImageFiles.chunk(type, HEX.parseHex(content));
        assertThat(decode(ExifFiles.inserted(file, ExifFiles.PNG_HEADER_END, chunk)))
                .as(what)
                .isEqualTo(decode(file));
        chunk[chunk.length - 1] ^= 1;
        assertThat(decode(ExifFiles.inserted(file, ExifFiles.PNG_HEADER_END, chunk)))
                .as("%s with a wrong check sum", what)
                .isEqualTo(decode(file));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void isReadWithWrongCheckSums(String kind, byte[] file) throws ImageRejectedException {
        byte[] wrong = file.clone();
        wrong[file.length - 1] ^= 1;
        assertThat(decode(wrong)).as(kind).isEqualTo(decode(file));
        wrong[file.length - BEHIND_DATA] ^= 1;
        assertThat(decode(wrong)).as(kind).isEqualTo(decode(file));
    }

    private static int[] decode(byte[] file) throws ImageRejectedException {
        try (Photo photo = Photo.open(file, ImageLimits.DEFAULT)) {
            return ImageFiles.argb(photo.decode(new Rectangle(photo.width(), photo.height()), 1));
        }
    }
}
