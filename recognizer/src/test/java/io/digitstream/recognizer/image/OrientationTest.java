package io.digitstream.recognizer.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class OrientationTest {
    private static final int WIDTH = 7;
    private static final int HEIGHT = 5;

    /** Each pixel has a colour of its own. */
    private static final BufferedImage STORED = ImageFiles.plain(WIDTH, HEIGHT, 0);

    static {
        for (int i = 0; i < WIDTH * HEIGHT; i++) {
            STORED.setRGB(i % WIDTH, i / WIDTH, 0xFF000000 | i * 0x010307);
        }
    }

    /** After the standard's table: which side of the scene the stored image's first row is, and which its first column. */
    @ParameterizedTest
    @CsvSource({
        "1, UPRIGHT, abc/def",
        "2, MIRRORED, cba/fed",
        "3, TURNED_180, fed/cba",
        "4, FLIPPED, def/abc",
        "5, TRANSPOSED, ad/be/cf",
        "6, TURNED_90, cf/be/ad",
        "7, TRANSVERSED, fc/eb/da",
        "8, TURNED_270, da/eb/fc",
    })
    void turnsEveryWayOfStoringAPictureIntoTheSame(int exif, Orientation orientation, String stored) {
        assertThat(Orientation.of(exif)).isEqualTo(orientation);
        assertThat(letters(orientation.upright(picture(stored)))).isEqualTo("abc/def");
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 9, 65_535})
    void leavesAPhotoAsItIsWhoseOrientationIsNone(int exif) {
        assertThat(Orientation.of(exif)).isEqualTo(Orientation.UPRIGHT);
    }

    @Test
    void copiesNothingIfNothingIsToBeDone() {
        assertThat(Orientation.UPRIGHT.upright(STORED)).isSameAs(STORED);
    }

    @ParameterizedTest
    @EnumSource
    void saysHowLargeTheUprightPhotoIs(Orientation orientation) {
        BufferedImage upright = orientation.upright(STORED);
        assertThat(upright.getWidth()).isEqualTo(orientation.width(WIDTH, HEIGHT));
        assertThat(upright.getHeight()).isEqualTo(orientation.height(WIDTH, HEIGHT));
    }

    @ParameterizedTest
    @CsvSource({
        BufferedImage.TYPE_INT_RGB + ", " + BufferedImage.TYPE_INT_RGB,
        BufferedImage.TYPE_3BYTE_BGR + ", " + BufferedImage.TYPE_INT_RGB,
        BufferedImage.TYPE_INT_ARGB + ", " + BufferedImage.TYPE_INT_ARGB,
        BufferedImage.TYPE_4BYTE_ABGR + ", " + BufferedImage.TYPE_INT_ARGB,
    })
    void keepsColoursAndAlphaToTheBit(int type, int expected) {
        BufferedImage stored = new BufferedImage(2, 1, type);
        stored.setRGB(0, 0, 0x12345678);
        stored.setRGB(1, 0, 0xFFABCDEF);
        BufferedImage upright = Orientation.TURNED_90.upright(stored);
        assertThat(upright.getType()).isEqualTo(expected);
        assertThat(ImageFiles.argb(upright)).isEqualTo(ImageFiles.argb(stored));
    }

    @ParameterizedTest
    @EnumSource
    void findsEveryRectangleOfTheStoredPhotoInTheUprightOne(Orientation orientation) {
        BufferedImage upright = orientation.upright(STORED);
        for (int i = 0; i < WIDTH * HEIGHT; i++) {
            int left = i % WIDTH;
            int top = i / WIDTH;
            for (int width = 1; width <= WIDTH - left; width++) {
                for (int height = 1; height <= HEIGHT - top; height++) {
                    Region stored = new Region(left, top, width, height);
                    Region there = orientation.toUpright(stored, WIDTH, HEIGHT);
                    assertThat(ImageFiles.argb(part(upright, there)))
                            .isEqualTo(ImageFiles.argb(orientation.upright(part(STORED, stored))));
                    assertThat(orientation.toStored(there, WIDTH, HEIGHT)).isEqualTo(stored);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void comesBackFromWhereItWentInFractionsOfPixelsAndOutsideThePhoto(Orientation orientation) {
        Random random = new Random(1);
        for (int i = 0; i < 100; i++) {
            Rectangle2D.Double stored = new Rectangle2D.Double(
                    random.nextDouble() * 20 - 10,
                    random.nextDouble() * 20 - 10,
                    random.nextDouble() * 20,
                    random.nextDouble() * 20);
            Rectangle2D.Double back = orientation.toStored(orientation.toUpright(stored, WIDTH, HEIGHT), WIDTH, HEIGHT);
            assertThat(back.x).isCloseTo(stored.x, within(1e-12));
            assertThat(back.y).isCloseTo(stored.y, within(1e-12));
            assertThat(back.width).isEqualTo(stored.width);
            assertThat(back.height).isEqualTo(stored.height);
        }
    }

    @Test
    void mapsARegionThatReachesFarOutside() {
        assertThat(Orientation.TURNED_180.toUpright(new Region(-5, -6, Integer.MAX_VALUE, 9), WIDTH, HEIGHT))
                .isEqualTo(new Region(12 - Integer.MAX_VALUE, 2, Integer.MAX_VALUE, 9));
    }

    private static BufferedImage part(BufferedImage image, Region region) {
        BufferedImage part = new BufferedImage(region.width(), region.height(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = part.createGraphics();
        graphics.drawImage(image, -region.left(), -region.top(), null);
        graphics.dispose();
        return part;
    }

    /** Rows of letters, each letter a pixel. */
    private static BufferedImage picture(String letters) {
        String[] rows = letters.split("/", -1);
        BufferedImage picture = new BufferedImage(rows[0].length(), rows.length, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < rows.length; y++) {
            for (int x = 0; x < rows[y].length(); x++) {
                picture.setRGB(x, y, rows[y].charAt(x));
            }
        }
        return picture;
    }

    private static String letters(BufferedImage picture) {
        StringBuilder letters = new StringBuilder();
        for (int y = 0; y < picture.getHeight(); y++) {
            letters.append(y == 0 ? "" : "/");
            for (int x = 0; x < picture.getWidth(); x++) {
                letters.append((char) (picture.getRGB(x, y) & 0xFF));
            }
        }
        return letters.toString();
    }
}
