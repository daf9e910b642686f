package io.digitstream.recognizer.location;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.digitstream.recognizer.image.Box;
import io.digitstream.recognizer.image.ImageFiles;
import io.digitstream.recognizer.network.ConvolutionBlock;
import io.digitstream.recognizer.network.LocatorArchitecture;
import io.digitstream.recognizer.pixels.Crop;
import io.digitstream.recognizer.pixels.InputShape;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NearViewTest {
    private static final Offset<Double> CLOSE = within(1e-3);

    /** Four rows of eight cells of 16 pixels. */
    private static final LocatorArchitecture GRID =
            new LocatorArchitecture(new InputShape(64, 128), List.of(new ConvolutionBlock(1, 1, 16, false)));

    private static final BufferedImage PHOTO = ImageFiles.scene(480, 320, 3);

    @ParameterizedTest
    @CsvSource({
        // In the middle of what is a little more than twice as large.
        "190, 140, 100, 40, 130, 116, 220, 88",
        // A high place: twice as wide as high.
        "230, 120, 20, 80, 64, 72, 352, 176",
        // Cut at the edges, and beside the photo.
        "0, 0, 100, 40, 0, 0, 160, 64",
        "430, 300, 100, 40, 370, 276, 110, 44",
        "-200, 140, 100, 40, 0, 116, 1, 88",
        // Larger than the photo.
        "-100, -100, 900, 900, 0, 0, 480, 320",
    })
    void showsAPlaceWithWhatIsAroundIt(
            double left, double top, double width, double height, double x, double y, double w, double h) {
        NearView view = NearView.of(PHOTO, new Box(left, top, width, height), GRID.input());
        assertThat(view.part().left()).isCloseTo(x, CLOSE);
        assertThat(view.part().top()).isCloseTo(y, CLOSE);
        assertThat(view.part().width()).isCloseTo(w, CLOSE);
        assertThat(view.part().height()).isCloseTo(h, CLOSE);
        assertThat(view.overview().shape()).isEqualTo(GRID.input());
        assertThat(view.overview().content().values())
                .isEqualTo(new Crop(
                                view.part().left(),
                                view.part().top(),
                                view.part().width(),
                                view.part().height())
                        .cutFrom(PHOTO, view.overview().content().shape())
                        .values());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void saysWhereInThePhotoWhatItSeesIs(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 20; i++) {
            Box place = new Box(
                    400 * random.nextDouble(),
                    250 * random.nextDouble(),
                    20 + 100 * random.nextDouble(),
                    20 + 40 * random.nextDouble());
            NearView view = NearView.of(PHOTO, place, GRID.input());
            Crop part = view.part();
            Box near = new Box(
                    part.left() + part.width() * 0.3,
                    part.top() + part.height() * 0.05,
                    part.width() * 0.4,
                    part.height() * 0.9);
            Box inOverview = view.overview()
                    .inOverview(near.scaled(1, 1, -part.left(), -part.top()), part.width(), part.height());
            DrawnMap drawn = new DrawnMap(GRID);
            LocationMap map =
                    drawn.see(drawn.cellOf(inOverview), 0.7, inOverview).map();
            Sighting sighting = view.sighting(map);
            assertThat(sighting.presence()).isCloseTo(0.7, CLOSE);
            assertThat(sighting.box().left()).isCloseTo(near.left(), CLOSE);
            assertThat(sighting.box().top()).isCloseTo(near.top(), CLOSE);
            assertThat(sighting.box().width()).isCloseTo(near.width(), CLOSE);
            assertThat(sighting.box().height()).isCloseTo(near.height(), CLOSE);
        }
    }

    @Test
    void saysOnlyWhereTheLikeliestNumberIs() {
        NearView view = NearView.of(PHOTO, new Box(190, 140, 100, 40), GRID.input());
        Box likely = new Box(20, 20, 40, 20);
        Box likelier = new Box(80, 20, 40, 20);
        DrawnMap drawn = new DrawnMap(GRID);
        LocationMap map = drawn.see(drawn.cellOf(likely), 0.6, likely)
                .see(drawn.cellOf(likelier), 0.7, likelier)
                .map();
        assertThat(view.sighting(map).presence()).isCloseTo(0.7, CLOSE);
        assertThat(view.sighting(map).box().middleX()).isGreaterThan(240);
    }
}
