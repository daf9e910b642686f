package io.digitstream.recognizer.pixels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.digitstream.recognizer.image.ImageFiles;
import io.digitstream.recognizer.image.ImageLimits;
import io.digitstream.recognizer.image.ImageRejectedException;
import io.digitstream.recognizer.image.Region;
import io.digitstream.recognizer.image.RejectionReason;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PreparerTest {
    private static final InputShape SHAPE = new InputShape(48, 64);
    private static final Preparer PREPARER = new Preparer(SHAPE, ImageLimits.DEFAULT);

    @Test
    void seesTheSamePixelsInAFileAsInMemory() throws ImageRejectedException {
        BufferedImage scene = ImageFiles.scene(200, 130, 1);
        assertThat(PREPARER.prepare(ImageFiles.png(scene), null).values())
                .isEqualTo(PREPARER.cut(scene, Crop.whole(200, 130)).values());
    }

    /** Noise is the hardest case: the filter of the outermost pixels reaches beyond the crop. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void seesTheSameInAPartOfAFileAsInTheWholePhoto(long seed) throws ImageRejectedException {
        Random random = new Random(seed);
        BufferedImage noise = new BufferedImage(300, 200, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 300 * 200; i++) {
            noise.setRGB(i % 300, i / 300, random.nextInt());
        }
        byte[] file = ImageFiles.png(noise);
        for (int i = 0; i < 20; i++) {
            Region region = new Region(
                    random.nextInt(300) - 20,
                    random.nextInt(200) - 20,
                    25 + random.nextInt(150),
                    25 + random.nextInt(120));
            byte[] fromPart = PREPARER.prepare(file, region).values();
            byte[] fromWhole =
                    PREPARER.cut(noise, Crop.around(region, 300, 200)).values();
            assertThat(fromPart).isEqualTo(fromWhole);
        }
    }

    @ParameterizedTest
    @CsvSource({"2500, 1900", "1000, 4000"})
    void seesAlmostTheSameInALargePhotoThatIsDecodedThinned(int width, int height) throws ImageRejectedException {
        BufferedImage scene = ImageFiles.scene(width, height, 4);
        byte[] thinned = PREPARER.prepare(ImageFiles.png(scene), null).values();
        byte[] whole = PREPARER.cut(scene, Crop.whole(width, height)).values();
        assertThat(meanDifference(thinned, whole)).isLessThan(1.5);
        assertThat(largestDifference(thinned, whole)).isLessThan(40);
    }

    @Test
    void givesAPhotoOfOnePixelItsColour() throws ImageRejectedException {
        byte[] values = PREPARER.prepare(ImageFiles.png(ImageFiles.plain(1, 1, 0x646464)), new Region(0, 0, 1, 1))
                .values();
        assertThat(values).containsOnly(0x64);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "99, 0", "0, 79", "99, 79"})
    void looksAtARegionOfOnePixelInACorner(int left, int top) throws ImageRejectedException {
        BufferedImage photo = ImageFiles.plain(100, 80, 0x000000);
        photo.setRGB(left, top, 0xFFFFFF);
        byte[] values = PREPARER.prepare(ImageFiles.png(photo), new Region(left, top, 1, 1))
                .values();
        int middle = 24 * 64 + 32;
        assertThat(values[middle] & 0xFF).isGreaterThan(200);
    }

    @Test
    void looksAtThePartThatIsInsideOfARegionThatReachesOutside() throws ImageRejectedException {
        byte[] file = ImageFiles.png(ImageFiles.scene(90, 60, 2));
        assertThat(PREPARER.prepare(file, new Region(-500, -500, 2000, 2000)).values())
                .isEqualTo(PREPARER.prepare(file, null).values());
    }

    @Test
    void rejectsWhatThePhotoOrTheRegionIsRejectedFor() {
        byte[] file = ImageFiles.png(ImageFiles.scene(90, 60, 2));
        assertThat(rejection(file, new Region(90, 0, 5, 5))).isEqualTo(RejectionReason.BAD_REGION);
        assertThat(rejection(new byte[0], null)).isEqualTo(RejectionReason.EMPTY);
        assertThat(rejection(ImageFiles.pngHeader(60_000, 60_000), null)).isEqualTo(RejectionReason.TOO_LARGE);
        assertThat(rejection(ImageFiles.pngHeader(60, 60), null)).isEqualTo(RejectionReason.UNDECODABLE_IMAGE);
    }

    @Test
    void givesTheSamePixelsOnManyThreadsAtOnce() throws ImageRejectedException {
        byte[] file = ImageFiles.jpeg(ImageFiles.scene(150, 100, 8));
        byte[] alone = PREPARER.prepare(file, null).values();
        List<byte[]> together =
                IntStream.range(0, 50).parallel().mapToObj(i -> prepared(file)).toList();
        assertThat(together).allSatisfy(values -> assertThat(values).isEqualTo(alone));
    }

    private static byte[] prepared(byte[] file) {
        try {
            return PREPARER.prepare(file, null).values();
        } catch (ImageRejectedException e) {
            throw new AssertionError(e);
        }
    }

    private static RejectionReason rejection(byte[] file, @Nullable Region region) {
        return catchThrowableOfType(ImageRejectedException.class, () -> PREPARER.prepare(file, region))
                .reason();
    }

    private static int largestDifference(byte[] some, byte[] others) {
        return IntStream.range(0, some.length)
                .map(i -> Math.abs((some[i] & 0xFF) - (others[i] & 0xFF)))
                .max()
                .orElse(0);
    }

    private static double meanDifference(byte[] some, byte[] others) {
        return IntStream.range(0, some.length)
                .map(i -> Math.abs((some[i] & 0xFF) - (others[i] & 0xFF)))
                .average()
                .orElse(0);
    }
}
