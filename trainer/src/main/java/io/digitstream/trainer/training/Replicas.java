package io.digitstream.trainer.training;

import io.digitstream.application.lifecycle.Closer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Computes gradients with several networks at once. The result depends on the number of replicas, since batch normalization
 * sees one replica's share of a batch, but not on which of them is faster. One thread.
 *
 * @param <E> kind of example
 */
final class Replicas<E> implements AutoCloseable {
    private final Closer closer = new Closer();
    private final List<Replica<E>> replicas = new ArrayList<>();
    private final BatchLosses losses;
    private final Ranges ranges;
    private final List<List<INDArray>> gradients = new ArrayList<>();

    /** @param parameters [parameters]; shared by all replicas and closed with them */
    Replicas(Trainee<E> trainee, int count, INDArray parameters) {
        this.ranges = closer.add(new Ranges(parameters.length(), count));
        this.losses = new BatchLosses(count, trainee.losses().size());
        try {
            for (int number = 0; number < count; number++) {
                replicas.add(closer.add(new Replica<>(number, count, trainee, parameters, losses)));
            }
            replicas.forEach(replica -> gradients.add(ranges.views(replica.gradient())));
        } catch (RuntimeException | Error e) {
            Closer.closeAfter(e, closer);
            throw e;
        }
    }

    /**
     * The gradient of the objective over a batch. On the way the parameters' batch statistics move towards the batch's, those
     * of all replicas in equal parts.
     *
     * @param seed of this step's dropout
     * @return [parameters], 0 at batch statistics; valid until the next call, may be overwritten
     */
    INDArray gradient(List<E> batch, long seed) throws InterruptedException {
        losses.begin(batch.size());
        List<Future<?>> computations = new ArrayList<>();
        for (int i = 0; i < replicas.size(); i++) {
            List<E> share = batch.subList(i * batch.size() / replicas.size(), (i + 1) * batch.size() / replicas.size());
            computations.add(replicas.get(i).compute(share, seed));
        }
        Computations.await(computations, "a replica could not compute its gradient");
        List<ComputationGraph> graphs = replicas.stream().map(Replica::graph).toList();
        BatchStatistics.move(graphs);
        ranges.forEach(range -> {
            INDArray sum = gradients.get(0).get(range);
            for (List<INDArray> other : gradients.subList(1, gradients.size())) {
                sum.addi(other.get(range));
            }
            sum.divi(batch.size());
        });
        return replicas.get(0).gradient();
    }

    /** Views of the parameters: the weights of convolutions and dense layers, without biases and normalization. */
    List<INDArray> weights() {
        return replicas.get(0).graph().paramTable().entrySet().stream()
                .filter(parameter -> parameter.getKey().endsWith("_W"))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** The parameters' ranges, with a thread for each replica. */
    Ranges ranges() {
        return ranges;
    }

    /** Means over the last batch. */
    List<Double> losses() {
        return losses.means();
    }

    @Override
    public void close() {
        closer.close();
    }
}
