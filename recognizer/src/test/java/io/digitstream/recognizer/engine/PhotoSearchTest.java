package io.digitstream.recognizer.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.digitstream.recognizer.image.Box;
import io.digitstream.recognizer.image.ImageFiles;
import io.digitstream.recognizer.image.ImageLimits;
import io.digitstream.recognizer.location.DrawnMap;
import io.digitstream.recognizer.location.LocationMap;
import io.digitstream.recognizer.location.Look;
import io.digitstream.recognizer.location.LookPlan;
import io.digitstream.recognizer.location.NearView;
import io.digitstream.recognizer.location.Sighting;
import io.digitstream.recognizer.network.LocatorArchitecture;
import io.digitstream.recognizer.network.Networks;
import io.digitstream.recognizer.pixels.Overview;
import io.digitstream.recognizer.pixels.Prepared;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PhotoSearchTest {
    private static final Offset<Double> CLOSE = within(1e-3);

    /** With a grid of four rows of eight cells of 16 pixels. */
    private static final Networks NETWORKS = ColourEngine.NETWORKS;

    private static final LocatorArchitecture GRID = NETWORKS.locating();

    /** In the overview 96 x 64 pixels, between 16 columns of nothing on both sides: a pixel of it is five of the photo's. */
    private static final BufferedImage PHOTO = ImageFiles.scene(480, 320, 3);

    private static final Prepared.Whole WHOLE =
            NETWORKS.preparer(ImageLimits.DEFAULT).prepare(PHOTO);

    private static final Box FIRST = new Box(30, 20, 30, 14);
    private static final Box SECOND = new Box(80, 34, 20, 12);
    private static final Box FIRST_IN_PHOTO = new Box(70, 100, 150, 70);
    private static final Box SECOND_IN_PHOTO = new Box(320, 170, 100, 60);

    private static final Box MIDDLE = new Box(40, 22, 50, 20);

    @Test
    void seesThePhotoFirstAndThenEachPlaceFromNear() {
        RecordingLocator locator = new RecordingLocator(both(0.9, 0.8), seen(MIDDLE, 0.97), seen(MIDDLE, 0.6));
        List<Look> looks = new PhotoSearch(NETWORKS, new LookPlan(2, 1))
                .look(List.of(WHOLE), locator)
                .get(0);
        assertThat(locator.batches).extracting(List::size).containsExactly(1, 2);
        assertThat(locator.batches.get(0)).containsExactly(WHOLE.overview());
        requireSameView(locator.batches.get(1).get(0), FIRST_IN_PHOTO);
        requireSameView(locator.batches.get(1).get(1), SECOND_IN_PHOTO);
        assertThat(looks).hasSize(2);
        assertThat(looks.get(0).presence()).as("from near").isCloseTo(0.97, CLOSE);
        assertThat(looks.get(1).presence()).as("from near").isCloseTo(0.6, CLOSE);
        requireBox(
                looks.get(0).place(), near(FIRST_IN_PHOTO, seen(MIDDLE, 0.97)).box());
        requireBox(
                looks.get(1).place(), near(SECOND_IN_PHOTO, seen(MIDDLE, 0.6)).box());
    }

    @Test
    void cutsOutWhatItFoundFromNearInEachSizeOfThePlan() {
        RecordingLocator locator = new RecordingLocator(seen(FIRST, 0.9), seen(MIDDLE, 0.97));
        LookPlan plan = new LookPlan(1, 4);
        List<Look> looks =
                new PhotoSearch(NETWORKS, plan).look(List.of(WHOLE), locator).get(0);
        List<Look> expected = plan.looks(
                WHOLE.frame(),
                List.of(near(FIRST_IN_PHOTO, seen(MIDDLE, 0.97))),
                NETWORKS.reading().input());
        assertThat(looks).hasSize(4);
        for (int i = 0; i < 4; i++) {
            assertThat(looks.get(i).pixels().values())
                    .isEqualTo(expected.get(i).pixels().values());
        }
    }

    @Test
    void goesToTheLikeliestPlaceFirst() {
        RecordingLocator locator = new RecordingLocator(both(0.6, 0.7), seen(MIDDLE, 0.1), seen(MIDDLE, 0.9));
        List<Look> looks = new PhotoSearch(NETWORKS, new LookPlan(2, 1))
                .look(List.of(WHOLE), locator)
                .get(0);
        assertThat(looks.get(0).place().middleX()).isGreaterThan(300);
        assertThat(looks.get(1).place().middleX()).isLessThan(200);
    }

    @ParameterizedTest
    @CsvSource({"0.9, 0.04, 1", "0.9, 0.06, 2", "0.9, 0.5, 2", "0.04, 0.03, 1", "1e-6, 1e-7, 1"})
    void goesToAnUnlikelyPlaceOnlyIfThereIsNoLikelierOne(double first, double second, int places) {
        RecordingLocator locator = new RecordingLocator(both(first, second), seen(MIDDLE, 0.97), seen(MIDDLE, 0.6));
        List<Look> looks = new PhotoSearch(NETWORKS, new LookPlan(2, 1))
                .look(List.of(WHOLE), locator)
                .get(0);
        assertThat(looks).hasSize(places);
        assertThat(locator.batches.get(1)).hasSize(places);
        requireSameView(locator.batches.get(1).get(0), FIRST_IN_PHOTO);
    }

    @Test
    void goesToNoMorePlacesThanThePlanSays() {
        RecordingLocator locator = new RecordingLocator(both(0.9, 0.8), seen(MIDDLE, 0.97));
        assertThat(new PhotoSearch(NETWORKS, new LookPlan(1, 3))
                        .look(List.of(WHOLE), locator)
                        .get(0))
                .hasSize(3);
    }

    @Test
    void looksAtAllOfAPhotoInWhichNoPlaceIsSure() {
        RecordingLocator locator = new RecordingLocator(both(0.9, 0.8), seen(MIDDLE, 0.7), seen(MIDDLE, 0.6));
        List<Look> looks = new PhotoSearch(NETWORKS, new LookPlan(2, 1))
                .look(List.of(WHOLE), locator)
                .get(0);
        assertThat(looks).extracting(Look::wholePhoto).containsExactly(false, false, true);
    }

    /** From afar the two halves of a number may look like two. */
    @Test
    void looksOnlyOnceAtPlacesThatFromNearAreTheSame() {
        Box left = new Box(34, 24, 30, 20);
        Box right = new Box(66, 24, 30, 20);
        Box number = new Box(90, 120, 300, 100);
        Box half = left.scaled(5, 5, -80, 0);
        Box otherHalf = right.scaled(5, 5, -80, 0);
        DrawnMap drawn = new DrawnMap(GRID);
        LocationMap afar = drawn.see(drawn.cellOf(left), 0.9, left)
                .see(drawn.cellOf(right), 0.8, right)
                .map();
        RecordingLocator locator =
                new RecordingLocator(afar, seen(inView(half, number), 0.97), seen(inView(otherHalf, number), 0.98));
        List<Look> looks = new PhotoSearch(NETWORKS, new LookPlan(2, 1))
                .look(List.of(WHOLE), locator)
                .get(0);
        assertThat(locator.batches.get(1)).hasSize(2);
        assertThat(looks).hasSize(1);
        assertThat(looks.get(0).presence()).isCloseTo(0.97, CLOSE);
        requireBox(looks.get(0).place(), number);
    }

    /** 40 photos of two places each: 80 views from near. */
    @Test
    void keepsTheOrderOfManyPhotosThatAreSeenInParts() {
        List<Prepared.Whole> photos = Collections.nCopies(40, WHOLE);
        List<LocationMap> maps = new ArrayList<>(Collections.nCopies(40, both(0.9, 0.8)));
        for (int photo = 0; photo < 40; photo++) {
            maps.add(seen(MIDDLE, 0.5 + photo / 100.0));
            maps.add(seen(MIDDLE, 0.05 + photo / 100.0));
        }
        RecordingLocator locator = new RecordingLocator(maps.toArray(LocationMap[]::new));
        List<List<Look>> looks = new PhotoSearch(NETWORKS, new LookPlan(2, 1)).look(photos, locator);
        assertThat(locator.batches).extracting(List::size).containsExactly(40, 64, 16);
        assertThat(looks).hasSize(40);
        IntStream.range(0, 40).forEach(photo -> {
            assertThat(looks.get(photo).get(0).presence()).isCloseTo(0.5 + photo / 100.0, CLOSE);
            assertThat(looks.get(photo).get(1).presence()).isCloseTo(0.05 + photo / 100.0, CLOSE);
        });
    }

    @Test
    void seesNothingWhereThereIsNoPhoto() {
        RecordingLocator locator = new RecordingLocator();
        assertThat(new PhotoSearch(NETWORKS, LookPlan.DEFAULT).look(List.of(), locator))
                .isEmpty();
        assertThat(locator.batches).isEmpty();
    }

    /** Hands out maps in their order, and records what it is asked. */
    private static final class RecordingLocator implements Locator {
        private final List<LocationMap> maps;
        private final List<List<Overview>> batches = new ArrayList<>();
        private int next;

        RecordingLocator(LocationMap... maps) {
            this.maps = List.of(maps);
        }

        @Override
        public List<LocationMap> locate(List<Overview> batch) {
            batches.add(List.copyOf(batch));
            next += batch.size();
            return maps.subList(next - batch.size(), next);
        }
    }

    private static LocationMap both(double first, double second) {
        DrawnMap drawn = new DrawnMap(GRID);
        return drawn.see(drawn.cellOf(FIRST), first, FIRST)
                .see(drawn.cellOf(SECOND), second, SECOND)
                .map();
    }

    private static LocationMap seen(Box place, double presence) {
        DrawnMap drawn = new DrawnMap(GRID);
        return drawn.see(drawn.cellOf(place), presence, place).map();
    }

    private static Sighting near(Box place, LocationMap map) {
        return NearView.of(PHOTO, place, GRID.input()).sighting(map);
    }

    /** Where a box of the photo is in the view of a place. */
    private static Box inView(Box place, Box box) {
        NearView view = NearView.of(PHOTO, place, GRID.input());
        return view.overview()
                .inOverview(
                        box.scaled(1, 1, -view.part().left(), -view.part().top()),
                        view.part().width(),
                        view.part().height());
    }

    /** Up to what is lost where the box from afar is not a whole number. */
    private static void requireSameView(Overview found, Box place) {
        Overview expected = NearView.of(PHOTO, place, GRID.input()).overview();
        assertThat(found.content().shape()).isEqualTo(expected.content().shape());
        byte[] values = found.content().values();
        for (int i = 0; i < values.length; i++) {
            assertThat(values[i] & 0xFF).isCloseTo(expected.content().values()[i] & 0xFF, within(1));
        }
    }

    private static void requireBox(Box found, Box expected) {
        assertThat(found.left()).isCloseTo(expected.left(), CLOSE);
        assertThat(found.top()).isCloseTo(expected.top(), CLOSE);
        assertThat(found.right()).isCloseTo(expected.right(), CLOSE);
        assertThat(found.bottom()).isCloseTo(expected.bottom(), CLOSE);
    }
}
