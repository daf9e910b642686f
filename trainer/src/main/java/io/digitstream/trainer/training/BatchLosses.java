package io.digitstream.trainer.training;

import java.util.List;
import java.util.concurrent.Phaser;
import java.util.stream.IntStream;

/**
 * A network's losses over one batch, of which each replica sees a share. Each replica {@link #add}s its share of each
 * loss, all in the same order of losses; one that needs a mean over the whole batch waits for the others to have added theirs.
 */
public final class BatchLosses {
    private final double[][] sums;
    private final Phaser allHaveAdded;
    private int images = 1;

    BatchLosses(int replicas, int losses) {
        this.sums = new double[replicas][losses];
        this.allHaveAdded = new Phaser(replicas);
    }

    /** Called between two batches, while no replica computes. */
    void begin(int batchSize) {
        images = batchSize;
    }

    /** @param value sum over the replica's share of the batch */
    public void add(int replica, int loss, double value) {
        sums[replica][loss] = value;
    }

    /** Mean over the whole batch, after every replica has added its share and calls this. */
    double awaitMean(int loss) {
        if (allHaveAdded.arriveAndAwaitAdvance() < 0) {
            throw new IllegalStateException("another replica failed");
        }
        return mean(loss);
    }

    /** Lets no replica wait any more for one that failed. */
    void abandon() {
        allHaveAdded.forceTermination();
    }

    /** Of the last batch. */
    List<Double> means() {
        return IntStream.range(0, sums[0].length).mapToObj(this::mean).toList();
    }

    private double mean(int loss) {
        double sum = 0;
        for (double[] share : sums) {
            sum += share[loss];
        }
        return sum / images;
    }
}
