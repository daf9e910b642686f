package io.digitstream.recognizer.engine;

import io.digitstream.recognizer.network.ConvolutionBlock;
import io.digitstream.recognizer.network.Trunk;
import io.digitstream.recognizer.pixels.InputShape;
import java.util.Collection;
import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.weights.WeightInit;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.NoOp;

/** What both networks' graphs are made of: their input, their trunk, and how they come to their parameters. */
final class Dl4jGraphs {
    private static final String INPUT = "pixels";
    private static final String CONVOLUTION = ".convolution";
    private static final String NORMALIZATION = ".normalization";

    /** Share of the running means and variances that a training step keeps. */
    private static final double DECAY = 0.95;

    private Dl4jGraphs() {}

    /** A graph of an input and nothing else. */
    static GraphBuilder begin(InputShape input, DataType precision, long seed) {
        return new NeuralNetConfiguration.Builder()
                .seed(seed)
                .dataType(precision)
                .updater(new NoOp())
                .weightInit(WeightInit.RELU)
                .graphBuilder()
                .addInputs(INPUT)
                .setInputTypes(InputType.convolutional(input.height(), input.width(), InputShape.CHANNELS));
    }

    /** @return name of the last layer */
    static String addTrunk(GraphBuilder builder, DataType precision, String prefix, List<ConvolutionBlock> blocks) {
        String last = INPUT;
        for (int i = 0; i < blocks.size(); i++) {
            String name = Trunk.blockName(prefix, i);
            addConvolution(builder, name, blocks.get(i), last);
            last = precision == DataType.FLOAT
                    ? addNormalization(builder, name, blocks.get(i))
                    : addNormalizationOfDl4j(builder, name, blocks.get(i));
        }
        return last;
    }

    private static void addConvolution(GraphBuilder builder, String name, ConvolutionBlock block, String from) {
        builder.addLayer(
                name + CONVOLUTION,
                new LinearConvolution(new ConvolutionLayer.Builder(block.kernel(), block.kernel())
                        .nOut(block.filters())
                        .stride(block.stride(), block.stride())
                        .hasBias(false)
                        .convolutionMode(ConvolutionMode.Same)
                        .activation(Activation.IDENTITY)),
                from);
    }

    private static String addNormalization(GraphBuilder builder, String name, ConvolutionBlock block) {
        builder.addLayer(
                name + NORMALIZATION,
                new NormalizationLayer(DECAY, ConvolutionBlock.EPSILON, block.pooled()),
                name + CONVOLUTION);
        return name + NORMALIZATION;
    }

    /** The same by DL4J's own layers, which compute in doubles too: to check gradients with. */
    private static String addNormalizationOfDl4j(GraphBuilder builder, String name, ConvolutionBlock block) {
        builder.addLayer(
                name + NORMALIZATION,
                new BatchNormalization.Builder()
                        .eps(ConvolutionBlock.EPSILON)
                        .decay(DECAY)
                        .useLogStd(false)
                        .build(),
                name + CONVOLUTION);
        builder.addLayer(name + ".relu", new ActivationLayer(Activation.RELU), name + NORMALIZATION);
        if (!block.pooled()) {
            return name + ".relu";
        }
        builder.addLayer(
                name + ".pool",
                new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
                        .kernelSize(2, 2)
                        .stride(2, 2)
                        .convolutionMode(ConvolutionMode.Same)
                        .build(),
                name + ".relu");
        return name + ".pool";
    }

    /** What DL4J does with each of its own layers when it makes one of a graph. */
    static Layer withParameters(
            Layer layer,
            ParamInitializer initializer,
            NeuralNetConfiguration conf,
            Collection<TrainingListener> listeners,
            int index,
            INDArray parameters,
            boolean initialize) {
        layer.setListeners(listeners);
        layer.setIndex(index);
        layer.setParamsViewArray(parameters);
        layer.setParamTable(initializer.init(conf, parameters, initialize));
        layer.setConf(conf);
        return layer;
    }

    /**
     * Parameters to begin a training with: weights drawn at random, normalization that does nothing yet.
     *
     * @return [parameters], in the order in which DL4J lays them out
     */
    static INDArray drawParameters(ComputationGraph graph) {
        graph.init();
        try {
            return graph.params().dup();
        } finally {
            Dl4jRuntime.free(graph);
        }
    }

    /** @param parameters read, and never changed, by the graph */
    static ComputationGraph initialized(ComputationGraph graph, INDArray parameters) {
        graph.init(parameters, false);
        requireAcceleration(graph);
        return graph;
    }

    /** Without oneDNN everything works, eight times slower: not something to find out in production. */
    private static void requireAcceleration(ComputationGraph graph) {
        if (graph.params().dataType() != DataType.FLOAT) {
            return;
        }
        Layer convolution = graph.getLayer(0);
        if (convolution.getHelper() == null) {
            throw new IllegalStateException("DL4J runs without oneDNN acceleration. Start with"
                    + " -Dorg.bytedeco.javacpp.platform.extension=-onednn"
                    + " -Dorg.eclipse.deeplearning4j.helpers.disable=false"
                    + " and the nd4j-native jar of this platform whose name ends in -onednn.");
        }
    }
}
