package io.digitstream.trainer.training;

import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/**
 * A loss as DL4J asks for it, computed on arrays: from one replica's targets and what its network gave before the activation,
 * both [rows, columns], to a gradient. One thread.
 */
@SuppressWarnings("serial") // DL4J wants losses serializable; nobody serializes a network in training
abstract class LossByRow implements ILossFunction {
    private final String name;

    LossByRow(String name) {
        this.name = name;
    }

    /** Replaces what the network gave by the gradient, times the images of the whole batch. */
    abstract void toGradient(double[][] given, double[][] targets);

    @Override
    public INDArray computeGradient(INDArray labels, INDArray given, IActivation activation, @Nullable INDArray mask) {
        double[][] gradient = given.toDoubleMatrix();
        toGradient(gradient, labels.toDoubleMatrix());
        return given.ulike().assign(Nd4j.createFromArray(gradient));
    }

    /** DL4J asks for this after each gradient, to add up a score that nobody reads. */
    @Override
    public double computeScore(
            INDArray labels, INDArray given, IActivation activation, @Nullable INDArray mask, boolean average) {
        return 0;
    }

    @Override
    public INDArray computeScoreArray(
            INDArray labels, INDArray given, IActivation activation, @Nullable INDArray mask) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Pair<Double, INDArray> computeGradientAndScore(
            INDArray labels, INDArray given, IActivation activation, @Nullable INDArray mask, boolean average) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String name() {
        return name;
    }
}
