package io.digitstream.recognizer.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the bytes, the answer is a picture or a rejection, and never a picture with a part that the file lacks. */
final class DamagedPhotoTest {
    private static final ImageLimits LIMITS = new ImageLimits(100_000, 100_000);
    private static final int CORRUPTIONS = 700;

    static Stream<Arguments> files() {
        BufferedImage scene = ImageFiles.scene(29, 21, 5);
        return Stream.of(
                arguments("PNG", ImageFiles.png(scene)),
                arguments("interlaced PNG", ImageFiles.interlacedPng(scene)),
                arguments("JPEG", ImageFiles.jpeg(scene)),
                arguments("progressive JPEG", ImageFiles.progressiveJpeg(scene)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void rejectsAFileThatIsCutOffBeforeItsLastPixel(String format, byte[] file) {
        for (int length : new int[] {file.length / 2, file.length * 3 / 4, file.length - 40}) {
            ImageRejectedException rejection =
                    catchThrowableOfType(ImageRejectedException.class, () -> decode(Arrays.copyOf(file, length)));
            assertThat(rejection)
                    .as("%s of %d bytes, cut to %d", format, file.length, length)
                    .isNotNull()
                    .hasMessageContaining("is cut off or damaged: ");
            assertThat(rejection.reason()).isEqualTo(RejectionReason.UNDECODABLE_IMAGE);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void givesTheWholePictureOrARejectionWhereverTheFileIsCut(String format, byte[] file)
            throws ImageRejectedException {
        int[] whole = decode(file);
        for (int length = 0; length < file.length; length++) {
            int[] pixels = decodeOrNothing(Arrays.copyOf(file, length));
            assertThat(pixels.length == 0 || Arrays.equals(pixels, whole))
                    .as("%s of %d bytes, cut to %d", format, file.length, length)
                    .isTrue();
        }
    }

    /** Its check sums are right, and so nothing is found before its pixels are wanted. */
    @Test
    void rejectsAPngThatLacksRowsUnderRightCheckSums() throws ImageRejectedException {
        byte[] file = ImageFiles.pngOfBlackRows(20, 20, 12);
        Rectangle whole = new Rectangle(20, 20);
        try (Photo photo = Photo.open(file, LIMITS)) {
            assertThat(photo.<Integer>decode(new Rectangle(20, 12), 1, DamagedPhotoTest::lastPixel))
                    .isZero();
            for (ThrowingCallable decoding : List.<ThrowingCallable>of(
                    () -> photo.decode(whole, 1), () -> photo.<Integer>decode(whole, 1, DamagedPhotoTest::lastPixel))) {
                ImageRejectedException rejection = catchThrowableOfType(ImageRejectedException.class, decoding);
                assertThat(rejection).isNotNull().hasMessageContaining("the image is cut off or damaged: ");
            }
        }
    }

    private static int lastPixel(PixelRows rows) {
        int[] pixel = new int[1];
        rows.read(rows.height() - 1, rows.width() - 1, pixel);
        return pixel[0];
    }

    static Stream<Arguments> corruptions() {
        return files().flatMap(file -> Stream.of(1L, 2L).map(seed -> {
            Object[] named = file.get();
            return arguments(named[0], named[1], seed);
        }));
    }

    @ParameterizedTest(name = "{0}, seed {2}")
    @MethodSource("corruptions")
    void givesAPictureOrARejectionWhicheverBytesAreWrong(String format, byte[] file, long seed) {
        Random random = new Random(seed);
        int rejected = 0;
        for (int i = 0; i < CORRUPTIONS; i++) {
            byte[] corrupt = file.clone();
            for (int changes = 1 + random.nextInt(8); changes > 0; changes--) {
                corrupt[random.nextInt(corrupt.length)] = (byte) random.nextInt(256);
            }
            rejected += decodeOrNothing(corrupt).length == 0 ? 1 : 0;
        }
        assertThat(rejected).as(format).isPositive();
    }

    private static int[] decodeOrNothing(byte[] file) {
        try {
            return decode(file);
        } catch (ImageRejectedException e) {
            assertThat(e.getMessage()).isNotBlank();
            return new int[0];
        }
    }

    private static int[] decode(byte[] file) throws ImageRejectedException {
        try (Photo photo = Photo.open(file, LIMITS)) {
            BufferedImage image = photo.decode(new Rectangle(photo.width(), photo.height()), 1);
            return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        }
    }
}
