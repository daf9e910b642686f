package io.digitstream.recognizer.location;

import io.digitstream.recognizer.image.Box;
import io.digitstream.recognizer.network.LocatorArchitecture;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What the locating network says of one photo: for each cell of a grid over its overview, how likely a number has its middle
 * there, and where that number's sides are. Immutable.
 */
public final class LocationMap {
    private final LocatorArchitecture grid;
    private final float[] presence;
    private final float[] box;

    /**
     * @param grid of the network
     * @param presence logits, row by row; not copied, so not to be written to again
     * @param box logarithms of the distances in cells: all lefts, row by row, then all tops, rights, bottoms; not copied
     * @throws IllegalArgumentException if there are not as many numbers as cells and sides, or one is NaN: a network whose
     *     weights are finite can still give it
     */
    public LocationMap(LocatorArchitecture grid, float[] presence, float[] box) {
        if (presence.length != grid.cells() || box.length != LocatorArchitecture.SIDES * grid.cells()) {
            throw new IllegalArgumentException("a grid of %d cells has %d presences and %d sides, not %d and %d"
                    .formatted(
                            grid.cells(),
                            grid.cells(),
                            LocatorArchitecture.SIDES * grid.cells(),
                            presence.length,
                            box.length));
        }
        requireNumbers(LocatorArchitecture.PRESENCE, presence);
        requireNumbers(LocatorArchitecture.BOX, box);
        this.grid = grid;
        this.presence = presence;
        this.box = box;
    }

    /**
     * What the network says of each photo of a batch.
     *
     * @param presence [photos, 1, rows, columns], row-major
     * @param box [photos, 4, rows, columns], row-major
     */
    public static List<LocationMap> each(LocatorArchitecture grid, float[] presence, float[] box, int photos) {
        int cells = grid.cells();
        int sides = LocatorArchitecture.SIDES * cells;
        List<LocationMap> maps = new ArrayList<>(photos);
        for (int photo = 0; photo < photos; photo++) {
            maps.add(new LocationMap(
                    grid,
                    Arrays.copyOfRange(presence, photo * cells, (photo + 1) * cells),
                    Arrays.copyOfRange(box, photo * sides, (photo + 1) * sides)));
        }
        return maps;
    }

    private static void requireNumbers(String output, float[] values) {
        for (float value : values) {
            if (Float.isNaN(value)) {
                throw new IllegalArgumentException(output + " gives a cell the value " + value);
            }
        }
    }

    /** Cells, counted row by row. */
    public int cells() {
        return grid.cells();
    }

    /** Probability that a number has its middle in a cell, or nearest to it, in [0, 1]. */
    public double presence(int cell) {
        return 1 / (1 + Math.exp(-presence[cell]));
    }

    /** Where that number is, in pixels of the network's input. */
    public Box box(int cell) {
        double x = grid.middleX(cell);
        double y = grid.middleY(cell);
        return Box.between(x - distance(cell, 0), y - distance(cell, 1), x + distance(cell, 2), y + distance(cell, 3));
    }

    private double distance(int cell, int side) {
        return grid.cell() * LocatorArchitecture.distance(box[side * grid.cells() + cell]);
    }
}
