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
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LocationMapTest {
    private static final Offset<Double> EXACT = within(1e-4);

    /** Two rows of three cells of 8 pixels. */
    private static final LocatorArchitecture GRID =
            new LocatorArchitecture(new InputShape(16, 24), List.of(new ConvolutionBlock(1, 1, 8, false)));

    @Test
    void givesEachCellItsPresence() {
        LocationMap map = new LocationMap(
                GRID,
                new float[] {0, (float) Math.log(3), -100, 100, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY},
                new float[24]);
        assertThat(map.cells()).isEqualTo(6);
        assertThat(map.presence(0)).isEqualTo(0.5);
        assertThat(map.presence(1)).isCloseTo(0.75, EXACT);
        assertThat(map.presence(2)).isBetween(0.0, 1e-9);
        assertThat(map.presence(3)).isBetween(1 - 1e-9, 1.0);
        assertThat(map.presence(4)).isZero();
        assertThat(map.presence(5)).isOne();
    }

    @Test
    void countsDistancesFromTheMiddleOfACellInCells() {
        float[] box = new float[24];
        // The fifth cell: left, top, right, bottom.
        box[4] = (float) Math.log(0.25);
        box[6 + 4] = (float) Math.log(1.25);
        box[12 + 4] = (float) Math.log(2);
        box[18 + 4] = (float) Math.log(0.5);
        LocationMap map = new LocationMap(GRID, new float[6], box);
        requireBox(map.box(4), 12 - 2, 12 - 10, 12 + 16, 12 + 4);
        requireBox(map.box(0), -4, -4, 12, 12);
        requireBox(map.box(5), 12, 4, 28, 20);
    }

    /** The exponential would overflow, or leave a box without a width. */
    @ParameterizedTest
    @CsvSource({"5, 4", "1000, 4", "Infinity, 4", "-5, -4", "-1000, -4", "-Infinity, -4"})
    void takesDistancesBeyondReasonForTheLargestOrTheSmallest(float logarithm, double taken) {
        float[] box = new float[24];
        Arrays.fill(box, logarithm);
        double distance = 8 * Math.exp(taken);
        requireBox(
                new LocationMap(GRID, new float[6], box).box(0),
                4 - distance,
                4 - distance,
                4 + distance,
                4 + distance);
    }

    @ParameterizedTest
    @CsvSource({"5, 24", "7, 24", "6, 23", "6, 6", "0, 0"})
    void isRefusedWithoutAPresenceAndFourSidesForEachCell(int presences, int sides) {
        assertThatThrownBy(() -> new LocationMap(GRID, new float[presences], new float[sides]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a grid of 6 cells has 6 presences and 24 sides, not %d and %d", presences, sides);
    }

    /** Weights can be finite and still too large for a photo: what comes out must never be taken for a place. */
    @Test
    void isRefusedWhereANumberIsNone() {
        float[] presence = new float[6];
        float[] box = new float[24];
        presence[5] = Float.NaN;
        assertThatThrownBy(() -> new LocationMap(GRID, presence, new float[24]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("presence gives a cell the value NaN");
        box[23] = Float.NaN;
        assertThatThrownBy(() -> new LocationMap(GRID, new float[6], box))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("box gives a cell the value NaN");
    }

    private static void requireBox(Box box, double left, double top, double right, double bottom) {
        assertThat(box.left()).isCloseTo(left, EXACT);
        assertThat(box.top()).isCloseTo(top, EXACT);
        assertThat(box.right()).isCloseTo(right, EXACT);
        assertThat(box.bottom()).isCloseTo(bottom, EXACT);
    }
}
