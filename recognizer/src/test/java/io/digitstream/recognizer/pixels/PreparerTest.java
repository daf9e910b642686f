package io.digitstream.recognizer.pixels;

import static java.nio.ByteOrder.BIG_ENDIAN;
import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.digitstream.recognizer.image.ExifFiles;
import io.digitstream.recognizer.image.ImageFiles;
import io.digitstream.recognizer.image.ImageLimits;
import io.digitstream.recognizer.image.ImageRejectedException;
import io.digitstream.recognizer.image.Orientation;
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
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PreparerTest {
    private static final InputShape SHAPE = new InputShape(48, 64);
    private static final Preparer PREPARER = new Preparer(SHAPE, ImageLimits.DEFAULT);

    /** In a photo of 310 x 190 pixels: inside, at an edge, in a corner, all of it. */
    private static final List<Region> REGIONS = List.of(
            new Region(30, 20, 90, 140),
            new Region(150, 40, 200, 30),
            new Region(-10, 100, 33, 500),
            new Region(0, 0, 310, 190));

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
        BufferedImage noise = noise(300, 200, random);
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

    @ParameterizedTest
    @EnumSource
    void seesTheNumberUprightHoweverThePhotoIsStored(Orientation orientation) throws ImageRejectedException {
        BufferedImage noise = noise(310, 190, new Random(7));
        BufferedImage stored = ExifFiles.asStored(noise, orientation);
        byte[] file = ExifFiles.png(stored, ExifFiles.block(LITTLE_ENDIAN, orientation));
        for (Region region : REGIONS) {
            Region there = orientation.toStored(region, stored.getWidth(), stored.getHeight());
            byte[] upright = PREPARER.cut(noise, Crop.around(region, 310, 190)).values();
            assertThat(largestDifference(PREPARER.prepare(file, there).values(), upright))
                    .isLessThanOrEqualTo(1);
        }
        byte[] upright = PREPARER.cut(noise, Crop.whole(310, 190)).values();
        assertThat(largestDifference(PREPARER.prepare(file, null).values(), upright))
                .isLessThanOrEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void seesAlmostTheSameInAJpegHoweverItIsStored(Orientation orientation) throws ImageRejectedException {
        BufferedImage scene = ImageFiles.scene(310, 190, 7);
        BufferedImage stored = ExifFiles.asStored(scene, orientation);
        byte[] file = ExifFiles.jpeg(stored, ExifFiles.block(BIG_ENDIAN, orientation));
        for (Region region : REGIONS) {
            Region there = orientation.toStored(region, stored.getWidth(), stored.getHeight());
            byte[] upright = PREPARER.prepare(ImageFiles.jpeg(scene), region).values();
            assertThat(meanDifference(PREPARER.prepare(file, there).values(), upright))
                    .isLessThan(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void seesAlmostTheSameInALargePhotoHoweverItIsStored(Orientation orientation) throws ImageRejectedException {
        BufferedImage scene = ImageFiles.scene(2500, 1900, 4);
        BufferedImage stored = ExifFiles.asStored(scene, orientation);
        byte[] thinned = PREPARER.prepare(ExifFiles.png(stored, ExifFiles.block(BIG_ENDIAN, orientation)), null)
                .values();
        byte[] whole = PREPARER.cut(scene, Crop.whole(2500, 1900)).values();
        assertThat(meanDifference(thinned, whole)).isLessThan(1.5);
        assertThat(largestDifference(thinned, whole)).isLessThan(40);
    }

    /** For this input and this photo, every pixel counts; if the input lay across, one in three would do. */
    @ParameterizedTest
    @EnumSource
    void thinsAPhotoByTheSidesThatItHasUpright(Orientation orientation) throws ImageRejectedException {
        Preparer wide = new Preparer(new InputShape(16, 128), ImageLimits.DEFAULT);
        BufferedImage noise = noise(512, 2000, new Random(3));
        BufferedImage stored = ExifFiles.asStored(noise, orientation);
        byte[] file = ExifFiles.png(stored, ExifFiles.block(BIG_ENDIAN, orientation));
        byte[] whole = wide.cut(noise, Crop.whole(512, 2000)).values();
        assertThat(largestDifference(wide.prepare(file, null).values(), whole)).isLessThanOrEqualTo(1);
    }

    /** Down the photo, the filter of this input reaches eight times as far as across. */
    @ParameterizedTest
    @EnumSource
    void decodesTheNeighboursOfTheSidesThatThePhotoHasUpright(Orientation orientation) throws ImageRejectedException {
        Preparer wide = new Preparer(new InputShape(16, 128), ImageLimits.DEFAULT);
        BufferedImage noise = noise(500, 400, new Random(4));
        BufferedImage stored = ExifFiles.asStored(noise, orientation);
        byte[] file = ExifFiles.png(stored, ExifFiles.block(BIG_ENDIAN, orientation));
        Region region = new Region(90, 80, 240, 210);
        Region there = orientation.toStored(region, stored.getWidth(), stored.getHeight());
        byte[] whole = wide.cut(noise, Crop.around(region, 500, 400)).values();
        assertThat(largestDifference(wide.prepare(file, there).values(), whole)).isLessThanOrEqualTo(1);
    }

    /** What is see-through lies on white before and after. */
    @Test
    void keepsThePaperUnderATurnedPhotoWhite() throws ImageRejectedException {
        BufferedImage glass = new BufferedImage(30, 20, BufferedImage.TYPE_INT_ARGB);
        byte[] file = ExifFiles.png(glass, ExifFiles.block(BIG_ENDIAN, Orientation.TURNED_90));
        assertThat(PREPARER.prepare(file, null).values()).containsOnly(0xFF);
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

    private static BufferedImage noise(int width, int height, Random random) {
        BufferedImage noise = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < width * height; i++) {
            noise.setRGB(i % width, i / width, random.nextInt());
        }
        return noise;
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
