package io.digitstream.synthetic.camera;

import io.digitstream.synthetic.raster.SeededRandom;

/**
 * Unevenness of a surface: random values on a coarse grid, smooth in between (value noise). Immutable.
 */
final class Grain {
    private final int columns;
    private final float[] knots;
    private final double cellWidth;
    private final double cellHeight;

    /**
     * A grain over a photo.
     *
     * @param cellWidth pixels from one random value to the next
     */
    Grain(int width, int height, double cellWidth, double cellHeight, SeededRandom random) {
        this.cellWidth = cellWidth;
        this.cellHeight = cellHeight;
        columns = (int) (width / cellWidth) + 2;
        knots = new float[columns * ((int) (height / cellHeight) + 2)];
        for (int i = 0; i < knots.length; i++) {
            knots[i] = (float) random.between(-1, 1);
        }
    }

    /** From -1 to 1, of a pixel inside the photo. */
    float at(int x, int y) {
        double u = x / cellWidth;
        double v = y / cellHeight;
        int column = (int) u;
        int row = (int) v;
        int knot = row * columns + column;
        float right = (float) (u - column);
        float down = (float) (v - row);
        float above = knots[knot] + right * (knots[knot + 1] - knots[knot]);
        float below = knots[knot + columns] + right * (knots[knot + columns + 1] - knots[knot + columns]);
        return above + down * (below - above);
    }
}
