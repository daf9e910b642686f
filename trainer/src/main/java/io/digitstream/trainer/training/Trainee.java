package io.digitstream.trainer.training;

import io.digitstream.recognizer.network.TensorShape;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What is trained: a network, and what it is to make small. Immutable; its text is part of what a checkpoint belongs to.
 *
 * @param <E> kind of example that it learns from
 */
public interface Trainee<E> {
    /** Random parameters to begin with, [parameters]. */
    INDArray drawParameters(long seed);

    /**
     * A network that computes gradients of the sum of its losses over its share of a batch.
     *
     * @param parameters [parameters], shared by all replicas
     * @param losses where it puts its share of each loss
     * @param replica number of the replica
     */
    ComputationGraph forTraining(INDArray parameters, BatchLosses losses, int replica);

    /** A network for use between two steps. */
    ComputationGraph over(INDArray parameters);

    /** Examples as the network takes them. */
    TrainingBatch batch(List<E> examples);

    /** What a release holds of the network. */
    List<TensorShape> tensors();

    /** Names of its losses. */
    List<String> losses();
}
