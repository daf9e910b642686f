package io.digitstream.trainer.training;

import io.digitstream.recognizer.network.LocatorArchitecture;
import java.util.Arrays;

/**
 * How badly boxes fit: {@code -ln IoU} (Yu et al. 2016, "UnitBox", arXiv 1608.01471), the mean over a photo's cells that
 * should see a number. Rows are cells, columns the logarithms of the distances to left, top, right and bottom. One thread.
 */
@SuppressWarnings("serial") // DL4J wants losses serializable; nobody serializes a network in training
final class BoxLoss extends LossByRow {
    /** Against presence, whose sum has many more cells. */
    static final double WEIGHT = 2;

    private final BatchLosses losses;
    private final int replica;
    private final int loss;
    private final int cells;

    /** @param cells rows of one photo */
    BoxLoss(BatchLosses losses, int replica, int loss, int cells) {
        super("box");
        this.losses = losses;
        this.replica = replica;
        this.loss = loss;
        this.cells = cells;
    }

    @Override
    void toGradient(double[][] given, double[][] targets) {
        double sum = 0;
        for (int photo = 0; photo < given.length; photo += cells) {
            int numbers = 0;
            for (int row = photo; row < photo + cells; row++) {
                numbers += isNumber(targets[row]) ? 1 : 0;
            }
            for (int row = photo; row < photo + cells; row++) {
                if (isNumber(targets[row])) {
                    sum += WEIGHT / numbers * toGradient(given[row], targets[row], WEIGHT / numbers);
                } else {
                    Arrays.fill(given[row], 0);
                }
            }
        }
        losses.add(replica, loss, sum);
    }

    private static boolean isNumber(double[] target) {
        return target[0] > 0;
    }

    /** @return {@code -ln IoU} */
    private static double toGradient(double[] row, double[] target, double weight) {
        double[] side = new double[LocatorArchitecture.SIDES];
        double[] inside = new double[LocatorArchitecture.SIDES];
        for (int i = 0; i < side.length; i++) {
            side[i] = LocatorArchitecture.distance(row[i]);
            inside[i] = Math.min(side[i], target[i]);
        }
        double sharedWidth = inside[0] + inside[2];
        double sharedHeight = inside[1] + inside[3];
        double shared = sharedWidth * sharedHeight;
        double width = side[0] + side[2];
        double height = side[1] + side[3];
        double covered = width * height + (target[0] + target[2]) * (target[1] + target[3]) - shared;
        for (int i = 0; i < side.length; i++) {
            double bySide = i % 2 == 0 ? height : width;
            double sharedBySide = side[i] >= target[i] ? 0 : i % 2 == 0 ? sharedHeight : sharedWidth;
            row[i] = weight * side[i] * ((bySide - sharedBySide) / covered - sharedBySide / shared);
        }
        return Math.log(covered / shared);
    }
}
