package io.digitstream.recognizer.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A JPEG is cut off if pixels are missing, and not because of what is missing or stands behind them. */
final class JpegEndTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final byte[] END = HEX.parseHex("ffd9");
    private static final BufferedImage SCENE = ImageFiles.scene(61, 45, 3);
    private static final String INTERVALS = "0000ffd00000ffd10000ffd20000";
    private static final String[] COMPONENT_SCANS = {
        "ffda000801010000" + "3f00" + "0000", "ffda000801020000" + "3f00" + "0000", "ffda000801030000" + "3f00" + "0000"
    };

    static Stream<Arguments> files() throws IOException {
        return Stream.of(
                arguments("sequential", ImageFiles.jpeg(SCENE)),
                arguments("progressive", ImageFiles.progressiveJpeg(SCENE)),
                arguments("gray", ImageFiles.jpeg(gray())),
                arguments("inks", inks()),
                arguments("restarts", withRestarts(INTERVALS + "ffd9")),
                arguments("a scan for each component", ofScans(String.join("", COMPONENT_SCANS) + "ffd9")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void isReadWithoutItsEnd(String kind, byte[] file) throws ImageRejectedException {
        int[] whole = decode(file);
        byte[] endless = endless(file);
        assertThat(decode(endless)).as(kind).isEqualTo(whole);
        assertThat(decode(Arrays.copyOf(file, file.length - 1))).as(kind).isEqualTo(whole);
    }

    static Stream<Arguments> trailers() {
        byte[] film = ImageFiles.concat(HEX.parseHex("00000018667479706d703432"), noise(5000, 1));
        byte[] samsung =
                ImageFiles.concat(HEX.parseHex("0000010a0e000000"), "Image_UTC_Data1500000000000".getBytes(US_ASCII));
        byte[] other = ImageFiles.jpeg(ImageFiles.scene(30, 20, 9));
        return Stream.of(
                arguments("film", film),
                arguments("Samsung's trailer", ImageFiles.concat(samsung, film)),
                arguments("zeros", new byte[4096]),
                arguments("another JPEG", other),
                arguments("a progressive JPEG", ImageFiles.progressiveJpeg(SCENE)),
                arguments("a second end", END),
                arguments("a frame", HEX.parseHex("ffc0000b080010001001011100")),
                arguments("a scan of another image", HEX.parseHex("ffda000c03010002110311003f00aabbcc")),
                arguments("a restart", HEX.parseHex("0000ffd3aaffd1")),
                arguments("a lone marker", HEX.parseHex("55ff01aa")),
                arguments("text", "that was all".getBytes(US_ASCII)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("trailers")
    void isReadWhateverStandsBehindItsPixels(String what, byte[] trailer) throws ImageRejectedException {
        for (byte[] file : new byte[][] {ImageFiles.jpeg(SCENE), ImageFiles.progressiveJpeg(SCENE)}) {
            int[] whole = decode(file);
            assertThat(decode(ImageFiles.concat(file, trailer)))
                    .as("end, %s", what)
                    .isEqualTo(whole);
            assertThat(decode(ImageFiles.concat(endless(file), trailer)))
                    .as("no end, %s", what)
                    .isEqualTo(whole);
            byte[] between = ImageFiles.concat(ImageFiles.concat(endless(file), new byte[30]), END);
            assertThat(decode(ImageFiles.concat(between, trailer)))
                    .as("zeros, end, %s", what)
                    .isEqualTo(whole);
        }
    }

    /** Noise has everything in it that can be mistaken for a part of an image. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void isReadWithNoiseBehindItsPixels(long seed) throws ImageRejectedException {
        for (byte[] file : new byte[][] {ImageFiles.jpeg(SCENE), ImageFiles.progressiveJpeg(SCENE)}) {
            int[] whole = decode(file);
            for (int i = 0; i < 50; i++) {
                byte[] noise = noise(20_000, 100 * seed + i);
                assertThat(decode(ImageFiles.concat(file, noise))).isEqualTo(whole);
                assertThat(decode(ImageFiles.concat(endless(file), noise)))
                        .as("no end, seed %d", 100 * seed + i)
                        .isEqualTo(whole);
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void isCutOffWithinItsLastScanThoughAnEndFollows(String kind, byte[] file) throws ImageRejectedException {
        int[] whole = decode(file);
        int scan = HEX.formatHex(file).lastIndexOf("ffda") / 2;
        int rejected = 0;
        for (int length = scan + 2; length < file.length - 2; length++) {
            byte[] cut = ImageFiles.concat(Arrays.copyOf(file, length), END);
            try {
                assertThat(decode(cut)).as("%s, cut to %d", kind, length).isEqualTo(whole);
            } catch (ImageRejectedException e) {
                assertThat(e).hasMessageContaining("cut off");
                rejected++;
            }
        }
        assertThat(rejected).as(kind).isPositive();
    }

    @ParameterizedTest
    @CsvSource({
        "0000ffd00000ffd10000ffd20000, true",
        "0000ffd00000ffd10000ffd200, false",
        "0000ffd00000ffd10000ffd2, false",
        "0000ffd00000ffd10000, false",
        "0000ffd00000ffd100, false",
        "0000ffd0, false",
        "0000, false",
    })
    void isCutOffWhereAnIntervalIsMissing(String data, boolean read) throws ImageRejectedException {
        assertReadOrCutOff(withRestarts(data), read);
        assertReadOrCutOff(withRestarts(data + "ffd9"), read);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void isCutOffWhereAScanIsMissing(int scans) throws ImageRejectedException {
        String some = String.join("", Arrays.copyOf(COMPONENT_SCANS, scans));
        assertReadOrCutOff(ofScans(some), scans == 3);
        assertReadOrCutOff(ofScans(some + "ffd9"), scans == 3);
        assertReadOrCutOff(ofScans(some + "ffd9" + "00".repeat(500)), scans == 3);
    }

    @Test
    void isCutOffWithAnotherImageBehindTheCut() {
        byte[] file = ImageFiles.jpeg(SCENE);
        byte[] half = Arrays.copyOf(file, file.length * 2 / 3);
        assertThat(rejection(ImageFiles.concat(half, file))).hasMessageContaining("cut off");
    }

    @Test
    void isReadWithItsHeightBehindItsPixels() throws ImageRejectedException {
        byte[] file = ImageFiles.jpeg(SCENE);
        byte[] endless = endless(file);
        int height = HEX.formatHex(file).indexOf("ffc0") / 2 + 5;
        byte[] lines = HEX.parseHex("ffdc0004%02x%02x".formatted(file[height], file[height + 1]));
        endless[height] = 0;
        endless[height + 1] = 0;
        byte[] late = ImageFiles.concat(endless, lines);
        assertThat(decode(ImageFiles.concat(late, END))).isEqualTo(decode(file));
        assertThat(decode(late)).isEqualTo(decode(file));
        assertThat(rejection(endless).reason()).isEqualTo(RejectionReason.UNDECODABLE_IMAGE);
    }

    @Test
    void isReadAsAFrameOfAFilmWithoutTables() throws ImageRejectedException {
        byte[] file = ImageFiles.jpeg(SCENE);
        String hex = HEX.formatHex(file);
        StringBuilder bare = new StringBuilder("ffd8ffe0001041564931" + "00".repeat(10));
        for (int at = 4; !hex.startsWith("ffda", at); ) {
            int next = at + 4 + 2 * Integer.parseInt(hex.substring(at + 4, at + 8), 16);
            boolean kept = !hex.startsWith("ffc4", at) && !hex.startsWith("ffe0", at);
            bare.append(kept ? hex.substring(at, next) : "");
            at = next;
            if (hex.startsWith("ffda", at)) {
                bare.append(hex.substring(at));
            }
        }
        byte[] frame = HEX.parseHex(bare);
        assertThat(decode(frame)).isEqualTo(decode(file));
        assertThat(decode(endless(frame))).isEqualTo(decode(file));
    }

    @Test
    void isReadWithFillBytesBeforeItsMarkers() throws ImageRejectedException {
        byte[] file = ImageFiles.jpeg(SCENE);
        byte[] filled = ExifFiles.inserted(file, 2, HEX.parseHex("ffffff"));
        assertThat(decode(filled)).isEqualTo(decode(file));
        assertThat(decode(endless(filled))).isEqualTo(decode(file));
    }

    /** What lies below is not looked at. */
    @Test
    void isReadInAPartWhosePixelsAreThere() throws ImageRejectedException {
        byte[] file = ImageFiles.jpeg(ImageFiles.scene(400, 900, 2));
        byte[] cut = Arrays.copyOf(file, file.length * 3 / 4);
        Rectangle top = new Rectangle(0, 0, 400, 100);
        try (Photo whole = Photo.open(file, ImageLimits.DEFAULT);
                Photo damaged = Photo.open(cut, ImageLimits.DEFAULT)) {
            assertThat(ImageFiles.argb(damaged.decode(top, 1))).isEqualTo(ImageFiles.argb(whole.decode(top, 1)));
        }
        assertThat(rejection(cut)).hasMessageContaining("cut off");
    }

    static Stream<Arguments> unsupported() {
        return Stream.of(
                arguments("ffc0", "0c", "12-bit JPEG"),
                arguments("ffc1", "0c", "12-bit JPEG"),
                arguments("ffc3", "08", "Lossless JPEG"),
                arguments("ffc3", "10", "Lossless JPEG"),
                arguments("ffc5", "08", "Hierarchical JPEG"),
                arguments("ffc9", "08", "JPEG with arithmetic coding"),
                arguments("ffca", "08", "JPEG with arithmetic coding"),
                arguments("ffcb", "08", "Lossless JPEG"),
                arguments("fff7", "08", "JPEG-LS image"));
    }

    @ParameterizedTest
    @MethodSource("unsupported")
    void namesTheKindsThatNoDecoderHereKnows(String marker, String precision, String kind) {
        String hex = HEX.formatHex(ImageFiles.jpeg(SCENE));
        byte[] file = HEX.parseHex(hex.replaceFirst("ffc0001108", marker + "0011" + precision));
        assertThat(rejection(file))
                .hasMessage(kind + "; send a baseline or progressive JPEG of 8 bits a sample, or PNG")
                .extracting(ImageRejectedException::reason)
                .isEqualTo(RejectionReason.UNDECODABLE_IMAGE);
    }

    private static void assertReadOrCutOff(byte[] file, boolean read) throws ImageRejectedException {
        if (read) {
            assertThat(decode(file)).isNotEmpty();
        } else {
            assertThat(rejection(file)).isNotNull().hasMessageContaining("cut off");
        }
    }

    private static ImageRejectedException rejection(byte[] file) {
        return catchThrowableOfType(ImageRejectedException.class, () -> decode(file));
    }

    private static int[] decode(byte[] file) throws ImageRejectedException {
        try (Photo photo = Photo.open(file, ImageLimits.DEFAULT)) {
            return ImageFiles.argb(photo.decode(new Rectangle(photo.width(), photo.height()), 1));
        }
    }

    private static byte[] endless(byte[] file) {
        assertThat(Arrays.copyOfRange(file, file.length - 2, file.length)).isEqualTo(END);
        return Arrays.copyOf(file, file.length - 2);
    }

    private static byte[] noise(int length, long seed) {
        byte[] noise = new byte[length];
        new Random(seed).nextBytes(noise);
        return noise;
    }

    private static BufferedImage gray() {
        BufferedImage gray = new BufferedImage(61, 45, BufferedImage.TYPE_BYTE_GRAY);
        gray.createGraphics().drawImage(SCENE, 0, 0, null);
        return gray;
    }

    private static byte[] inks() throws IOException {
        return Objects.requireNonNull(JpegEndTest.class.getResourceAsStream("inks.jpg"))
                .readAllBytes();
    }

    /** Gray, 64 x 16: sixteen blocks of four bits each, four in an interval. */
    private static byte[] withRestarts(String data) {
        return HEX.parseHex("ffd8ffdb004300" + "01".repeat(64) + "ffc0000b08001000400101" + "1100" + tables()
                + "ffdd00040004" + "ffda00080101" + "00003f00" + data);
    }

    /** Three components of 16 x 16: four blocks of four bits each. */
    private static byte[] ofScans(String scans) {
        return HEX.parseHex(
                "ffd8ffdb004300" + "01".repeat(64) + "ffc0001108001000100301110002110003" + "1100" + tables() + scans);
    }

    /** One code each: 00 for an unchanged mean, and 00 for the end of a block. */
    private static String tables() {
        String codes = "0001" + "00".repeat(14);
        return "ffc4001400" + codes + "00" + "ffc4001410" + codes + "00";
    }

    @Test
    void isNotLookedForBehindTextButNamed() {
        byte[] file = ImageFiles.concat("\r\n".getBytes(ISO_8859_1), ImageFiles.jpeg(SCENE));
        assertThat(rejection(file)).hasMessage("Image behind text; send the image's bytes themselves");
    }
}
