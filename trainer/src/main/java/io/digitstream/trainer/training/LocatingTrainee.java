package io.digitstream.trainer.training;

import io.digitstream.recognizer.engine.Dl4jInput;
import io.digitstream.recognizer.engine.Dl4jLocatorNetwork;
import io.digitstream.recognizer.network.LocatorArchitecture;
import io.digitstream.recognizer.network.TensorShape;
import io.digitstream.trainer.scenes.Scene;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The network that finds numbers. It makes small the sum of {@link PresenceLoss} and {@link BoxLoss}. Immutable.
 *
 * @param architecture of the network
 */
public record LocatingTrainee(LocatorArchitecture architecture) implements Trainee<Scene> {
    private static final List<String> LOSSES = List.of(LocatorArchitecture.PRESENCE, LocatorArchitecture.BOX);

    @Override
    public INDArray drawParameters(long seed) {
        return Dl4jLocatorNetwork.drawParameters(architecture, seed);
    }

    @Override
    public ComputationGraph forTraining(INDArray parameters, BatchLosses losses, int replica) {
        return Dl4jLocatorNetwork.forTraining(
                architecture,
                parameters,
                List.of(new PresenceLoss(losses, replica, 0), new BoxLoss(losses, replica, 1, architecture.cells())));
    }

    @Override
    public ComputationGraph over(INDArray parameters) {
        return Dl4jLocatorNetwork.over(architecture, parameters);
    }

    @Override
    public TrainingBatch batch(List<Scene> scenes) {
        int cells = architecture.cells();
        float[] presence = new float[scenes.size() * cells];
        float[] box = new float[scenes.size() * LocatorArchitecture.SIDES * cells];
        for (int i = 0; i < scenes.size(); i++) {
            CellTargets targets = CellTargets.of(scenes.get(i), architecture);
            System.arraycopy(targets.presence(), 0, presence, i * cells, cells);
            System.arraycopy(targets.box(), 0, box, i * targets.box().length, targets.box().length);
        }
        return new TrainingBatch(
                Dl4jInput.of(scenes.stream().map(Scene::overview).toList(), architecture.input()),
                List.of(
                        Nd4j.create(presence, shape(scenes, 1, architecture.rows(), architecture.columns()), 'c'),
                        Nd4j.create(
                                box,
                                shape(scenes, LocatorArchitecture.SIDES, architecture.rows(), architecture.columns()),
                                'c')));
    }

    private static long[] shape(List<Scene> scenes, int channels, int rows, int columns) {
        return new long[] {scenes.size(), channels, rows, columns};
    }

    @Override
    public List<TensorShape> tensors() {
        return architecture.tensors();
    }

    @Override
    public List<String> losses() {
        return LOSSES;
    }
}
