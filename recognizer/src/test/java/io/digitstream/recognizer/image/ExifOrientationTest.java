package io.digitstream.recognizer.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** However broken the metadata, the photo is read: as it is stored, if they don't say how it is to be turned. */
final class ExifOrientationTest {
    private static final BufferedImage SCENE = ImageFiles.scene(37, 23, 1);
    private static final ByteOrder BIG = ByteOrder.BIG_ENDIAN;
    private static final ByteOrder LITTLE = ByteOrder.LITTLE_ENDIAN;
    private static final int SUB_DIRECTORY = 0x8769;
    private static final int MAKER_NOTE = 0x927C;
    private static final int ASCII = 2;
    private static final int LONG = 4;

    @ParameterizedTest
    @CsvSource({
        "1, UPRIGHT",
        "2, MIRRORED",
        "3, TURNED_180",
        "4, FLIPPED",
        "5, TRANSPOSED",
        "6, TURNED_90",
        "7, TRANSVERSED",
        "8, TURNED_270",
    })
    void isReadFromJpegAndPngInEitherByteOrder(int exif, Orientation expected) throws ImageRejectedException {
        for (ByteOrder order : List.of(BIG, LITTLE)) {
            byte[] block = ExifFiles.block(order, exif);
            assertThat(orientation(ExifFiles.jpeg(SCENE, block))).isEqualTo(expected);
            assertThat(orientation(ExifFiles.withSegment(ImageFiles.progressiveJpeg(SCENE), block)))
                    .isEqualTo(expected);
            assertThat(orientation(ExifFiles.png(SCENE, block))).isEqualTo(expected);
            assertThat(orientation(ExifFiles.pngWithLateBlock(SCENE, block))).isEqualTo(expected);
        }
    }

    @Test
    void leavesThePixelsAndTheSizeAsTheyAreStored() throws ImageRejectedException {
        try (Photo photo = Photo.open(ExifFiles.png(SCENE, ExifFiles.block(BIG, 6)), ImageLimits.DEFAULT)) {
            assertThat(photo.width()).isEqualTo(37);
            assertThat(photo.height()).isEqualTo(23);
            assertThat(ImageFiles.argb(photo.decode(new Rectangle(5, 3, 11, 9), 1)))
                    .isEqualTo(ImageFiles.argb(SCENE.getSubimage(5, 3, 11, 9)));
        }
    }

    @Test
    void isUprightWithoutMetadata() throws ImageRejectedException {
        assertThat(orientation(ImageFiles.jpeg(SCENE))).isEqualTo(Orientation.UPRIGHT);
        assertThat(orientation(ImageFiles.png(SCENE))).isEqualTo(Orientation.UPRIGHT);
    }

    @Test
    void isFoundAmongOtherSegmentsOfTheSameKind() throws ImageRejectedException {
        byte[] file = ExifFiles.jpeg(SCENE, ExifFiles.block(BIG, 6));
        byte[] other = {(byte) 0xFF, (byte) 0xE1, 0, 6, 'h', 't', 't', 'p'};
        assertThat(orientation(ExifFiles.inserted(file, 2, other))).isEqualTo(Orientation.TURNED_90);
    }

    @Test
    void isFoundAmongOtherTags() throws ImageRejectedException {
        ByteBuffer block = ExifFiles.start(LITTLE, 8).putShort((short) 4);
        ExifFiles.entry(block, 0x010F, ASCII, 4, 0x00636261);
        ExifFiles.entry(block, ExifFiles.ORIENTATION, ExifFiles.SHORT, 1, 8);
        ExifFiles.entry(block, SUB_DIRECTORY, LONG, 1, 26);
        ExifFiles.entry(block, MAKER_NOTE, 7, 30, 10);
        assertReads(ExifFiles.end(block, 0), Orientation.TURNED_270);
    }

