package io.digitstream.recognizer.engine;

import io.digitstream.recognizer.network.Architecture;
import io.digitstream.recognizer.network.ConvolutionBlock;
import io.digitstream.recognizer.network.Head;
import io.digitstream.recognizer.network.TensorShape;
import io.digitstream.recognizer.pixels.InputShape;
import io.digitstream.recognizer.weights.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;

/**
 * The declared network as a DL4J graph: built in code, filled from tensors and read back into tensors. One thread.
 *
 * <p>Input {@code pixels}: [images, 3, height, width] in [-1, 1]. Outputs: the heads of {@link Head#ALL}, each
 * [images, classes], softmax.
 */
public final class Dl4jNetwork {
    static {
        Dl4jRuntime.prepare();
    }

    /** What DL4J calls the parameters that a weights file names in full. */
    private static final Map<String, String> DL4J_NAMES =
            Map.of("weight", "W", "bias", "b", "gamma", "gamma", "beta", "beta", "mean", "mean", "variance", "var");

    /** Of a network that only scores: DL4J wants some. */
    private static final List<ILossFunction> NO_LOSSES = Collections.nCopies(Head.ALL.size(), new LossMCXENT());

    private Dl4jNetwork() {}

    /**
     * Parameters to begin a training with: weights drawn at random, normalization that does nothing yet.
     *
     * @return [parameters], in the order in which DL4J lays them out
     */
    public static INDArray drawParameters(Architecture architecture, long seed) {
        ComputationGraph graph = build(architecture, DataType.FLOAT, NO_LOSSES, 0, seed);
        graph.init();
        try {
            return graph.params().dup();
        } finally {
            graph.close();
        }
    }

    /**
     * A network that computes gradients. It reads the parameters and never changes them; several networks may share them, and
     * compute in their precision.
     *
     * @param parameters [parameters], as {@link #drawParameters} gives them
     * @param losses one for each head, in the order of {@link Head#ALL}
     * @param dropout share of the hidden units that a training step leaves out, in [0, 1)
     */
    public static ComputationGraph forTraining(
            Architecture architecture, INDArray parameters, List<? extends ILossFunction> losses, double dropout) {
        return initialized(build(architecture, parameters.dataType(), losses, dropout, 0), parameters);
    }

    /** A network that scores with parameters that somebody else may change between two batches. */
    public static ComputationGraph over(Architecture architecture, INDArray parameters) {
        return initialized(build(architecture, parameters.dataType(), NO_LOSSES, 0, 0), parameters);
    }

    /** A network to score with, filled from a release's tensors. */
    static ComputationGraph forInference(Architecture architecture, List<Tensor> tensors) {
        INDArray parameters = Nd4j.create(DataType.FLOAT, architecture.parameters());
        ComputationGraph graph = over(architecture, parameters);
        fill(graph, tensors);
        return graph;
    }

    private static ComputationGraph initialized(ComputationGraph graph, INDArray parameters) {
        graph.init(parameters, false);
        requireAcceleration(graph);
        return graph;
    }

    private static ComputationGraph build(
            Architecture architecture,
            DataType precision,
            List<? extends ILossFunction> losses,
            double dropout,
            long seed) {
        InputShape input = architecture.input();
        GraphBuilder builder = new NeuralNetConfiguration.Builder()
                .seed(seed)
                .dataType(precision)
                .updater(new NoOp())
                .weightInit(WeightInit.RELU)
                .graphBuilder()
                .addInputs("pixels")
                .setInputTypes(InputType.convolutional(input.height(), input.width(), InputShape.CHANNELS));
        String last = "pixels";
        List<ConvolutionBlock> blocks = architecture.blocks();
        for (int i = 0; i < blocks.size(); i++) {
            last = addBlock(builder, Architecture.blockName(i), blocks.get(i), last);
        }
        builder.addLayer(
                "hidden",
                new DenseLayer.Builder()
                        .nOut(architecture.hidden())
                        .activation(Activation.RELU)
                        .build(),
                last);
        // DL4J's dropout acts on a layer's input and takes the share that stays.
        double kept = dropout == 0 ? 0 : 1 - dropout;
        for (int i = 0; i < Head.ALL.size(); i++) {
            Head head = Head.ALL.get(i);
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
        builder.setOutputs(Head.ALL.stream().map(Head::name).toArray(String[]::new));
        return new ComputationGraph(builder.build());
    }

    private static String addBlock(GraphBuilder builder, String name, ConvolutionBlock block, String from) {
        builder.addLayer(
                name + ".convolution",
                new ConvolutionLayer.Builder(block.kernel(), block.kernel())
                        .nOut(block.filters())
                        .hasBias(false)
                        .convolutionMode(ConvolutionMode.Same)
                        .activation(Activation.IDENTITY)
                        .build(),
                from);
        builder.addLayer(
                name + ".normalization",
                new BatchNormalization.Builder()
                        .eps(1e-5)
                        .decay(0.95)
                        .useLogStd(false)
                        .build(),
                name + ".convolution");
        builder.addLayer(name + ".relu", new ActivationLayer(Activation.RELU), name + ".normalization");
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

    /** Without oneDNN everything works, eight times slower: not something to find out in production. */
    private static void requireAcceleration(ComputationGraph graph) {
        if (graph.params().dataType() != DataType.FLOAT) {
            return;
        }
        Layer convolution = graph.getLayer(Architecture.blockName(0) + ".convolution");
        if (convolution.getHelper() == null) {
            throw new IllegalStateException("DL4J runs without oneDNN acceleration. Start with"
                    + " -Dorg.bytedeco.javacpp.platform.extension=-onednn"
                    + " -Dorg.eclipse.deeplearning4j.helpers.disable=false"
                    + " and the nd4j-native jar of this platform whose name ends in -onednn.");
        }
    }

    /** Overwrites all weights. The tensors must be those that the architecture declares. */
    public static void fill(ComputationGraph graph, List<Tensor> tensors) {
        for (Tensor tensor : tensors) {
            INDArray parameter = parameter(graph, tensor.shape());
            try (INDArray values = Nd4j.createFromArray(tensor.values())) {
                parameter.assign(values.reshape('c', parameter.shape()));
            }
        }
    }

    /** The weights as they are now, in the architecture's order. */
    public static List<Tensor> tensors(ComputationGraph graph, Architecture architecture) {
        List<Tensor> tensors = new ArrayList<>();
        for (TensorShape shape : architecture.tensors()) {
            try (INDArray rowMajor = parameter(graph, shape).dup('c')) {
                tensors.add(new Tensor(shape, rowMajor.data().asFloat()));
            }
        }
        return tensors;
    }

    private static INDArray parameter(ComputationGraph graph, TensorShape shape) {
        String layer = shape.name().substring(0, shape.name().lastIndexOf('.'));
        String name = shape.name().substring(layer.length() + 1);
        String part = !layer.startsWith("block") ? "" : name.equals("weight") ? ".convolution" : ".normalization";
        INDArray parameter = graph.getParam(layer + part + "_" + DL4J_NAMES.get(name));
        if (parameter == null || parameter.length() != shape.size()) {
            throw new IllegalStateException("the graph has no parameter " + shape + ", only "
                    + graph.paramTable().keySet().stream().sorted().collect(Collectors.joining(", ")));
        }
        return parameter;
    }
}
