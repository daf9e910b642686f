package io.digitstream.trainer.training;

/**
 * The cross-entropy of one head of one replica, as DL4J asks for it: of softmax scores, in nats, summed over the replica's
 * share of the batch. Labels are [images, classes]: probabilities, or a row of zeros for an image without a target, which
 * then has no part in sum and gradient. One thread.
 */
@SuppressWarnings("serial") // DL4J wants losses serializable; nobody serializes a network in training
final class HeadLoss extends LossByRow {
    private final LossCombination combination;
    private final BatchLosses losses;
    private final int replica;
    private final int head;

    HeadLoss(LossCombination combination, BatchLosses losses, int replica, int head) {
        super("cross-entropy");
        this.combination = combination;
        this.losses = losses;
        this.replica = replica;
        this.head = head;
    }

    /** The gradient is that of the combination of all heads. */
    @Override
    void toGradient(double[][] logits, double[][] targets) {
        double crossEntropy = 0;
        for (int i = 0; i < logits.length; i++) {
            crossEntropy += toGradient(logits[i], targets[i]);
        }
        losses.add(replica, head, crossEntropy);
        double slope = combination.slope(head, () -> losses.awaitMean(head));
        for (double[] row : logits) {
            for (int i = 0; i < row.length; i++) {
                row[i] *= slope;
            }
        }
    }

    /**
     * Replaces one image's logits by the gradient of its cross-entropy.
     *
     * @return the cross-entropy
     */
    private static double toGradient(double[] row, double[] target) {
        double logSum = logSumOfPowers(row);
        double wanted = 0;
        double crossEntropy = 0;
        for (int i = 0; i < row.length; i++) {
            wanted += target[i];
            crossEntropy -= target[i] == 0 ? 0 : target[i] * (row[i] - logSum);
        }
        for (int i = 0; i < row.length; i++) {
            row[i] = wanted * Math.exp(row[i] - logSum) - target[i];
        }
        return crossEntropy;
    }

    private static double logSumOfPowers(double[] row) {
        double largest = Double.NEGATIVE_INFINITY;
        for (double value : row) {
            largest = Math.max(largest, value);
        }
        double sum = 0;
        for (double value : row) {
            sum += Math.exp(value - largest);
        }
        return largest + Math.log(sum);
    }
}
