package io.digitstream.trainer.search;

import java.util.ArrayList;
import java.util.List;

/** Boxes of the sizes that numbers have, spread over the middle of a photo: where a search begins. Stateless. */
final class RegionGrid {
    /** Shares of the photo's height. */
    private static final double[] HEIGHTS = {0.36, 0.46, 0.58, 0.72, 0.9};

    /** Width over height: from one narrow digit to five. */
    private static final double[] ASPECTS = {0.42, 0.6, 0.85, 1.2, 1.7, 2.4};

    /** From one box to the next, in boxes. */
    private static final double STEP = 0.5;

    /** Shares of the photo in which the boxes' middles lie. */
    private static final double ACROSS = 0.5;

    private static final double DOWN = 0.36;

    private RegionGrid() {}

    /** Some 270 boxes over a photo twice as wide as it is high. */
    static List<Box> over(int photoWidth, int photoHeight) {
        List<Box> boxes = new ArrayList<>();
        for (double share : HEIGHTS) {
            for (double aspect : ASPECTS) {
                double height = share * photoHeight;
                double width = aspect * height;
                if (width <= photoWidth) {
                    spread(boxes, width, height, photoWidth, photoHeight);
                }
            }
        }
        return boxes;
    }

    private static void spread(List<Box> boxes, double width, double height, int photoWidth, int photoHeight) {
        int columns = count(ACROSS * photoWidth, width);
        int rows = count(DOWN * photoHeight, height);
        for (int column = 0; column < columns; column++) {
            for (int row = 0; row < rows; row++) {
                boxes.add(Box.around(
                        photoWidth / 2.0 + (column - (columns - 1) / 2.0) * STEP * width,
                        photoHeight / 2.0 + (row - (rows - 1) / 2.0) * STEP * height,
                        width,
                        height));
            }
        }
    }

    private static int count(double room, double size) {
        return (int) Math.max(1, Math.ceil(room / (STEP * size)));
    }
}
