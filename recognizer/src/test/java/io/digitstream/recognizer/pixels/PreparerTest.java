package io.digitstream.recognizer.pixels;

import static java.nio.ByteOrder.BIG_ENDIAN;
import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import io.digitstream.recognizer.image.Box;
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
    private static final InputShape WIDE = new InputShape(16, 128);
    private static final InputShape OVERVIEW = new InputShape(80, 160);
    private static final Preparer PREPARER = new Preparer(SHAPE, OVERVIEW, ImageLimits.DEFAULT);

    /** In a photo of 310 x 190 pixels: inside, at an edge, in a corner, all of it. */
    private static final List<Region> REGIONS = List.of(
            new Region(30, 20, 90, 140),
            new Region(150, 40, 200, 30),
            new Region(-10, 100, 33, 500),
            new Region(0, 0, 310, 190));

    @Test
    void seesTheSamePixelsInAFileAsInMemory() throws ImageRejectedException {
        BufferedImage scene = ImageFiles.scene(200, 130, 1);
        assertThat(cut(PREPARER, ImageFiles.png(scene), new Region(0, 0, 200, 130)))
                .isEqualTo(Crop.whole(200, 130).cutFrom(scene, SHAPE).values());
        Prepared.Whole fromFile = whole(ImageFiles.png(scene));
        Prepared.Whole fromMemory = PREPARER.prepare(scene);
        assertThat(ImageFiles.argb(fromFile.frame().image())).isEqualTo(ImageFiles.argb(scene));
        assertThat(ImageFiles.argb(fromMemory.frame().image())).isEqualTo(ImageFiles.argb(scene));
        assertThat(seen(fromFile)).isEqualTo(seen(fromMemory));
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
            byte[] fromPart = cut(PREPARER, file, region);
            byte[] fromWhole =
                    Crop.around(region, 300, 200).cutFrom(noise, SHAPE).values();
            assertThat(fromPart).isEqualTo(fromWhole);
        }
    }

    @ParameterizedTest
    @CsvSource({"2500, 1900", "1000, 4000"})
    void seesAlmostTheSameInALargePhotoThatIsDecodedThinned(int width, int height) throws ImageRejectedException {
        BufferedImage scene = ImageFiles.scene(width, height, 4);
        byte[] file = ImageFiles.png(scene);
        byte[] thinned = cut(PREPARER, file, new Region(0, 0, width, height));
        byte[] whole = Crop.whole(width, height).cutFrom(scene, SHAPE).values();
        assertThat(meanDifference(thinned, whole)).isLessThan(1.5);
        assertThat(largestDifference(thinned, whole)).isLessThan(40);
        byte[] overview = seen(whole(file));
        byte[] overviewOfAll = Overview.of(scene, OVERVIEW).content().values();
        assertThat(meanDifference(overview, overviewOfAll)).isLessThan(1.5);
        assertThat(largestDifference(overview, overviewOfAll)).isLessThan(40);
    }

    @ParameterizedTest
    @EnumSource
    void seesTheNumberUprightHoweverThePhotoIsStored(Orientation orientation) throws ImageRejectedException {
        BufferedImage noise = noise(310, 190, new Random(7));
        BufferedImage stored = ExifFiles.asStored(noise, orientation);
        byte[] file = ExifFiles.png(stored, ExifFiles.block(LITTLE_ENDIAN, orientation));
        for (Region region : REGIONS) {
            Region there = orientation.toStored(region, stored.getWidth(), stored.getHeight());
            byte[] upright = Crop.around(region, 310, 190).cutFrom(noise, SHAPE).values();
            assertThat(largestDifference(cut(PREPARER, file, there), upright)).isLessThanOrEqualTo(1);
        }
        Prepared.Whole whole = whole(file);
        assertThat(ImageFiles.argb(whole.frame().image())).isEqualTo(ImageFiles.argb(noise));
        assertThat(seen(whole)).isEqualTo(seen(PREPARER.prepare(noise)));
    }

    @ParameterizedTest
    @EnumSource
    void seesAlmostTheSameInAJpegHoweverItIsStored(Orientation orientation) throws ImageRejectedException {
        BufferedImage scene = ImageFiles.scene(310, 190, 7);
        BufferedImage stored = ExifFiles.asStored(scene, orientation);
        byte[] file = ExifFiles.jpeg(stored, ExifFiles.block(BIG_ENDIAN, orientation));
        for (Region region : REGIONS) {
            Region there = orientation.toStored(region, stored.getWidth(), stored.getHeight());
            byte[] upright = cut(PREPARER, ImageFiles.jpeg(scene), region);
            assertThat(meanDifference(cut(PREPARER, file, there), upright)).isLessThan(2);
        }
        assertThat(meanDifference(seen(whole(file)), seen(whole(ImageFiles.jpeg(scene)))))
                .isLessThan(2);
    }

    @ParameterizedTest
    @EnumSource
    void seesAlmostTheSameInALargePhotoHoweverItIsStored(Orientation orientation) throws ImageRejectedException {
        BufferedImage scene = ImageFiles.scene(2500, 1900, 4);
        BufferedImage stored = ExifFiles.asStored(scene, orientation);
        byte[] file = ExifFiles.png(stored, ExifFiles.block(BIG_ENDIAN, orientation));
        byte[] thinned = cut(PREPARER, file, new Region(0, 0, stored.getWidth(), stored.getHeight()));
        byte[] whole = Crop.whole(2500, 1900).cutFrom(scene, SHAPE).values();
        assertThat(meanDifference(thinned, whole)).isLessThan(1.5);
        assertThat(largestDifference(thinned, whole)).isLessThan(40);
        byte[] overview = seen(whole(file));
        byte[] overviewOfAll = Overview.of(scene, OVERVIEW).content().values();
        assertThat(meanDifference(overview, overviewOfAll)).isLessThan(1.5);
        assertThat(largestDifference(overview, overviewOfAll)).isLessThan(40);
    }

    /** For this input and this photo, every pixel counts; if the input lay across, one in three would do. */
    @ParameterizedTest
    @EnumSource
    void thinsAPhotoByTheSidesThatItHasUpright(Orientation orientation) throws ImageRejectedException {
        Preparer wide = new Preparer(WIDE, OVERVIEW, ImageLimits.DEFAULT);
        BufferedImage noise = noise(512, 2000, new Random(3));
        BufferedImage stored = ExifFiles.asStored(noise, orientation);
        byte[] file = ExifFiles.png(stored, ExifFiles.block(BIG_ENDIAN, orientation));
        byte[] whole = Crop.whole(512, 2000).cutFrom(noise, WIDE).values();
        Region all = new Region(0, 0, stored.getWidth(), stored.getHeight());
        assertThat(largestDifference(cut(wide, file, all), whole)).isLessThanOrEqualTo(1);
    }

    /** Down the photo, the filter of this input reaches eight times as far as across. */
    @ParameterizedTest
    @EnumSource
    void decodesTheNeighboursOfTheSidesThatThePhotoHasUpright(Orientation orientation) throws ImageRejectedException {
        Preparer wide = new Preparer(WIDE, OVERVIEW, ImageLimits.DEFAULT);
        BufferedImage noise = noise(500, 400, new Random(4));
        BufferedImage stored = ExifFiles.asStored(noise, orientation);
        byte[] file = ExifFiles.png(stored, ExifFiles.block(BIG_ENDIAN, orientation));
        Region region = new Region(90, 80, 240, 210);
        Region there = orientation.toStored(region, stored.getWidth(), stored.getHeight());
        byte[] whole = Crop.around(region, 500, 400).cutFrom(noise, WIDE).values();
        assertThat(largestDifference(cut(wide, file, there), whole)).isLessThanOrEqualTo(1);
    }

    /** What is see-through lies on white before and after. */
    @Test
    void keepsThePaperUnderATurnedPhotoWhite() throws ImageRejectedException {
        BufferedImage glass = new BufferedImage(30, 20, BufferedImage.TYPE_INT_ARGB);
        byte[] file = ExifFiles.png(glass, ExifFiles.block(BIG_ENDIAN, Orientation.TURNED_90));
        assertThat(cut(PREPARER, file, new Region(0, 0, 30, 20))).containsOnly(0xFF);
        Prepared.Whole whole = whole(file);
        assertThat(ImageFiles.argb(whole.frame().image())).containsOnly(0xFFFFFFFF);
        assertThat(seen(whole)).containsOnly(0xFF);
    }

    @Test
    void givesAPhotoOfOnePixelItsColour() throws ImageRejectedException {
        byte[] file = ImageFiles.png(ImageFiles.plain(1, 1, 0x646464));
        assertThat(cut(PREPARER, file, new Region(0, 0, 1, 1))).containsOnly(0x64);
        assertThat(seen(whole(file))).containsOnly(0x64);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "99, 0", "0, 79", "99, 79"})
    void looksAtARegionOfOnePixelInACorner(int left, int top) throws ImageRejectedException {
        BufferedImage photo = ImageFiles.plain(100, 80, 0x000000);
        photo.setRGB(left, top, 0xFFFFFF);
        byte[] values = cut(PREPARER, ImageFiles.png(photo), new Region(left, top, 1, 1));
        int middle = 24 * 64 + 32;
        assertThat(values[middle] & 0xFF).isGreaterThan(200);
    }

    @Test
    void looksAtThePartThatIsInsideOfARegionThatReachesOutside() throws ImageRejectedException {
        byte[] file = ImageFiles.png(ImageFiles.scene(90, 60, 2));
        assertThat(cut(PREPARER, file, new Region(-500, -500, 2000, 2000)))
                .isEqualTo(cut(PREPARER, file, new Region(0, 0, 90, 60)));
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
        Region region = new Region(20, 10, 90, 70);
        byte[] alone = seen(PREPARER.prepare(file, null));
        byte[] cutAlone = seen(PREPARER.prepare(file, region));
        List<byte[]> together = IntStream.range(0, 50)
                .parallel()
                .mapToObj(i -> prepared(file, null))
                .toList();
        List<byte[]> cutTogether = IntStream.range(0, 50)
                .parallel()
                .mapToObj(i -> prepared(file, region))
                .toList();
        assertThat(together).allSatisfy(values -> assertThat(values).isEqualTo(alone));
        assertThat(cutTogether).allSatisfy(values -> assertThat(values).isEqualTo(cutAlone));
    }

    @ParameterizedTest
    @CsvSource({"20, 12", "1, 1", "800, 500", "20000, 20"})
    void keepsAllPixelsOfASmallPhotoThatComesWithoutARegion(int width, int height) throws ImageRejectedException {
        BufferedImage scene = ImageFiles.scene(width, height, 6);
        Frame frame = whole(ImageFiles.png(scene)).frame();
        assertThat(frame.reduction()).isEqualTo(1);
        assertThat(frame.image().getWidth()).isEqualTo(width);
        assertThat(ImageFiles.argb(frame.image())).isEqualTo(ImageFiles.argb(scene));
        assertThat(frame.inStored(new Box(0, 0, width, height))).isEqualTo(new Region(0, 0, width, height));
    }

    @Test
    void enlargesAPhotoSmallerThanTheOverview() throws ImageRejectedException {
        Prepared.Whole whole = whole(ImageFiles.png(ImageFiles.scene(20, 12, 6)));
        assertThat(whole.overview().shape()).isEqualTo(OVERVIEW);
        assertThat(whole.overview().content().shape()).isEqualTo(new InputShape(80, 133));
    }

    /** A little over what a frame holds, and over four times as much; sides that do not fit into steps of two. */
    @ParameterizedTest
    @CsvSource({"801, 500, 2", "1600, 1000, 2", "1265, 1264, 4", "1601, 1001, 4", "4000, 3000, 6", "50, 9000, 2"})
    void keepsOfALargePhotoWithoutARegionNoMorePixelsThanItTakes(int width, int height, int reduction)
            throws ImageRejectedException {
        Frame frame =
                whole(ImageFiles.png(ImageFiles.plain(width, height, 0x123456))).frame();
        assertThat(frame.reduction()).isEqualTo(reduction);
        assertThat(frame.image().getWidth()).isEqualTo((width + reduction - 1) / reduction);
        assertThat(frame.image().getHeight()).isEqualTo((height + reduction - 1) / reduction);
        assertThat(frame.image().getWidth() * frame.image().getHeight()).isLessThanOrEqualTo(400_000);
        assertThat(frame.image().getRGB(frame.image().getWidth() - 1, 0)).isEqualTo(0xFF123456);
        assertThat(frame.storedWidth()).isEqualTo(width);
        assertThat(frame.storedHeight()).isEqualTo(height);
    }

    /** A white plate on black is found in the frame, and then again in the file. */
    @ParameterizedTest
    @EnumSource
    void knowsWhereInTheFileAPlaceOfTheFrameIs(Orientation orientation) throws ImageRejectedException {
        Region plate = new Region(3001, 1203, 700, 301);
        BufferedImage photo = ImageFiles.plain(4000, 3000, 0);
        for (int i = 0; i < plate.width() * plate.height(); i++) {
            photo.setRGB(plate.left() + i % plate.width(), plate.top() + i / plate.width(), 0xFFFFFF);
        }
        BufferedImage stored = ExifFiles.asStored(photo, orientation);
        Frame frame = whole(ExifFiles.png(stored, ExifFiles.block(BIG_ENDIAN, orientation)))
                .frame();
        Region there = frame.inStored(bright(frame.image()));
        Region expected = orientation.toStored(plate, stored.getWidth(), stored.getHeight());
        assertThat(frame.reduction()).isEqualTo(6);
        assertThat(there.left()).isCloseTo(expected.left(), within(6));
        assertThat(there.top()).isCloseTo(expected.top(), within(6));
        assertThat(there.left() + there.width()).isCloseTo(expected.left() + expected.width(), within(6));
        assertThat(there.top() + there.height()).isCloseTo(expected.top() + expected.height(), within(6));
    }

    @ParameterizedTest
    @CsvSource({"300, 200", "801, 500", "999, 1600"})
    void seesTheSameInAPhotoWithoutARegionInAFileAsInMemory(int width, int height) throws ImageRejectedException {
        BufferedImage noise = noise(width, height, new Random(5));
        Prepared.Whole fromFile = whole(ImageFiles.png(noise));
        Prepared.Whole fromMemory = PREPARER.prepare(noise);
        assertThat(ImageFiles.argb(fromFile.frame().image()))
                .isEqualTo(ImageFiles.argb(fromMemory.frame().image()));
        assertThat(seen(fromFile)).isEqualTo(seen(fromMemory));
        assertThat(fromMemory.frame())
                .isEqualTo(new Frame(
                        fromMemory.frame().image(), fromFile.frame().reduction(), Orientation.UPRIGHT, width, height));
    }

    /** The file is decoded with gaps, memory is not. */
    @Test
    void seesAlmostTheSameInALargePhotoWithoutARegionInAFileAsInMemory() throws ImageRejectedException {
        BufferedImage scene = ImageFiles.scene(2500, 1900, 4);
        Prepared.Whole fromFile = whole(ImageFiles.png(scene));
        Prepared.Whole fromMemory = PREPARER.prepare(scene);
        assertThat(fromMemory.frame().image().getWidth()
                        * fromMemory.frame().image().getHeight())
                .isLessThanOrEqualTo(400_000);
        assertThat(fromMemory.overview().content().shape())
                .isEqualTo(fromFile.overview().content().shape());
        assertThat(meanDifference(seen(fromFile), seen(fromMemory))).isLessThan(1.5);
        assertThat(fromMemory.frame().inStored(new Box(100, 50, 30, 20))).isEqualTo(new Region(400, 200, 120, 80));
    }

    @Test
    void keepsTheLimitsWithoutARegionToo() throws ImageRejectedException {
        byte[] file = ImageFiles.png(ImageFiles.plain(20, 5, 0));
        assertThat(limited(file.length, 100).prepare(file, null)).isInstanceOf(Prepared.Whole.class);
        assertThat(rejection(limited(file.length, 99), file, null)).isEqualTo(RejectionReason.TOO_LARGE);
        assertThat(rejection(limited(file.length - 1, 100), file, null)).isEqualTo(RejectionReason.TOO_LARGE);
    }

    private static Preparer limited(int maxBytes, long maxPixels) {
        return new Preparer(SHAPE, OVERVIEW, new ImageLimits(maxBytes, maxPixels));
    }

    /** Around all pixels that are not dark. */
    private static Box bright(BufferedImage image) {
        int left = image.getWidth();
        int top = image.getHeight();
        int right = 0;
        int bottom = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                if ((image.getRGB(x, y) & 0xFF) > 127) {
                    left = Math.min(left, x);
                    top = Math.min(top, y);
                    right = Math.max(right, x + 1);
                    bottom = Math.max(bottom, y + 1);
                }
            }
        }
        return Box.between(left, top, right, bottom);
    }

    private static BufferedImage noise(int width, int height, Random random) {
        BufferedImage noise = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < width * height; i++) {
            noise.setRGB(i % width, i / width, random.nextInt());
        }
        return noise;
    }

    /** What the reading network sees of a photo that comes with a region. */
    private static byte[] cut(Preparer preparer, byte[] file, Region region) throws ImageRejectedException {
        return ((Prepared.Cut) preparer.prepare(file, region)).pixels().values();
    }

    private static Prepared.Whole whole(byte[] file) throws ImageRejectedException {
        return (Prepared.Whole) PREPARER.prepare(file, null);
    }

    /** What the network sees that comes first. */
    private static byte[] seen(Prepared prepared) {
        return prepared instanceof Prepared.Whole whole
                ? whole.overview().content().values()
                : ((Prepared.Cut) prepared).pixels().values();
    }

    private static byte[] prepared(byte[] file, @Nullable Region region) {
        try {
            return seen(PREPARER.prepare(file, region));
        } catch (ImageRejectedException e) {
            throw new AssertionError(e);
        }
    }

    private static RejectionReason rejection(byte[] file, @Nullable Region region) {
        return rejection(PREPARER, file, region);
    }

    private static RejectionReason rejection(Preparer preparer, byte[] file, @Nullable Region region) {
        return catchThrowableOfType(ImageRejectedException.class, () -> preparer.prepare(file, region))
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
