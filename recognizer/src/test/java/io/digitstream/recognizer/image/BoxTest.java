package io.digitstream.recognizer.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class BoxTest {
    private static final Offset<Double> EXACT = within(1e-9);

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0, 1",
        "0, 0, 1, 0",
        "0, 0, -1, 1",
        "0, 0, NaN, 1",
        "NaN, 0, 1, 1",
        "0, Infinity, 1, 1",
        "0, 0, Infinity, 1",
        "-Infinity, 0, 1, 1"
    })
    void isRefusedWithoutAnAreaOrAPlace(double left, double top, double width, double height) {
        assertThatThrownBy(() -> new Box(left, top, width, height))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("not a box: ");
    }

    @Test
    void knowsItsSidesAndItsMiddle() {
        Box box = Box.between(-2, 3, 5, 4.5);
        assertThat(box).isEqualTo(new Box(-2, 3, 7, 1.5));
        assertThat(box.right()).isEqualTo(5);
        assertThat(box.bottom()).isEqualTo(4.5);
        assertThat(box.middleX()).isEqualTo(1.5);
        assertThat(box.middleY()).isEqualTo(3.75);
        assertThat(Box.of(new Region(-5, 6, 7, 8))).isEqualTo(new Box(-5, 6, 7, 8));
    }

    @ParameterizedTest
    @CsvSource({
        // Itself, half of it, four times as much.
        "10, 10, 20, 40, 1",
        "10, 10, 10, 40, 0.5",
        "0, -10, 40, 80, 0.25",
        // A quarter shared: 200 of 800 + 800 - 200.
        "20, 30, 20, 40, 0.142857142857",
        // Side by side, corner to corner, far away.
        "30, 10, 20, 40, 0",
        "30, 50, 20, 40, 0",
        "500, 500, 1, 1, 0",
        "500, 10, 20, 40, 0",
    })
    void overlapsByTheShareOfTheAreaThatBothCover(double left, double top, double width, double height, double share) {
        Box some = new Box(10, 10, 20, 40);
        Box other = new Box(left, top, width, height);
        assertThat(some.overlap(other)).isCloseTo(share, EXACT);
        assertThat(other.overlap(some)).isCloseTo(share, EXACT);
    }

    @Test
    void keepsItsMiddleWhenItIsResized() {
        Box resized = new Box(10, 20, 40, 30).resized(1.5, 0.5);
        assertThat(resized).isEqualTo(new Box(0, 27.5, 60, 15));
    }

    @Test
    void isScaledAndThenMoved() {
        assertThat(new Box(10, 20, 40, 30).scaled(2, 0.5, -5, 7)).isEqualTo(new Box(15, 17, 80, 15));
    }

    @ParameterizedTest
    @CsvSource({
        "10.4, 20.5, 30.2, 39.6, 10, 21, 31, 39",
        // Over each edge.
        "-7, -0.4, 20, 30, 0, 0, 13, 30",
        "90, 70, 20, 30, 90, 70, 10, 10",
        "-50, -50, 500, 500, 0, 0, 100, 80",
        // Outside: the pixel that is nearest to it.
        "-30, -30, 10, 10, 0, 0, 1, 1",
        "200, 300, 10, 10, 99, 79, 1, 1",
        "40, 300, 10, 10, 40, 79, 10, 1",
        // Smaller than a pixel.
        "40.2, 30.2, 0.1, 0.1, 40, 30, 1, 1",
        "99.9, 79.9, 0.1, 0.1, 99, 79, 1, 1",
        // As large as numbers get.
        "-1e300, -1e300, 2e300, 2e300, 0, 0, 100, 80",
    })
    void becomesTheNearestPixelsInsideThePhoto(
            double x, double y, double w, double h, int left, int top, int width, int height) {
        assertThat(new Box(x, y, w, h).toRegion(100, 80)).isEqualTo(new Region(left, top, width, height));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void becomesARegionInsideThePhotoWhateverItIs(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 2000; i++) {
            int width = 1 + random.nextInt(50);
            int height = 1 + random.nextInt(50);
            Region region = new Box(
                            200 * random.nextDouble() - 100,
                            200 * random.nextDouble() - 100,
                            1e-3 + 100 * random.nextDouble(),
                            1e-3 + 100 * random.nextDouble())
                    .toRegion(width, height);
            assertThat(region.left()).isBetween(0, width - 1);
            assertThat(region.top()).isBetween(0, height - 1);
            assertThat(region.left() + region.width()).isLessThanOrEqualTo(width);
            assertThat(region.top() + region.height()).isLessThanOrEqualTo(height);
        }
    }
}
