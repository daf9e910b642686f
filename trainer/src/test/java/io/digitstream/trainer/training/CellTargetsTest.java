package io.digitstream.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.digitstream.recognizer.image.Box;
import io.digitstream.recognizer.network.LocatorArchitecture;
import io.digitstream.recognizer.pixels.Overview;
import io.digitstream.recognizer.pixels.Pixels;
import io.digitstream.trainer.scenes.Scene;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** On a grid of 4 x 6 cells of 4 pixels: their middles are at 2, 6, 10 and so on. */
final class CellTargetsTest {
    private static final LocatorArchitecture GRID = ToyScenes.NETWORK;

    @Test
    void askForANumberInItsMiddleForNothingFurtherInAndForNoneElsewhere() {
        assertThat(picture(targets(new Box(4, 2, 16, 12)))).isEqualTo("""
                        .????.
                        .?11?.
                        .?11?.
                        ......
                        """);
    }

    @Test
    void askForNoneWhereThereIsNoNumber() {
        CellTargets targets = targets();
        assertThat(targets.presence()).containsOnly(0);
        assertThat(targets.box()).containsOnly(0);
    }

    @Test
    void tellTheDistancesOfTheSidesInCells() {
        CellTargets targets = targets(new Box(4, 2, 16, 12));
        assertThat(distances(targets, 1, 2)).containsExactly(1.5, 1, 2.5, 2);
        assertThat(distances(targets, 2, 3)).containsExactly(2.5, 2, 1.5, 1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void tellDistancesInCellsThatSeeANumberAndInNoOther(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 200; i++) {
            Box some = box(random);
            Box other = box(random);
            CellTargets targets = targets(some, other);
            assertThat(targets.presence()).contains(1);
            for (int cell = 0; cell < GRID.cells(); cell++) {
                double[] distances = distances(targets, cell / GRID.columns(), cell % GRID.columns());
                if (targets.presence()[cell] == 1) {
                    assertThat(Arrays.stream(distances)).allMatch(distance -> distance > 0);
                } else {
                    assertThat(distances).containsOnly(0);
                }
            }
        }
    }

    private static Box box(SplittableRandom random) {
        double width = random.nextDouble(0.5, 20);
        double height = random.nextDouble(0.5, 14);
        return new Box(random.nextDouble(-5, 24), random.nextDouble(-5, 16), width, height);
    }

    /** What the cells say leads back to the box. */
    @Test
    void giveTheBoxBackFromEachCellInItsMiddle() {
        Box number = new Box(1.5, 3.25, 17, 11);
        CellTargets targets = targets(number);
        for (int cell = 0; cell < GRID.cells(); cell++) {
            if (targets.presence()[cell] == 1) {
                double[] distances = distances(targets, cell / GRID.columns(), cell % GRID.columns());
                double x = GRID.middleX(cell);
                double y = GRID.middleY(cell);
                Box back = Box.between(
                        x - 4 * distances[0], y - 4 * distances[1], x + 4 * distances[2], y + 4 * distances[3]);
                assertThat(back.overlap(number)).isCloseTo(1, within(1e-5));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        // Between four middles, at a corner, at the last pixel, and around a middle.
        "7.9, 7.9, 0.2, 0.2, 2, 2",
        "0, 0, 1, 1, 0, 0",
        "23, 15, 1, 1, 3, 5",
        "13.5, 5.5, 1, 1, 1, 3",
        // Reaching outside.
        "-10, -10, 12, 12, 0, 0",
        "22, 14, 20, 20, 3, 5",
        "-3, 6, 4, 3, 1, 0",
        "10, 15.5, 2, 9, 3, 2",
    })
    void askTheNearestCellHoweverSmallOrFarOutANumberIs(
            double left, double top, double width, double height, int row, int column) {
        CellTargets targets = targets(new Box(left, top, width, height));
        assertThat(targets.presence()[row * GRID.columns() + column]).isEqualTo(1);
        assertThat(targets.presence()).containsOnlyOnce(1);
        assertThat(Arrays.stream(distances(targets, row, column))).allMatch(distance -> distance >= 0.05 - 1e-6);
    }

    /** A side that lies on the wrong side of the middle has a distance all the same. */
    @Test
    void putASideNoNearerThanATwentiethOfACell() {
        assertThat(distances(targets(new Box(9, 10.5, 3, 0.5)), 2, 2))
                .containsExactly(new double[] {0.25, 0.05, 0.5, 0.25}, within(1e-6));
        assertThat(distances(targets(new Box(8.2, 8.2, 0.5, 0.5)), 2, 2))
                .containsExactly(new double[] {0.45, 0.45, 0.05, 0.05}, within(1e-6));
    }

    @Test
    void seeTheSmallerOfTwoNumbersWhereTheyOverlap() {
        Box large = new Box(0, 0, 24, 16);
        Box small = new Box(8, 3, 12, 8);
        for (CellTargets targets : List.of(targets(large, small), targets(small, large))) {
            assertThat(picture(targets)).isEqualTo("""
                            ??????
                            ?1?1??
                            ?1????
                            ??????
                            """);
            assertThat(distances(targets, 1, 3)).containsExactly(1.5, 0.75, 1.5, 1.25);
            assertThat(distances(targets, 1, 2)).containsOnly(0);
        }
    }

    private static CellTargets targets(Box... numbers) {
        Pixels grey = new Pixels(GRID.input(), new byte[GRID.input().size()]);
        return CellTargets.of(new Scene(new Overview(GRID.input(), grey), List.of(numbers)), GRID);
    }

    private static double[] distances(CellTargets targets, int row, int column) {
        double[] distances = new double[LocatorArchitecture.SIDES];
        for (int side = 0; side < distances.length; side++) {
            distances[side] = targets.box()[side * GRID.cells() + row * GRID.columns() + column];
        }
        return distances;
    }

    private static String picture(CellTargets targets) {
        StringBuilder picture = new StringBuilder();
        for (int cell = 0; cell < GRID.cells(); cell++) {
            float presence = targets.presence()[cell];
            picture.append(presence == CellTargets.NOT_ASKED ? '?' : presence == 1 ? '1' : '.');
            if (cell % GRID.columns() == GRID.columns() - 1) {
                picture.append('\n');
            }
        }
        return picture.toString();
    }
}
