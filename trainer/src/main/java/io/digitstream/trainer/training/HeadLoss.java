package io.digitstream.trainer.training;

import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/**
 * The cross-entropy of one head of one replica, as DL4J asks for it: of softmax scores, in nats, summed over the replica's
 * share of the batch. Labels are [images, classes]: probabilities, or a row of zeros for an image without a target, which
 * then has no part in sum and gradient. One thread.
 */
@SuppressWarnings("serial") // DL4J wants losses serializable; nobody serializes a network in training
final class HeadLoss implements ILossFunction {
    private final LossCombination combination;
    private final BatchLosses losses;
    private final int replica;
    private final int head;

    HeadLoss(LossCombination combination, BatchLosses losses, int replica, int head) {
        this.combination = combination;
        this.losses = losses;
        this.replica = replica;
        this.head = head;
    }

    /** The gradient by the logits of the combination of all heads, times the images of the whole batch. */
    @Override
    public INDArray computeGradient(INDArray labels, INDArray logits, IActivation softmax, @Nullable INDArray mask) {
        double[][] targets = labels.toDoubleMatrix();
        double[][] gradient = logits.toDoubleMatrix();
        double crossEntropy = 0;
        for (int i = 0; i < gradient.length; i++) {
            crossEntropy += toGradient(gradient[i], targets[i]);
        }
        losses.add(replica, head, crossEntropy);
        double slope = combination.slope(head, () -> losses.awaitMean(head));
        return logits.ulike().assign(Nd4j.createFromArray(gradient)).muli(slope);
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

    /** DL4J asks for this after each gradient, to add up a score that nobody reads. */
    @Override
    public double computeScore(
            INDArray labels, INDArray logits, IActivation softmax, @Nullable INDArray mask, boolean average) {
        return 0;
    }

    @Override
    public INDArray computeScoreArray(INDArray labels, INDArray logits, IActivation softmax, @Nullable INDArray mask) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Pair<Double, INDArray> computeGradientAndScore(
            INDArray labels, INDArray logits, IActivation softmax, @Nullable INDArray mask, boolean average) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String name() {
        return "cross-entropy";
    }
}
