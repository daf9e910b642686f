package io.digitstream.trainer.training;

import io.digitstream.recognizer.network.Head;
import java.util.List;
import java.util.concurrent.Phaser;
import java.util.stream.IntStream;

/**
 * The heads' cross-entropies over one batch, of which each replica sees a share. Each replica {@link #add}s its share of each
 * head, all in the same order of heads; one that needs a mean over the whole batch waits for the others to have added theirs.
 */
final class BatchLosses {
    private final double[][] sums;
    private final Phaser allHaveAdded;
    private int images = 1;

    BatchLosses(int replicas) {
        this.sums = new double[replicas][Head.ALL.size()];
        this.allHaveAdded = new Phaser(replicas);
    }

    /** Called between two batches, while no replica computes. */
    void begin(int batchSize) {
        images = batchSize;
    }

    /** @param crossEntropy sum over the replica's share of the batch, in nats */
    void add(int replica, int head, double crossEntropy) {
        sums[replica][head] = crossEntropy;
    }

    /** Mean over the whole batch, after every replica has added its share and calls this. */
    double awaitMean(int head) {
        if (allHaveAdded.arriveAndAwaitAdvance() < 0) {
            throw new IllegalStateException("another replica failed");
        }
        return mean(head);
    }

    /** Lets no replica wait any more for one that failed. */
    void abandon() {
        allHaveAdded.forceTermination();
    }

    /** Of the last batch, in the order of {@link Head#ALL}. */
    List<Double> means() {
        return IntStream.range(0, Head.ALL.size()).mapToObj(this::mean).toList();
    }

    private double mean(int head) {
        double sum = 0;
        for (double[] share : sums) {
            sum += share[head];
        }
        return sum / images;
    }
}
