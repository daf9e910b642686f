package io.digitstream.recognizer.pixels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import io.digitstream.recognizer.image.Box;
import io.digitstream.recognizer.image.ImageRejectedException;
import io.digitstream.recognizer.image.Region;
import io.digitstream.recognizer.image.RejectionReason;
import java.awt.Rectangle;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CropTest {
    private static final int MOST = Integer.MAX_VALUE;
    private static final Offset<Double> EXACT = within(1e-9);

    @Test
    void enlargesTheRegionByThirtyPerCentAroundItsMiddle() throws ImageRejectedException {
        requireCrop(Crop.around(new Region(100, 50, 40, 20), 400, 300), 94, 47, 52, 26);
    }

    @ParameterizedTest
    @CsvSource({
        // Wholly inside, but its enlargement is not.
        "0, 40, 20, 20, 0, 37, 23, 26",
        "40, 0, 20, 20, 37, 0, 26, 23",
        "80, 40, 20, 20, 77, 37, 23, 26",
        "40, 80, 20, 20, 37, 77, 26, 23",
        // Partly outside.
        "-10, -10, 30, 30, 0, 0, 24.5, 24.5",
        "90, 95, 30, 30, 85.5, 90.5, 14.5, 9.5",
        "-50, 20, 500, 10, 0, 18.5, 100, 13",
        // A single pixel of it inside.
        "99, 99, 100, 100, 84, 84, 16, 16",
        "-99, -99, 100, 100, 0, 0, 16, 16",
    })
    void cutsTheEnlargedRegionAtThePhotosEdges(
            int left, int top, int width, int height, double x, double y, double w, double h)
            throws ImageRejectedException {
        requireCrop(Crop.around(new Region(left, top, width, height), 100, 100), x, y, w, h);
    }

    @ParameterizedTest
    @CsvSource({
        "100, 10, 5, 5",
        "10, 100, 5, 5",
        "-5, 10, 5, 5",
        "10, -5, 5, 5",
        "2147483647, 2147483647, 2147483647, 2147483647",
        "-2147483648, -2147483648, 2147483647, 2147483647",
        "0, 2147483647, 2147483647, 2147483647",
    })
    void rejectsARegionOutsideThePhoto(int left, int top, int width, int height) {
        ImageRejectedException rejection = catchThrowableOfType(
                ImageRejectedException.class, () -> Crop.around(new Region(left, top, width, height), 100, 100));
        assertThat(rejection)
                .hasMessage(
                        "the region (left %d, top %d, width %d, height %d) lies outside the image of 100 x 100 pixels",
                        left, top, width, height);
        assertThat(rejection.reason()).isEqualTo(RejectionReason.BAD_REGION);
    }

    @Test
    void takesTheWholePhotoWhereARegionIsLargerThanItWithoutOverflow() throws ImageRejectedException {
        Crop whole = Crop.whole(100, 80);
        assertThat(Crop.around(new Region(0, 0, MOST, MOST), 100, 80)).isEqualTo(whole);
        assertThat(Crop.around(new Region(-MOST / 2, -MOST / 2, MOST, MOST), 100, 80))
                .isEqualTo(whole);
        assertThat(Crop.around(new Region(99, 79, MOST, MOST), 100, 80)).isEqualTo(whole);
        assertThat(Crop.around(new Region(-MOST + 1, -MOST + 1, MOST, MOST), 100, 80))
                .isEqualTo(whole);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void staysInsideThePhotoWhateverTheRegion(long seed) throws ImageRejectedException {
        Random random = new Random(seed);
        for (int i = 0; i < 2000; i++) {
            int width = 1 + random.nextInt(200);
            int height = 1 + random.nextInt(200);
            Region region = new Region(
                    random.nextInt(width), random.nextInt(height), 1 + random.nextInt(300), 1 + random.nextInt(300));
            Crop crop = Crop.around(region, width, height);
            assertThat(crop.left()).isBetween(0.0, region.left() + 0.0);
            assertThat(crop.top()).isBetween(0.0, region.top() + 0.0);
            assertThat(crop.left() + crop.width()).isLessThanOrEqualTo(width + 1e-9);
            assertThat(crop.top() + crop.height()).isLessThanOrEqualTo(height + 1e-9);
            assertThat(crop.width()).isGreaterThanOrEqualTo(1);
            assertThat(crop.height()).isGreaterThanOrEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void isTheSameAroundABoxAsAroundARegionThatTouchesThePhoto(long seed) throws ImageRejectedException {
        Random random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            int width = 1 + random.nextInt(200);
            int height = 1 + random.nextInt(200);
            Region region = new Region(
                    random.nextInt(width), random.nextInt(height), 1 + random.nextInt(300), 1 + random.nextInt(300));
            Crop expected = Crop.around(region, width, height);
            requireCrop(
                    Crop.around(Box.of(region), width, height),
                    expected.left(),
                    expected.top(),
                    expected.width(),
                    expected.height());
        }
    }

    /** What a network finds may lie in what is around the photo. */
    @ParameterizedTest
    @CsvSource({
        "-50, 20, 10, 10, 0, 18.5, 1, 13",
        "500, 20, 10, 10, 99, 18.5, 1, 13",
        "20, -50, 10, 10, 18.5, 0, 13, 1",
        "20, 500, 10, 10, 18.5, 99, 13, 1",
        "-500, 500, 1, 1, 0, 99, 1, 1",
        "99.9, -0.01, 0.1, 0.01, 99, 0, 1, 1",
    })
    void isWhatIsNearestInThePhotoToABoxOutsideIt(
            double left, double top, double width, double height, double x, double y, double w, double h) {
        requireCrop(Crop.around(new Box(left, top, width, height), 100, 100), x, y, w, h);
    }

    @ParameterizedTest
    @CsvSource({
        "20, 30, 10, 15, 20, 30, 10, 15",
        "-5.5, 30, 10, 100, 0, 30, 4.5, 70",
        "-5, -5, 500, 500, 0, 0, 100, 100",
        "-50, 30, 10, 15, 0, 30, 1, 15",
        "200, 300, 10, 15, 99, 99, 1, 1",
    })
    void coversABoxAsItIsWithinThePhoto(
            double left, double top, double width, double height, double x, double y, double w, double h) {
        requireCrop(Crop.covering(new Box(left, top, width, height), 100, 100), x, y, w, h);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void staysInsideThePhotoWhateverTheBox(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 2000; i++) {
            int width = 1 + random.nextInt(200);
            int height = 1 + random.nextInt(200);
            double scale = Math.pow(10, 6 * random.nextDouble() - 3);
            Crop crop = Crop.around(
                    new Box(
                            scale * random.nextGaussian(),
                            scale * random.nextGaussian(),
                            1e-6 + scale * random.nextDouble(),
                            1e-6 + scale * random.nextDouble()),
                    width,
                    height);
            assertThat(crop.left()).isBetween(0.0, width - 1e-9);
            assertThat(crop.top()).isBetween(0.0, height - 1e-9);
            assertThat(crop.left() + crop.width()).isLessThanOrEqualTo(width + 1e-9);
            assertThat(crop.top() + crop.height()).isLessThanOrEqualTo(height + 1e-9);
        }
    }

    @Test
    void isNeverEmpty() {
        assertThatThrownBy(() -> Crop.between(10, 10, 10, 20, 100, 100)).hasMessageContaining("not a part of a photo");
        assertThatThrownBy(() -> Crop.between(100, 10, 120, 20, 100, 100)).hasMessageContaining("not a part");
        assertThatThrownBy(() -> Crop.between(-9, 10, 0, 20, 100, 100)).hasMessageContaining("not a part");
        assertThatThrownBy(() -> new Crop(0, 0, Double.NaN, 1)).hasMessageContaining("not a part");
        assertThatThrownBy(() -> new Crop(-1, 0, 1, 1)).hasMessageContaining("not a part");
    }

    @Test
    void touchesEveryPixelThatItHoldsAPartOf() {
        assertThat(new Crop(1.5, 2, 3, 1).touched()).isEqualTo(new Rectangle(1, 2, 4, 1));
        assertThat(new Crop(0.25, 0.25, 0.5, 0.5).touched()).isEqualTo(new Rectangle(0, 0, 1, 1));
        assertThat(Crop.whole(7, 5).touched()).isEqualTo(new Rectangle(0, 0, 7, 5));
    }

    private static void requireCrop(Crop crop, double left, double top, double width, double height) {
        assertThat(crop.left()).isCloseTo(left, EXACT);
        assertThat(crop.top()).isCloseTo(top, EXACT);
        assertThat(crop.width()).isCloseTo(width, EXACT);
        assertThat(crop.height()).isCloseTo(height, EXACT);
    }
}
