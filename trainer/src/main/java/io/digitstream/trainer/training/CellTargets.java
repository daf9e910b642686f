package io.digitstream.trainer.training;

import io.digitstream.recognizer.image.Box;
import io.digitstream.recognizer.network.LocatorArchitecture;
import io.digitstream.trainer.scenes.Scene;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * What each cell of the locating network's grid should answer for one scene. A cell in the middle of a number, or the one
 * nearest to its middle, should see it; others inside its box are not asked; the rest should see nothing.
 *
 * @param presence by cell: 1 for a number, 0 for none, {@link #NOT_ASKED}
 * @param box by side and cell: distances of the number's left, top, right and bottom from the cell's middle, in cells; 0
 *     where no number is to be seen
 */
@SuppressWarnings("ArrayRecordComponent") // on their way into a batch, never compared
record CellTargets(float[] presence, float[] box) {
    static final float NOT_ASKED = -1;

    /** The middle of a number is this share of its width and height. */
    private static final double MIDDLE = 0.5;

    /** A side that lies on the wrong side of a cell's middle is said to be this near. */
    private static final double NEAREST = 0.05;

    static CellTargets of(Scene scene, LocatorArchitecture grid) {
        int cells = grid.cells();
        CellTargets targets = new CellTargets(new float[cells], new float[LocatorArchitecture.SIDES * cells]);
        // The smaller of two numbers is seen where they overlap.
        List<Box> numbers = scene.numbers().stream()
                .sorted(Comparator.comparingDouble((Box box) -> box.width() * box.height())
                        .reversed())
                .toList();
        for (Box number : numbers) {
            targets.add(number, grid);
        }
        return targets;
    }

    private void add(Box number, LocatorArchitecture grid) {
        Box middle = number.resized(MIDDLE, MIDDLE);
        int nearest = nearest(number, grid);
        for (int cell = 0; cell < presence.length; cell++) {
            double x = grid.middleX(cell);
            double y = grid.middleY(cell);
            if (holds(middle, x, y) || cell == nearest) {
                presence[cell] = 1;
                side(cell, 0, (x - number.left()) / grid.cell());
                side(cell, 1, (y - number.top()) / grid.cell());
                side(cell, 2, (number.right() - x) / grid.cell());
                side(cell, 3, (number.bottom() - y) / grid.cell());
            } else if (holds(number, x, y)) {
                presence[cell] = NOT_ASKED;
                for (int side = 0; side < LocatorArchitecture.SIDES; side++) {
                    box[side * presence.length + cell] = 0;
                }
            }
        }
    }

    private void side(int cell, int side, double distance) {
        box[side * presence.length + cell] = (float) Math.max(NEAREST, distance);
    }

    private static boolean holds(Box box, double x, double y) {
        return x >= box.left() && x < box.right() && y >= box.top() && y < box.bottom();
    }

    private static int nearest(Box number, LocatorArchitecture grid) {
        int column = clamp(number.middleX() / grid.cell(), grid.columns());
        int row = clamp(number.middleY() / grid.cell(), grid.rows());
        return row * grid.columns() + column;
    }

    private static int clamp(double cell, int count) {
        return (int) Math.max(0, Math.min(count - 1, Math.floor(cell)));
    }

    @Override
    public String toString() {
        return Arrays.toString(presence);
    }
}
