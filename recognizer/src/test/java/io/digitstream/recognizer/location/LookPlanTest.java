package io.digitstream.recognizer.location;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.digitstream.recognizer.image.Box;
import io.digitstream.recognizer.image.ImageFiles;
import io.digitstream.recognizer.image.Orientation;
import io.digitstream.recognizer.pixels.Crop;
import io.digitstream.recognizer.pixels.Frame;
import io.digitstream.recognizer.pixels.InputShape;
import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LookPlanTest {
    private static final InputShape SHAPE = new InputShape(48, 64);

    private static final BufferedImage PHOTO = ImageFiles.scene(480, 320, 3);
    private static final Frame FRAME = new Frame(PHOTO, 1, Orientation.UPRIGHT, 480, 320);

    private static final Sighting FIRST = new Sighting(new Box(70, 100, 150, 70), 0.9);
    private static final Sighting SECOND = new Sighting(new Box(320, 170, 100, 60), 0.8);

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 5})
    void looksAtEachPlaceInEachSizeTheLikeliestFirst(int sizes) {
        List<Look> looks = new LookPlan(2, sizes).looks(FRAME, List.of(FIRST, SECOND), SHAPE);
        assertThat(looks).hasSize(2 * sizes);
        for (int i = 0; i < looks.size(); i++) {
            Sighting expected = i < sizes ? FIRST : SECOND;
            assertThat(looks.get(i).place()).isEqualTo(expected.box());
            assertThat(looks.get(i).presence()).isEqualTo(expected.presence());
        }
    }

    @Test
    void cutsOutEachSizeOfAPlaceEnlargedAsEveryRegion() {
        List<Look> looks = new LookPlan(1, 5).looks(FRAME, List.of(FIRST), SHAPE);
        double[][] sizes = {{1, 1}, {0.85, 0.85}, {1.2, 1.2}, {1.3, 1}, {1, 1.3}};
        for (int i = 0; i < sizes.length; i++) {
            assertThat(looks.get(i).pixels().values())
                    .isEqualTo(Crop.around(FIRST.box().resized(sizes[i][0], sizes[i][1]), 480, 320)
                            .cutFrom(PHOTO, SHAPE)
                            .values());
        }
    }

    @Test
    void looksAtAllOfAPhotoWhereNoPlaceIsSure() {
        Sighting doubtful = new Sighting(FIRST.box(), 0.89);
        List<Look> looks = new LookPlan(1, 2).looks(FRAME, List.of(doubtful), SHAPE);
        assertThat(looks).extracting(Look::wholePhoto).containsExactly(false, false, true);
        assertThat(looks.get(2).place()).isEqualTo(new Box(0, 0, 480, 320));
        assertThat(looks.get(2).pixels().values())
                .isEqualTo(Crop.whole(480, 320).cutFrom(PHOTO, SHAPE).values());
    }

    @ParameterizedTest
    @CsvSource({
        // Over the left edge, over the lower right corner, and beside the photo, where there is nothing.
        "-30, 100, 150, 70",
        "370, 250, 300, 200",
        "-75, 100, 40, 70",
        "490, -100, 60, 180",
    })
    void cutsAtThePhotosEdges(double left, double top, double width, double height) {
        Box place = new Box(left, top, width, height);
        Look look = new LookPlan(1, 1)
                .looks(FRAME, List.of(new Sighting(place, 0.9)), SHAPE)
                .get(0);
        assertThat(look.pixels().values())
                .isEqualTo(Crop.around(place, 480, 320).cutFrom(PHOTO, SHAPE).values());
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "-1, 3", "1, 0", "2, 6"})
    void isRefusedWithoutAPlaceOrWithSizesThatThereAreNot(int places, int sizes) {
        assertThatThrownBy(() -> new LookPlan(places, sizes)).hasMessageContaining("not at " + places + " in " + sizes);
    }
}
