package io.digitstream.trainer.training;

import io.digitstream.recognizer.engine.Dl4jNetwork;
import io.digitstream.recognizer.network.Architecture;
import io.digitstream.recognizer.network.Head;
import io.digitstream.recognizer.network.TensorShape;
import io.digitstream.trainer.examples.Example;
import java.util.List;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The network that reads. Immutable.
 *
 * @param architecture of the network
 * @param objective what it makes small
 * @param dropout share of hidden units left out a step, in [0, 1)
 */
public record ReadingTrainee(Architecture architecture, Objective objective, double dropout)
        implements Trainee<Example> {
    public ReadingTrainee {
        new Requirements()
                .require(dropout >= 0 && dropout < 1, "dropout must lie in [0, 1)", dropout)
                .require(
                        objective.combination().fits(architecture.heads().size()),
                        "there must be a weight for each of the %d heads"
                                .formatted(architecture.heads().size()),
                        objective.combination())
                .check();
    }

    @Override
    public INDArray drawParameters(long seed) {
        return Dl4jNetwork.drawParameters(architecture, seed);
    }

    @Override
    public ComputationGraph forTraining(INDArray parameters, BatchLosses losses, int replica) {
        List<HeadLoss> ofHeads = IntStream.range(0, architecture.heads().size())
                .mapToObj(head -> new HeadLoss(objective.combination(), losses, replica, head))
                .toList();
        return Dl4jNetwork.forTraining(architecture, parameters, ofHeads, dropout);
    }

    @Override
    public ComputationGraph over(INDArray parameters) {
        return Dl4jNetwork.over(architecture, parameters);
    }

    @Override
    public TrainingBatch batch(List<Example> examples) {
        return TrainingBatch.of(examples, architecture, objective);
    }

    @Override
    public List<TensorShape> tensors() {
        return architecture.tensors();
    }

    @Override
    public List<String> losses() {
        return architecture.heads().stream().map(Head::name).toList();
    }
}
