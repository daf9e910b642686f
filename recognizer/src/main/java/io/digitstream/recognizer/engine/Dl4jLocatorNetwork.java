package io.digitstream.recognizer.engine;

import io.digitstream.recognizer.network.LocatorArchitecture;
import io.digitstream.recognizer.weights.Tensor;
import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.layers.CnnLossLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossMSE;

/**
 * The declared network that finds numbers, as a DL4J graph built in code. One thread.
 *
 * <p>Input {@code pixels}: [photos, 3, height, width], normalized. Outputs: {@link LocatorArchitecture#PRESENCE}, [photos, 1,
 * rows, columns], logits, and {@link LocatorArchitecture#BOX}, [photos, 4, rows, columns], logarithms of distances.
 */
public final class Dl4jLocatorNetwork {
    /** Of a network that only locates: DL4J wants some. */
    private static final List<ILossFunction> NO_LOSSES = List.of(new LossMSE(), new LossMSE());

    /** So that a network that has learned nothing yet sees a number in one of a hundred cells. */
    private static final double FIRST_PRESENCE = -4.6;

    /** So that it takes each number for two cells wide and high. */
    private static final double FIRST_BOX = 0;

    private Dl4jLocatorNetwork() {}

    /** Parameters to begin a training with; see {@link Dl4jNetwork#drawParameters}. */
    public static INDArray drawParameters(LocatorArchitecture architecture, long seed) {
        return Dl4jGraphs.drawParameters(build(architecture, DataType.FLOAT, NO_LOSSES, seed));
    }

    /**
     * A network that computes gradients; see {@link Dl4jNetwork#forTraining}.
     *
     * @param losses of presence and of box; they get [photos x rows x columns, channels]
     */
    public static ComputationGraph forTraining(
            LocatorArchitecture architecture, INDArray parameters, List<? extends ILossFunction> losses) {
        return Dl4jGraphs.initialized(build(architecture, parameters.dataType(), losses, 0), parameters);
    }

    /** A network that locates with parameters that somebody else may change between two batches. */
    public static ComputationGraph over(LocatorArchitecture architecture, INDArray parameters) {
        return forTraining(architecture, parameters, NO_LOSSES);
    }

    /**
     * A network to locate with.
     *
     * @param tensors of a release
     */
    static ComputationGraph forInference(LocatorArchitecture architecture, List<Tensor> tensors) {
        ComputationGraph graph = over(architecture, Nd4j.create(DataType.FLOAT, architecture.parameters()));
        Dl4jWeights.fill(graph, architecture.tensors(), tensors);
        return graph;
    }

    private static ComputationGraph build(
            LocatorArchitecture architecture, DataType precision, List<? extends ILossFunction> losses, long seed) {
        GraphBuilder builder = Dl4jGraphs.begin(architecture.input(), precision, seed);
        String last = Dl4jGraphs.addTrunk(builder, precision, LocatorArchitecture.PREFIX, architecture.trunk());
        String presence = addOutput(builder, LocatorArchitecture.PRESENCE, 1, FIRST_PRESENCE, losses.get(0), last);
        String box =
                addOutput(builder, LocatorArchitecture.BOX, LocatorArchitecture.SIDES, FIRST_BOX, losses.get(1), last);
        builder.setOutputs(presence, box);
        return new ComputationGraph(builder.build());
    }

    private static String addOutput(
            GraphBuilder builder, String name, int channels, double first, ILossFunction loss, String from) {
        String layer = LocatorArchitecture.PREFIX + name;
        builder.addLayer(
                layer,
                new ConvolutionLayer.Builder(1, 1)
                        .nOut(channels)
                        .activation(Activation.IDENTITY)
                        .weightInit(WeightInit.XAVIER)
                        .biasInit(first)
                        .build(),
                from);
        builder.addLayer(
                layer + ".loss",
                new CnnLossLayer.Builder(loss).activation(Activation.IDENTITY).build(),
                layer);
        return layer + ".loss";
    }
}