    /** Viewers turn the photo by the first directory; the second one's orientation is the thumbnail's. */
    @Test
    void isNotTheThumbnails() {
        ByteBuffer block =
                ExifFiles.start(BIG, 8).putShort((short) 0).putInt(14).putShort((short) 1);
        ExifFiles.entry(block, ExifFiles.ORIENTATION, ExifFiles.SHORT, 1, 6);
        assertReads(ExifFiles.end(block, 0), Orientation.UPRIGHT);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 9, 255, 65_535})
    void isUprightIfTheValueIsNoOrientation(int value) {
        assertReads(ExifFiles.block(BIG, value), Orientation.UPRIGHT);
        assertReads(ExifFiles.block(LITTLE, value), Orientation.UPRIGHT);
    }

    /** Formats 0 and 14 do not exist; 3 is the right one, if it comes once. */
    @ParameterizedTest
    @CsvSource({"0, 1", "1, 1", "1, 2", "2, 2", "3, 0", "3, 2", "3, -1", "4, 1", "5, 1", "6, 2", "7, 2", "8, 1", "14, 1"
    })
    void isUprightIfTheTypeIsWrong(int format, int count) {
        assertReads(ExifFiles.block(BIG, ExifFiles.ORIENTATION, format, count, 0x00060000), Orientation.UPRIGHT);
        assertReads(ExifFiles.block(LITTLE, ExifFiles.ORIENTATION, format, count, 6), Orientation.UPRIGHT);
    }

    @Test
    void isUprightWhereverTheBlockIsCutOff() {
        byte[] block = ExifFiles.block(LITTLE, 6);
        for (int length = 0; length < block.length; length++) {
            assertReads(Arrays.copyOf(block, length), Orientation.UPRIGHT);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, -12, Integer.MIN_VALUE, 9, 24})
    void isUprightIfTheFirstDirectoryIsNotWhereTheBlockSays(int offset) {
        ByteBuffer block = ExifFiles.start(BIG, offset).putShort((short) 1);
        ExifFiles.entry(block, ExifFiles.ORIENTATION, ExifFiles.SHORT, 1, 6);
        assertReads(ExifFiles.end(block, 0), Orientation.UPRIGHT);
    }

    /** A camera is known that writes such blocks. */
    @Test
    void isLookedForAfterTheHeaderIfTheFirstDirectoryIsSaidToLieBeyondTheEnd() {
        ByteBuffer block = ExifFiles.start(BIG, Integer.MAX_VALUE).putShort((short) 1);
        ExifFiles.entry(block, ExifFiles.ORIENTATION, ExifFiles.SHORT, 1, 6);
        assertReads(ExifFiles.end(block, 0), Orientation.TURNED_90);
    }

    @Test
    void isUprightIfTheHeaderIsNone() {
        byte[] block = ExifFiles.block(BIG, 6);
        block[0] = 'X';
        assertReads(block, Orientation.UPRIGHT);
        block = ExifFiles.block(BIG, 6);
        block[3] = 43;
        assertReads(block, Orientation.UPRIGHT);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 255, 257, 65_535})
    void isUprightIfTheDirectoryClaimsMoreTagsThanThereAre(int surplus) {
        ByteBuffer block = ExifFiles.start(BIG, 8).putShort((short) (1 + surplus));
        ExifFiles.entry(block, ExifFiles.ORIENTATION, ExifFiles.SHORT, 1, surplus == 65_535 ? 9 : 6);
        assertReads(ExifFiles.end(block, 0), Orientation.UPRIGHT);
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 14, -1, Integer.MIN_VALUE, Integer.MAX_VALUE})
    @Timeout(120)
    void comesToAnEndWhereverDirectoriesPointTo(int offset) {
        ByteBuffer alone = ExifFiles.start(BIG, 8).putShort((short) 2);
        ExifFiles.entry(alone, SUB_DIRECTORY, LONG, 1, offset);
        ExifFiles.entry(alone, MAKER_NOTE, 7, Integer.MAX_VALUE, offset);
        assertReads(ExifFiles.end(alone, offset), Orientation.UPRIGHT);

        ByteBuffer turned = ExifFiles.start(BIG, 8).putShort((short) 2);
        ExifFiles.entry(turned, SUB_DIRECTORY, LONG, 1, offset);
        ExifFiles.entry(turned, ExifFiles.ORIENTATION, ExifFiles.SHORT, 1, 6);
        assertReads(ExifFiles.end(turned, offset), Orientation.TURNED_90);
    }

    /** Each of the tags claims all of the block for its value: read one by one, they would come to gigabytes. */
    @ParameterizedTest
    @ValueSource(ints = {LONG, ASCII, ExifFiles.SHORT})
    @Timeout(120)
    void doesNotWorkForWhatItDoesNotNeed(int format) throws ImageRejectedException {
        int tags = 5_400;
        ByteBuffer block = ExifFiles.start(BIG, 8).putShort((short) tags);
        for (int i = 0; i < tags; i++) {
            int tag = i % 2 == 0 ? ExifFiles.ORIENTATION : SUB_DIRECTORY;
            ExifFiles.entry(block, tag, format, 64_000 / (format == LONG ? 4 : format == ASCII ? 1 : 2), 100);
        }
        byte[] bytes = ExifFiles.end(block, 0);
        assertReads(bytes, Orientation.UPRIGHT);
        ByteBuffer large = ByteBuffer.allocate(9_000_000).put(bytes);
        assertThat(orientation(ExifFiles.png(SCENE, large.array()))).isEqualTo(Orientation.UPRIGHT);
    }

    @Test
    void isUprightIfThereAreTwoBlocksWhereOneIsAllowed() throws ImageRejectedException {
        byte[] block = ExifFiles.block(BIG, 6);
        byte[] file = ExifFiles.inserted(ExifFiles.png(SCENE, block), 33, ImageFiles.chunk("eXIf", block));
        assertThat(orientation(file)).isEqualTo(Orientation.UPRIGHT);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void givesThePhotoWhicheverBytesOfTheBlockAreWrong(long seed) throws ImageRejectedException {
        Random random = new Random(seed);
        int[] jpeg = pixels(ImageFiles.jpeg(SCENE));
        int[] png = pixels(ImageFiles.png(SCENE));
        for (int i = 0; i < 300; i++) {
            byte[] block = ExifFiles.block(random.nextBoolean() ? BIG : LITTLE, 6);
            for (int changes = 1 + random.nextInt(8); changes > 0; changes--) {
                block[random.nextInt(block.length)] = (byte) random.nextInt(256);
            }
            assertThat(pixels(ExifFiles.jpeg(SCENE, block))).isEqualTo(jpeg);
            assertThat(pixels(ExifFiles.png(SCENE, block))).isEqualTo(png);
        }
    }

    private static void assertReads(byte[] block, Orientation expected) {
        for (byte[] file : List.of(ExifFiles.jpeg(SCENE, block), ExifFiles.png(SCENE, block))) {
            try (Photo photo = Photo.open(file, ImageLimits.DEFAULT)) {
                assertThat(photo.orientation()).isEqualTo(expected);
                assertThat(photo.decode(new Rectangle(37, 23), 1).getWidth()).isEqualTo(37);
            } catch (ImageRejectedException e) {
                throw new AssertionError(e);
            }
        }
    }

    private static Orientation orientation(byte[] file) throws ImageRejectedException {
        try (Photo photo = Photo.open(file, ImageLimits.DEFAULT)) {
            return photo.orientation();
        }
    }

    private static int[] pixels(byte[] file) throws ImageRejectedException {
        try (Photo photo = Photo.open(file, ImageLimits.DEFAULT)) {
            return ImageFiles.argb(photo.decode(new Rectangle(37, 23), 1));
        }
    }
}
