package io.digitstream.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.digitstream.recognizer.image.Box;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class BoxLossTest {
    private static final int CELLS = 6;
    private static final double STEP = 1e-6;

    /** Three photos: one without a number, one seen by one cell, one seen by some. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void hasTheSlopeOfItsSumAsGradient(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] given = new double[3 * CELLS][4];
        double[][] targets = new double[3 * CELLS][4];
        for (int row = 0; row < given.length; row++) {
            boolean seen = row == CELLS + 2 || (row >= 2 * CELLS && random.nextInt(3) > 0);
            for (int side = 0; side < 4; side++) {
                given[row][side] = random.nextDouble(-2, 2);
                targets[row][side] = seen ? random.nextDouble(0.05, 4) : 0;
            }
        }
        double[][] gradient = copy(given);
        sum(gradient, targets);
        for (int row = 0; row < given.length; row++) {
            for (int side = 0; side < 4; side++) {
                double above = sumWith(given, targets, row, side, STEP);
                double below = sumWith(given, targets, row, side, -STEP);
                assertThat(gradient[row][side])
                        .as("cell %d, side %d", row, side)
                        .isCloseTo((above - below) / (2 * STEP), within(1e-6));
            }
        }
    }

    private static double sumWith(double[][] given, double[][] targets, int row, int side, double change) {
        double[][] changed = copy(given);
        changed[row][side] += change;
        return sum(changed, targets);
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1, 1, 2, 2, 2, 2", "2, 0.5, 1, 3, 1, 1, 1, 1", "0.1, 4, 0.3, 2, 3, 0.2, 0.5, 0.5"})
    void isTheLogarithmOfTheOverlapOfBothBoxes(
            double left, double top, double right, double bottom, double l, double t, double r, double b) {
        double[][] given = photo(new double[] {Math.log(left), Math.log(top), Math.log(right), Math.log(bottom)}, 1);
        double[][] targets = photo(new double[] {l, t, r, b}, 1);
        Box found = Box.between(-left, -top, right, bottom);
        double overlap = found.overlap(Box.between(-l, -t, r, b));
        assertThat(sum(given, targets)).isCloseTo(-BoxLoss.WEIGHT * Math.log(overlap), within(1e-9));
    }

    @Test
    void isNothingWhereTheBoxIsRight() {
        double[] right = {0.5, 1, 2, 0.05};
        double[][] given = photo(Arrays.stream(right).map(Math::log).toArray(), 1);
        assertThat(sum(given, photo(right, 1))).isCloseTo(0, within(1e-12));
    }

    /** However many cells see a photo's number, it counts as much as another's. */
    @Test
    void isTheMeanOverTheCellsThatSeeAPhotosNumber() {
        double[] logarithms = {0.3, -0.2, 1, 0};
        double[] target = {1, 2, 1, 0.5};
        double[][] one = photo(logarithms, 1);
        double[][] four = photo(logarithms, 4);
        double alone = sum(one, photo(target, 1));
        assertThat(sum(four, photo(target, 4))).isCloseTo(alone, within(1e-12));
        for (int row = 0; row < 4; row++) {
            for (int side = 0; side < 4; side++) {
                assertThat(four[row][side]).isCloseTo(one[0][side] / 4, within(1e-12));
            }
        }
    }

    @Test
    void addsUpOverPhotos() {
        double[] logarithms = {0.3, -0.2, 1, 0};
        double[] target = {1, 2, 1, 0.5};
        double alone = sum(photo(logarithms, 1), photo(target, 1));
        double[][] given = concatenated(photo(logarithms, 1), photo(logarithms, 0), photo(logarithms, 3));
        double[][] targets = concatenated(photo(target, 1), photo(target, 0), photo(target, 3));
        assertThat(sum(given, targets)).isCloseTo(2 * alone, within(1e-12));
    }

    @Test
    void asksNothingOfCellsThatSeeNoNumber() {
        double[][] given = photo(new double[] {3, 3, 3, 3}, CELLS);
        assertThat(sum(given, photo(new double[4], 0))).isZero();
        assertThat(given).isDeepEqualTo(new double[CELLS][4]);
    }

    /** A network that has lost its way gets a gradient that leads it back. */
    @ParameterizedTest
    @ValueSource(doubles = {10, 700, 1e6})
    void pointsBackFromDistancesBeyondAnyPhoto(double logarithm) {
        double[][] large = photo(new double[] {logarithm, logarithm, logarithm, logarithm}, 1);
        double[][] small = photo(new double[] {-logarithm, -logarithm, -logarithm, -logarithm}, 1);
        double[][] targets = photo(new double[] {1, 2, 1, 2}, 1);
        assertThat(sum(large, targets)).isFinite();
        assertThat(sum(small, targets)).isFinite();
        assertThat(Arrays.stream(large[0])).allMatch(slope -> slope > 0 && slope < 100);
        assertThat(Arrays.stream(small[0])).allMatch(slope -> slope < 0 && slope > -100);
    }

    @Test
    void addsItsSumForItsReplicaAndItsPlaceAmongTheLosses() {
        double[][] targets = photo(new double[] {2, 2, 2, 2}, 1);
        BatchLosses losses = new BatchLosses(2, 2);
        losses.begin(4);
        new BoxLoss(losses, 0, 1, CELLS).toGradient(photo(new double[4], 1), targets);
        new BoxLoss(losses, 1, 1, CELLS).toGradient(photo(new double[4], 1), targets);
        assertThat(losses.means().get(0)).isZero();
        assertThat(losses.means().get(1)).isCloseTo(2 * BoxLoss.WEIGHT * Math.log(4) / 4, within(1e-12));
    }

    /** A photo whose first cells have this row, the others zeros. */
    private static double[][] photo(double[] row, int cells) {
        double[][] photo = new double[CELLS][4];
        for (int i = 0; i < cells; i++) {
            photo[i] = row.clone();
        }
        return photo;
    }

    private static double[][] concatenated(double[][]... photos) {
        return Arrays.stream(photos).flatMap(Arrays::stream).toArray(double[][]::new);
    }

    private static double sum(double[][] given, double[][] targets) {
        BatchLosses losses = new BatchLosses(1, 1);
        losses.begin(1);
        new BoxLoss(losses, 0, 0, CELLS).toGradient(given, targets);
        return losses.means().get(0);
    }

    private static double[][] copy(double[][] rows) {
        return Arrays.stream(rows).map(double[]::clone).toArray(double[][]::new);
    }
}
