package io.digitstream.recognizer.location;

import io.digitstream.recognizer.image.Box;
import io.digitstream.recognizer.network.LocatorArchitecture;
import java.util.Arrays;

/** A location map that a test draws, cell by cell; a cell that is left out sees a number of two cells' sides, and hardly believes it. */
public final class DrawnMap {
    private static final float HARDLY = -20;

    private final LocatorArchitecture grid;
    private final float[] presence;
    private final float[] box;

    public DrawnMap(LocatorArchitecture grid) {
        this.grid = grid;
        this.presence = new float[grid.cells()];
        this.box = new float[LocatorArchitecture.SIDES * grid.cells()];
        Arrays.fill(presence, HARDLY);
    }

    /**
     * Lets a cell see a number.
     *
     * @param likely probability, in (0, 1)
     * @param place in pixels of the network's input; holds the cell's middle
     */
    public DrawnMap see(int cell, double likely, Box place) {
        double x = grid.middleX(cell);
        double y = grid.middleY(cell);
        presence[cell] = (float) Math.log(likely / (1 - likely));
        double[] distances = {x - place.left(), y - place.top(), place.right() - x, place.bottom() - y};
        for (int side = 0; side < LocatorArchitecture.SIDES; side++) {
            if (!(distances[side] > 0)) {
                throw new IllegalArgumentException("the middle of cell " + cell + " lies outside " + place);
            }
            box[side * grid.cells() + cell] = (float) Math.log(distances[side] / grid.cell());
        }
        return this;
    }

    /** The cell whose middle is nearest to a place's. */
    public int cellOf(Box place) {
        int nearest = 0;
        for (int cell = 1; cell < grid.cells(); cell++) {
            if (distance(cell, place) < distance(nearest, place)) {
                nearest = cell;
            }
        }
        return nearest;
    }

    private double distance(int cell, Box place) {
        return Math.hypot(grid.middleX(cell) - place.middleX(), grid.middleY(cell) - place.middleY());
    }

    public LocationMap map() {
        return new LocationMap(grid, presence.clone(), box.clone());
    }
}
