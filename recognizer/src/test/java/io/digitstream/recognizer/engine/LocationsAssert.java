package io.digitstream.recognizer.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.digitstream.recognizer.image.Box;
import io.digitstream.recognizer.location.LocationMap;
import io.digitstream.recognizer.network.LocatorArchitecture;
import java.util.Arrays;

/** Compares what two engines see in a photo, or one engine twice. */
final class LocationsAssert {
    private LocationsAssert() {}

    /** @param tolerance of probabilities, and of the logarithms of distances */
    static void requireClose(
            LocationMap found, PlainLocatorNetwork.Outputs expected, LocatorArchitecture grid, double tolerance) {
        assertThat(found.cells()).isEqualTo(expected.presence().length);
        assertThat(Arrays.stream(expected.box()).filter(logarithm -> Math.abs(logarithm) > 4))
                .as("distances that are not given as they are")
                .hasSizeLessThan(expected.box().length / 20);
        for (int cell = 0; cell < found.cells(); cell++) {
            assertThat(found.presence(cell))
                    .as("presence of cell %d", cell)
                    .isCloseTo(1 / (1 + Math.exp(-expected.presence()[cell])), within(tolerance));
            Box box = found.box(cell);
            double x = grid.middleX(cell);
            double y = grid.middleY(cell);
            double[] distances = {x - box.left(), y - box.top(), box.right() - x, box.bottom() - y};
            for (int side = 0; side < LocatorArchitecture.SIDES; side++) {
                double logarithm = Math.max(-4, Math.min(4, expected.box()[side * grid.cells() + cell]));
                assertThat(Math.log(distances[side] / grid.cell()))
                        .as("side %d of cell %d", side, cell)
                        .isCloseTo(logarithm, within(tolerance));
            }
        }
    }

    static void requireClose(LocationMap found, LocationMap expected, double tolerance) {
        assertThat(found.cells()).isEqualTo(expected.cells());
        for (int cell = 0; cell < found.cells(); cell++) {
            Box box = found.box(cell);
            Box other = expected.box(cell);
            assertThat(found.presence(cell)).isCloseTo(expected.presence(cell), within(tolerance));
            double pixels = tolerance * (other.width() + other.height());
            assertThat(box.left()).isCloseTo(other.left(), within(pixels));
            assertThat(box.top()).isCloseTo(other.top(), within(pixels));
            assertThat(box.right()).isCloseTo(other.right(), within(pixels));
            assertThat(box.bottom()).isCloseTo(other.bottom(), within(pixels));
        }
    }
}
