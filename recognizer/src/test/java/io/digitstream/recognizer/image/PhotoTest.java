package io.digitstream.recognizer.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.sun.management.ThreadMXBean;
import java.awt.Color;
import java.awt.Rectangle;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PhotoTest {
    private static final BufferedImage SCENE = ImageFiles.scene(37, 23, 1);

    @Test
    void readsEveryPixelOfAPng() throws ImageRejectedException {
        assertThat(rgb(decode(ImageFiles.png(SCENE)))).isEqualTo(rgb(SCENE));
        assertThat(rgb(decode(ImageFiles.interlacedPng(SCENE)))).isEqualTo(rgb(SCENE));
    }

    static Stream<byte[]> jpegs() {
        BufferedImage scene = ImageFiles.plain(37, 23, 0x3070B0);
        return Stream.of(ImageFiles.jpeg(scene), ImageFiles.progressiveJpeg(scene));
    }

    @ParameterizedTest
    @MethodSource("jpegs")
    void readsAJpeg(byte[] file) throws ImageRejectedException {
        BufferedImage image = decode(file);
        assertThat(image.getWidth()).isEqualTo(37);
        assertThat(image.getHeight()).isEqualTo(23);
        for (int rgb : rgb(image)) {
            assertThat(rgb >> 16 & 0xFF).isBetween(0x2E, 0x32);
            assertThat(rgb >> 8 & 0xFF).isBetween(0x6E, 0x72);
            assertThat(rgb & 0xFF).isBetween(0xAE, 0xB2);
        }
    }

    static Stream<Arguments> kindsOfPng() {
        ComponentColorModel deep = new ComponentColorModel(
                ColorSpace.getInstance(ColorSpace.CS_sRGB), false, false, Transparency.OPAQUE, DataBuffer.TYPE_USHORT);
        return Stream.of(
                arguments("palette", new BufferedImage(9, 7, BufferedImage.TYPE_BYTE_INDEXED)),
                arguments("one bit", new BufferedImage(9, 7, BufferedImage.TYPE_BYTE_BINARY)),
                arguments("gray", new BufferedImage(9, 7, BufferedImage.TYPE_BYTE_GRAY)),
                arguments("gray of 16 bits", new BufferedImage(9, 7, BufferedImage.TYPE_USHORT_GRAY)),
                arguments("see-through", new BufferedImage(9, 7, BufferedImage.TYPE_INT_ARGB)),
                arguments(
                        "colours of 16 bits",
                        new BufferedImage(deep, deep.createCompatibleWritableRaster(9, 7), false, null)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kindsOfPng")
    void readsEveryKindOfPng(String kind, BufferedImage image) throws ImageRejectedException {
        for (int i = 0; i < 9 * 7; i++) {
            image.setRGB(i % 9, i / 9, i % 3 == 0 ? 0xFFFFFFFF : 0xFF000000);
        }
        assertThat(rgb(decode(ImageFiles.png(image)))).as(kind).isEqualTo(rgb(image));
        assertThat(rgb(image)).containsOnly(0xFFFFFFFF, 0xFF000000);
    }

    @Test
    void readsAGrayJpeg() throws ImageRejectedException {
        BufferedImage white = new BufferedImage(16, 16, BufferedImage.TYPE_BYTE_GRAY);
        white.getRaster().setSamples(0, 0, 16, 16, 0, ints(256, 255));
        assertThat(rgb(decode(ImageFiles.jpeg(white)))).containsOnly(0xFFFFFFFF);
    }

    /** In the colours of print, as agencies send them: left red, right white. */
    @Test
    void readsAJpegOfInks() throws Exception {
        byte[] file = Objects.requireNonNull(PhotoTest.class.getResourceAsStream("inks.jpg"))
                .readAllBytes();
        BufferedImage image = decode(file);
        assertThat(new Color(image.getRGB(2, 8)))
                .satisfies(red -> assertThat(red.getRed()).isGreaterThan(200))
                .satisfies(red -> assertThat(red.getGreen()).isLessThan(80));
        assertThat(new Color(image.getRGB(30, 8)).getGreen()).isGreaterThan(250);
    }

    @ParameterizedTest
    @CsvSource({
        BufferedImage.TYPE_BYTE_GRAY + ", 128",
        BufferedImage.TYPE_BYTE_GRAY + ", 40",
        BufferedImage.TYPE_USHORT_GRAY + ", 32896"
    })
    void takesGrayLevelsAsTheyStandInTheFile(int type, int level) throws ImageRejectedException {
        BufferedImage gray = new BufferedImage(16, 16, type);
        gray.getRaster().setSamples(0, 0, 16, 16, 0, ints(256, level));
        int expected = type == BufferedImage.TYPE_USHORT_GRAY ? level >> 8 : level;
        assertThat(rgb(decode(ImageFiles.png(gray)))).containsOnly(0xFF000000 | expected * 0x010101);
    }

    @Test
    void decodesOnlyThePartThatIsAskedFor() throws ImageRejectedException {
        try (Photo photo = Photo.open(ImageFiles.png(SCENE), ImageLimits.DEFAULT)) {
            BufferedImage part = photo.decode(new Rectangle(5, 3, 11, 9), 1);
            assertThat(rgb(part)).isEqualTo(rgb(SCENE.getSubimage(5, 3, 11, 9)));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 7, 100})
    void takesEveryNthPixelRoundingUp(int step) throws ImageRejectedException {
        try (Photo photo = Photo.open(ImageFiles.png(SCENE), ImageLimits.DEFAULT)) {
            BufferedImage thinned = photo.decode(new Rectangle(5, 3, 32, 20), step);
            assertThat(thinned.getWidth()).isEqualTo((32 + step - 1) / step);
            assertThat(thinned.getHeight()).isEqualTo((20 + step - 1) / step);
            assertThat(thinned.getRGB(thinned.getWidth() - 1, 0))
                    .isEqualTo(SCENE.getRGB(5 + (thinned.getWidth() - 1) * step, 3));
        }
    }

    @Test
    void decodesTheSamePhotoAgain() throws ImageRejectedException {
        try (Photo photo = Photo.open(ImageFiles.png(SCENE), ImageLimits.DEFAULT)) {
            Rectangle all = new Rectangle(37, 23);
            assertThat(rgb(photo.decode(all, 1))).isEqualTo(rgb(photo.decode(all, 1)));
        }
    }

    @Test
    void rejectsAnImageWithoutBytes() {
        assertThat(rejection(new byte[0]))
                .hasMessage("the image has no bytes")
                .extracting(ImageRejectedException::reason)
                .isEqualTo(RejectionReason.EMPTY);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '|',
            value = {
                "474946383961, GIF image; send PNG or JPEG",
                "68656C6C6F, Plain text; send the image's bytes themselves",
                "52494646AABBCCDD57454250, WebP image; send PNG or JPEG",
                "89504E470D0A1A, the image is neither PNG nor JPEG: it starts with the bytes 89504E470D0A1A",
                "FFD8, the image is neither PNG nor JPEG: it starts with the bytes FFD8",
            })
    void saysWhatItGotInsteadOfPngOrJpeg(String start, String message) {
        assertThat(rejection(HexFormat.of().parseHex(start)))
                .hasMessage(message)
                .extracting(ImageRejectedException::reason)
                .isEqualTo(RejectionReason.UNSUPPORTED_IMAGE);
    }

    @Test
    void rejectsText() {
        assertThat(rejection("{\"image\": null}".getBytes(UTF_8)).reason())
                .isEqualTo(RejectionReason.UNSUPPORTED_IMAGE);
    }

    @Test
    void rejectsAFileOfTooManyBytesAndReadsOneOfJustEnough() throws ImageRejectedException {
        byte[] file = ImageFiles.png(SCENE);
        Photo.open(file, new ImageLimits(file.length, 1000)).close();
        assertThatThrownBy(() -> Photo.open(file, new ImageLimits(file.length - 1, 1000)))
                .hasMessageContaining("the image file has")
                .asInstanceOf(InstanceOfAssertFactories.type(ImageRejectedException.class))
                .extracting(ImageRejectedException::reason)
                .isEqualTo(RejectionReason.TOO_LARGE);
    }

    @Test
    void rejectsAnImageOfTooManyPixelsAndReadsOneOfJustEnough() throws ImageRejectedException {
        byte[] file = ImageFiles.jpeg(SCENE);
        Photo.open(file, new ImageLimits(10_000, 37 * 23)).close();
        assertThatThrownBy(() -> Photo.open(file, new ImageLimits(10_000, 37 * 23 - 1)))
                .hasMessageContaining("37 x 23 pixels")
                .asInstanceOf(InstanceOfAssertFactories.type(ImageRejectedException.class))
                .extracting(ImageRejectedException::reason)
                .isEqualTo(RejectionReason.TOO_LARGE);
    }

    /** The rows of a photo of 50,000,000 x 1 alone would take a gigabyte to decode. */
    @ParameterizedTest
    @CsvSource({"60000, 60000", "2147483647, 2147483647", "50000000, 1", "1, 50000000"})
    void rejectsABombByItsHeaderWithoutMakingRoomForIt(int width, int height) {
        byte[] bomb = ImageFiles.pngHeader(width, height);
        rejection(bomb);
        long before = allocatedBytes();
        ImageRejectedException rejection = rejection(bomb);
        assertThat(allocatedBytes() - before).isLessThan(1_000_000);
        assertThat(rejection.reason()).isEqualTo(RejectionReason.TOO_LARGE);
    }

    @Test
    void rejectsAJpegBombByItsHeaderWithoutMakingRoomForIt() {
        byte[] bomb = ImageFiles.jpeg(SCENE);
        int size = HexFormat.of().formatHex(bomb).indexOf("ffc0") / 2 + 5;
        Arrays.fill(bomb, size, size + 4, (byte) 0xFD);
        rejection(bomb);
        long before = allocatedBytes();
        assertThat(rejection(bomb).reason()).isEqualTo(RejectionReason.TOO_LARGE);
        assertThat(allocatedBytes() - before).isLessThan(1_000_000);
    }

    /** Each scan is a pass over all pixels for 12 bytes of file. */
    @Test
    void rejectsAJpegOfTooManyScansAndReadsOneOfJustEnough() throws ImageRejectedException {
        BufferedImage image = decode(ImageFiles.jpegOfScans(1024, 768, 50));
        assertThat(image.getRGB(1023, 767)).isEqualTo(0xFF808080);
        assertThat(rejection(ImageFiles.jpegOfScans(1024, 768, 51)))
                .hasMessage("the image comes in 51 scans and 55 segments, the limits are 50 and 10,000")
                .extracting(ImageRejectedException::reason)
                .isEqualTo(RejectionReason.TOO_LARGE);
    }

    @ParameterizedTest
    @CsvSource({"0, 5", "5, 0", "-5, 5", "5, -2147483648"})
    void rejectsASizeThatIsNone(int width, int height) {
        assertThat(rejection(ImageFiles.pngHeader(width, height)).reason())
                .isEqualTo(RejectionReason.UNDECODABLE_IMAGE);
    }

    @Test
    void namesTheCauseOfADamagedHeader() {
        assertThat(rejection(Arrays.copyOf(ImageFiles.png(SCENE), 20)))
                .hasMessageStartingWith("the PNG header is cut off or damaged: ")
                .hasCauseInstanceOf(Exception.class);
        assertThat(rejection(Arrays.copyOf(ImageFiles.jpeg(SCENE), 20)))
                .hasMessageStartingWith("the JPEG header is cut off or damaged: ");
    }

    private static ImageRejectedException rejection(byte[] file) {
        return catchThrowableOfType(ImageRejectedException.class, () -> Photo.open(file, ImageLimits.DEFAULT));
    }

    private static long allocatedBytes() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    private static int[] ints(int count, int value) {
        int[] values = new int[count];
        Arrays.fill(values, value);
        return values;
    }

    private static BufferedImage decode(byte[] file) throws ImageRejectedException {
        try (Photo photo = Photo.open(file, ImageLimits.DEFAULT)) {
            return photo.decode(new Rectangle(photo.width(), photo.height()), 1);
        }
    }

    private static int[] rgb(BufferedImage image) {
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }
}
