package io.digitstream.recognizer.location;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.digitstream.recognizer.image.Box;
import io.digitstream.recognizer.network.ConvolutionBlock;
import io.digitstream.recognizer.network.LocatorArchitecture;
import io.digitstream.recognizer.pixels.InputShape;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SightingFinderTest {
    private static final Offset<Double> CLOSE = within(1e-3);

    /** Four rows of eight cells of 16 pixels. */
    private static final LocatorArchitecture GRID =
            new LocatorArchitecture(new InputShape(64, 128), List.of(new ConvolutionBlock(1, 1, 16, false)));

    private static final Box NUMBER = new Box(18, 20, 40, 20);
    private static final Box OTHER = new Box(80, 36, 36, 24);

    @Test
    void findsANumberThatOneCellSees() {
        DrawnMap drawn = new DrawnMap(GRID);
        List<Sighting> found = new SightingFinder(1)
                .find(drawn.see(drawn.cellOf(NUMBER), 0.9, NUMBER).map());
        assertThat(found).hasSize(1);
        assertThat(found.get(0).presence()).isCloseTo(0.9, CLOSE);
        requireBox(found.get(0).box(), NUMBER);
    }

    /** 0.8, 0.4 and 0.4, squared: weights of 4, 1 and 1. */
    @Test
    void makesOneBoxOfANumberThatSeveralCellsSeeAndAveragesItByTheirPresence() {
        LocationMap map = new DrawnMap(GRID)
                .see(9, 0.4, new Box(18 + 3, 20, 40, 20))
                .see(10, 0.8, NUMBER)
                .see(11, 0.4, new Box(18, 20 - 3, 40 + 6, 20 + 3))
                .map();
        List<Sighting> found = new SightingFinder(2).find(map);
        assertThat(found.get(0).presence()).isCloseTo(0.8, CLOSE);
        requireBox(found.get(0).box(), Box.between(18.5, 19.5, 18 + 40 + (3 + 6) / 6.0, 40));
        assertThat(found.get(1).presence()).as("what is left").isLessThan(1e-6);
    }

    @Test
    void keepsTwoNumbersApartTheLikeliestFirst() {
        DrawnMap drawn = new DrawnMap(GRID);
        int cell = drawn.cellOf(NUMBER);
        int other = drawn.cellOf(OTHER);
        LocationMap map = drawn.see(cell, 0.6, NUMBER)
                .see(cell + 1, 0.5, NUMBER)
                .see(other, 0.7, OTHER)
                .see(other - 1, 0.65, OTHER)
                .map();
        List<Sighting> found = new SightingFinder(2).find(map);
        assertThat(found).hasSize(2);
        requireBox(found.get(0).box(), OTHER);
        requireBox(found.get(1).box(), NUMBER);
        assertThat(found)
                .extracting(Sighting::presence)
                .satisfiesExactly(
                        likeliest -> assertThat(likeliest).isCloseTo(0.7, CLOSE),
                        next -> assertThat(next).isCloseTo(0.6, CLOSE));
    }

    /** Beside each other, as two numbers on one wall may stand: they share a fifth. */
    @Test
    void keepsTwoNumbersApartThatOverlapALittle() {
        Box left = new Box(20, 20, 36, 20);
        Box right = new Box(44, 20, 36, 20);
        LocationMap map =
                new DrawnMap(GRID).see(10, 0.9, left).see(11, 0.8, right).map();
        assertThat(left.overlap(right)).isBetween(0.1, 0.3);
        List<Sighting> found = new SightingFinder(2).find(map);
        requireBox(found.get(0).box(), left);
        requireBox(found.get(1).box(), right);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void findsAtLeastOneAndNeverMoreThanAskedForTheLikeliestFirst(long seed) {
        Random random = new Random(seed);
        for (int most = 1; most <= 6; most++) {
            LocationMap map = random(random, 1 + 3 * random.nextFloat());
            double likeliest = 0;
            for (int cell = 0; cell < map.cells(); cell++) {
                likeliest = Math.max(likeliest, map.presence(cell));
            }
            List<Sighting> found = new SightingFinder(most).find(map);
            assertThat(found).hasSizeBetween(1, most);
            assertThat(found.get(0).presence()).isEqualTo(likeliest);
            for (int i = 1; i < found.size(); i++) {
                assertThat(found.get(i).presence())
                        .isLessThanOrEqualTo(found.get(i - 1).presence());
            }
        }
    }

    @Test
    void findsNoMoreThanThereAre() {
        DrawnMap drawn = new DrawnMap(GRID);
        for (int cell = 0; cell < GRID.cells(); cell++) {
            drawn.see(cell, 0.5, new Box(-10, -10, 150, 90));
        }
        assertThat(new SightingFinder(7).find(drawn.map())).hasSize(1);
    }

    /** Squared, such a presence is nothing, or hardly a number any more. */
    @ParameterizedTest
    @ValueSource(floats = {Float.NEGATIVE_INFINITY, -1e30f, -800, -744, -373, -372.4f, -372, -371, -370, -340})
    void findsThePlaceThatIsLeastUnlikelyHoweverUnlikelyItIs(float presence) {
        float[] presences = new float[GRID.cells()];
        float[] boxes = new float[4 * GRID.cells()];
        Arrays.fill(presences, presence);
        Arrays.fill(boxes, -4);
        boxes[5] = -3.5f;
        List<Sighting> found = new SightingFinder(1).find(new LocationMap(GRID, presences, boxes));
        assertThat(found).hasSize(1);
        Box box = found.get(0).box();
        assertThat(box.left()).isCloseTo(8 - 16 * Math.exp(-4), CLOSE);
        assertThat(box.width()).isCloseTo(32 * Math.exp(-4), CLOSE);
        assertThat(box.height()).isCloseTo(32 * Math.exp(-4), CLOSE);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void looksForOneAtLeast(int most) {
        assertThatThrownBy(() -> new SightingFinder(most)).hasMessage("at least one number is looked for, not " + most);
    }

    private static LocationMap random(Random random, float spread) {
        float[] presence = new float[GRID.cells()];
        float[] box = new float[4 * GRID.cells()];
        for (int i = 0; i < presence.length; i++) {
            presence[i] = (float) (spread * random.nextGaussian());
        }
        for (int i = 0; i < box.length; i++) {
            box[i] = (float) (0.5 * random.nextGaussian());
        }
        return new LocationMap(GRID, presence, box);
    }

    private static void requireBox(Box found, Box expected) {
        assertThat(found.left()).isCloseTo(expected.left(), CLOSE);
        assertThat(found.top()).isCloseTo(expected.top(), CLOSE);
        assertThat(found.right()).isCloseTo(expected.right(), CLOSE);
        assertThat(found.bottom()).isCloseTo(expected.bottom(), CLOSE);
    }
}
