package io.digitstream.recognizer.location;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.digitstream.recognizer.image.Box;
import io.digitstream.recognizer.image.ImageFiles;
import io.digitstream.recognizer.image.ImageLimits;
import io.digitstream.recognizer.network.ConvolutionBlock;
import io.digitstream.recognizer.network.LocatorArchitecture;
import io.digitstream.recognizer.pixels.Crop;
import io.digitstream.recognizer.pixels.InputShape;
import io.digitstream.recognizer.pixels.Prepared;
import io.digitstream.recognizer.pixels.Preparer;
import java.awt.image.BufferedImage;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LookPlanTest {
    private static final Offset<Double> CLOSE = within(1e-3);
    private static final InputShape SHAPE = new InputShape(48, 64);

    /** Four rows of eight cells of 16 pixels. */
    private static final LocatorArchitecture GRID =
            new LocatorArchitecture(new InputShape(64, 128), List.of(new ConvolutionBlock(1, 1, 16, false)));

    /** In the overview 96 x 64 pixels, between 16 columns of nothing on both sides: a pixel of it is five of the photo's. */
    private static final BufferedImage PHOTO = ImageFiles.scene(480, 320, 3);

    private static final Prepared.Whole WHOLE = new Preparer(SHAPE, GRID.input(), ImageLimits.DEFAULT).prepare(PHOTO);

    private static final Box FIRST = new Box(30, 20, 30, 14);
    private static final Box SECOND = new Box(80, 34, 20, 12);
    private static final Box FIRST_IN_PHOTO = new Box(70, 100, 150, 70);
    private static final Box SECOND_IN_PHOTO = new Box(320, 170, 100, 60);

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "1, 3, 3", "2, 1, 2", "2, 3, 6", "2, 5, 10"})
    void looksAtEachPlaceInEachSize(int places, int sizes, int expected) {
        assertThat(new LookPlan(places, sizes).looks(WHOLE, seen(0.9, 0.8), SHAPE))
                .hasSize(expected);
    }

    @Test
    void looksAtTheLikeliestPlaceFirst() {
        List<Look> looks = new LookPlan(2, 2).looks(WHOLE, seen(0.7, 0.8), SHAPE);
        requireBox(looks.get(0).place(), SECOND_IN_PHOTO);
        requireBox(looks.get(1).place(), SECOND_IN_PHOTO);
        requireBox(looks.get(2).place(), FIRST_IN_PHOTO);
        requireBox(looks.get(3).place(), FIRST_IN_PHOTO);
        assertThat(looks)
                .extracting(Look::presence)
                .satisfiesExactly(
                        presence -> assertThat(presence).isCloseTo(0.8, CLOSE),
                        presence -> assertThat(presence).isCloseTo(0.8, CLOSE),
                        presence -> assertThat(presence).isCloseTo(0.7, CLOSE),
                        presence -> assertThat(presence).isCloseTo(0.7, CLOSE));
    }

    @ParameterizedTest
    @CsvSource({"0.9, 0.04, 1", "0.9, 0.06, 2", "0.9, 0.5, 2", "0.04, 0.03, 1", "1e-6, 1e-7, 1"})
    void looksAtAnUnlikelyPlaceOnlyIfThereIsNoLikelierOne(double first, double second, int places) {
        List<Look> looks = new LookPlan(2, 1).looks(WHOLE, seen(first, second), SHAPE);
        assertThat(looks).hasSize(places);
        requireBox(looks.get(0).place(), FIRST_IN_PHOTO);
    }

    @Test
    void cutsOutEachSizeOfAPlaceEnlargedAsEveryRegion() {
        List<Look> looks = new LookPlan(1, 5).looks(WHOLE, seen(0.9, 0.01), SHAPE);
        double[][] sizes = {{1, 1}, {0.85, 0.85}, {1.2, 1.2}, {1.3, 1}, {1, 1.3}};
        for (int i = 0; i < sizes.length; i++) {
            Box place = looks.get(i).place();
            requireBox(place, FIRST_IN_PHOTO);
            assertThat(looks.get(i).pixels().values())
                    .isEqualTo(Crop.around(place.resized(sizes[i][0], sizes[i][1]), 480, 320)
                            .cutFrom(PHOTO, SHAPE)
                            .values());
        }
    }

    @ParameterizedTest
    @CsvSource({
        // Over the left edge, over the lower right corner, and beside the photo, where there is nothing.
        "10, 20, 30, 14",
        "90, 50, 60, 40",
        "1, 20, 8, 14",
        "114, -20, 12, 36",
    })
    void cutsAtThePhotosEdges(double left, double top, double width, double height) {
        Box seen = new Box(left, top, width, height);
        DrawnMap drawn = new DrawnMap(GRID);
        LocationMap map = drawn.see(drawn.cellOf(seen), 0.9, seen).map();
        Look look = new LookPlan(1, 1).looks(WHOLE, map, SHAPE).get(0);
        requireBox(look.place(), seen.scaled(5, 5, -80, 0));
        assertThat(look.pixels().values())
                .isEqualTo(Crop.around(look.place(), 480, 320)
                        .cutFrom(PHOTO, SHAPE)
                        .values());
    }

    @Test
    void cutsFromTheFrameOfALargePhoto() {
        Prepared.Whole large =
                new Preparer(SHAPE, GRID.input(), ImageLimits.DEFAULT).prepare(ImageFiles.scene(1920, 1280, 3));
        BufferedImage frame = large.frame().image();
        Look look = new LookPlan(1, 1).looks(large, seen(0.9, 0.01), SHAPE).get(0);
        assertThat(frame.getWidth()).isEqualTo(480);
        requireBox(look.place(), FIRST_IN_PHOTO);
        assertThat(look.pixels().values())
                .isEqualTo(Crop.around(look.place(), 480, 320)
                        .cutFrom(frame, SHAPE)
                        .values());
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "-1, 3", "1, 0", "2, 6"})
    void isRefusedWithoutAPlaceOrWithSizesThatThereAreNot(int places, int sizes) {
        assertThatThrownBy(() -> new LookPlan(places, sizes)).hasMessageContaining("not at " + places + " in " + sizes);
    }

    private static LocationMap seen(double first, double second) {
        DrawnMap drawn = new DrawnMap(GRID);
        return drawn.see(drawn.cellOf(FIRST), first, FIRST)
                .see(drawn.cellOf(SECOND), second, SECOND)
                .map();
    }

    private static void requireBox(Box found, Box expected) {
        assertThat(found.left()).isCloseTo(expected.left(), CLOSE);
        assertThat(found.top()).isCloseTo(expected.top(), CLOSE);
        assertThat(found.right()).isCloseTo(expected.right(), CLOSE);
        assertThat(found.bottom()).isCloseTo(expected.bottom(), CLOSE);
    }
}
