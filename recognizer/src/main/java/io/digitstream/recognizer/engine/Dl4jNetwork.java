package io.digitstream.recognizer.engine;

import io.digitstream.recognizer.network.Architecture;
import io.digitstream.recognizer.network.Head;
import io.digitstream.recognizer.weights.Tensor;
import java.util.Collections;
import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;

/**
 * The declared network that reads, as a DL4J graph built in code. One thread.
 *
 * <p>Input {@code pixels}: [images, 3, height, width], normalized. Outputs: the architecture's heads, each
 * [images, classes], softmax.
 */
public final class Dl4jNetwork {
    private Dl4jNetwork() {}

    /**
     * Parameters to begin a training with: weights drawn at random, normalization that does nothing yet.
     *
     * @return [parameters], in the order in which DL4J lays them out
     */
    public static INDArray drawParameters(Architecture architecture, long seed) {
        return Dl4jGraphs.drawParameters(build(architecture, DataType.FLOAT, noLosses(architecture), 0, seed));
    }

    /**
     * A network that computes gradients. It reads the parameters and never changes them; several networks may share them, and
     * compute in their precision.
     *
     * @param parameters [parameters], as {@link #drawParameters} gives them
     * @param losses one for each head, in their order
     * @param dropout share of the hidden units that a training step leaves out, in [0, 1)
     */
    public static ComputationGraph forTraining(
            Architecture architecture, INDArray parameters, List<? extends ILossFunction> losses, double dropout) {
        return Dl4jGraphs.initialized(build(architecture, parameters.dataType(), losses, dropout, 0), parameters);
    }

    /** A network that scores with parameters that somebody else may change between two batches. */
    public static ComputationGraph over(Architecture architecture, INDArray parameters) {
        return forTraining(architecture, parameters, noLosses(architecture), 0);
    }

    /** Of a network that only scores: DL4J wants some. */
    private static List<ILossFunction> noLosses(Architecture architecture) {
        return Collections.nCopies(architecture.heads().size(), new LossMCXENT());
    }

    /**
     * A network to score with.
     *
     * @param tensors of a release
     */
    static ComputationGraph forInference(Architecture architecture, List<Tensor> tensors) {
        ComputationGraph graph = over(architecture, Nd4j.create(DataType.FLOAT, architecture.parameters()));
        Dl4jWeights.fill(graph, architecture.tensors(), tensors);
        return graph;
    }

    private static ComputationGraph build(
            Architecture architecture,
            DataType precision,
            List<? extends ILossFunction> losses,
            double dropout,
            long seed) {
        GraphBuilder builder = Dl4jGraphs.begin(architecture.input(), precision, seed);
        builder.addLayer(
                "hidden",
                new DenseLayer.Builder()
                        .nOut(architecture.hidden())
                        .activation(Activation.RELU)
                        .build(),
                Dl4jGraphs.addTrunk(builder, precision, "", architecture.blocks()));
        // DL4J's dropout acts on a layer's input and takes the share that stays.
        double kept = dropout == 0 ? 0 : 1 - dropout;
        List<Head> heads = architecture.heads();
        for (int i = 0; i < heads.size(); i++) {
            Head head = heads.get(i);
            builder.addLayer(
                    head.name(),
                    new OutputLayer.Builder(losses.get(i))
                            .nOut(head.classes())
                            .activation(Activation.SOFTMAX)
                            .weightInit(WeightInit.XAVIER)
                            .dropOut(kept)
                            .build(),
                    "hidden");
        }
        builder.setOutputs(heads.stream().map(Head::name).toArray(String[]::new));
        return new ComputationGraph(builder.build());
    }
}
