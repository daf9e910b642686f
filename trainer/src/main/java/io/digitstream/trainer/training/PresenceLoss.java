package io.digitstream.trainer.training;

/**
 * The cross-entropy of presence, in nats, summed over the cells that are asked. Rows are cells, of one column. One thread.
 */
@SuppressWarnings("serial") // DL4J wants losses serializable; nobody serializes a network in training
final class PresenceLoss extends LossByRow {
    private final BatchLosses losses;
    private final int replica;
    private final int loss;

    PresenceLoss(BatchLosses losses, int replica, int loss) {
        super("presence");
        this.losses = losses;
        this.replica = replica;
        this.loss = loss;
    }

    @Override
    void toGradient(double[][] given, double[][] targets) {
        double sum = 0;
        for (int row = 0; row < given.length; row++) {
            double logit = given[row][0];
            double target = targets[row][0];
            if (target == CellTargets.NOT_ASKED) {
                given[row][0] = 0;
            } else {
                sum += Math.max(logit, 0) - logit * target + Math.log1p(Math.exp(-Math.abs(logit)));
                given[row][0] = 1 / (1 + Math.exp(-logit)) - target;
            }
        }
        losses.add(replica, loss, sum);
    }
}
