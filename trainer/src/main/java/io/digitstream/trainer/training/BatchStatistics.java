package io.digitstream.trainer.training;

import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The running means and variances of batch normalization. DL4J keeps them among the parameters and leaves, in the place of
 * their gradients, by how much a batch lowers them: nothing to clip, to scale or to put into Adam's moments.
 */
final class BatchStatistics {
    private BatchStatistics() {}

    /**
     * Moves the statistics by the mean of what the networks ask for, and leaves zeros in their gradients.
     *
     * @param graphs share their parameters, and each has computed a gradient
     */
    static void move(List<ComputationGraph> graphs) {
        ComputationGraph first = graphs.get(0);
        for (String name : first.gradient().gradientForVariable().keySet()) {
            if (name.endsWith("_mean") || name.endsWith("_var")) {
                INDArray statistic = first.getParam(name);
                for (ComputationGraph graph : graphs) {
                    INDArray lowerBy = graph.gradient().getGradientFor(name);
                    statistic.subi(lowerBy.divi(graphs.size()));
                    lowerBy.assign(0);
                }
            }
        }
    }
}
