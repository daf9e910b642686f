package io.digitstream.recognizer.engine;

import io.digitstream.recognizer.network.TensorShape;
import io.digitstream.recognizer.weights.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The parameters of a graph as a release's tensors, there and back. One thread. */
public final class Dl4jWeights {
    /** What DL4J calls the parameters that a weights file names in full. */
    private static final Map<String, String> DL4J_NAMES =
            Map.of("weight", "W", "bias", "b", "gamma", "gamma", "beta", "beta", "mean", "mean", "variance", "var");

    private Dl4jWeights() {}

    /**
     * Overwrites all weights.
     *
     * @param shapes what the graph's architecture declares
     * @param tensors those, and perhaps others
     */
    public static void fill(ComputationGraph graph, List<TensorShape> shapes, List<Tensor> tensors) {
        Map<TensorShape, Tensor> byShape = new HashMap<>();
        tensors.forEach(tensor -> byShape.put(tensor.shape(), tensor));
        for (TensorShape shape : shapes) {
            Tensor tensor = byShape.get(shape);
            if (tensor == null) {
                throw new IllegalArgumentException("there is no tensor for " + shape);
            }
            INDArray parameter = parameter(graph, shape);
            try (INDArray values = Nd4j.createFromArray(tensor.values())) {
                parameter.assign(values.reshape('c', parameter.shape()));
            }
        }
    }

    /** The weights as they are now, in the architecture's order. */
    public static List<Tensor> tensors(ComputationGraph graph, List<TensorShape> shapes) {
        List<Tensor> tensors = new ArrayList<>();
        for (TensorShape shape : shapes) {
            try (INDArray rowMajor = parameter(graph, shape).dup('c')) {
                tensors.add(new Tensor(shape, rowMajor.data().asFloat()));
            }
        }
        return tensors;
    }

    private static INDArray parameter(ComputationGraph graph, TensorShape shape) {
        String layer = shape.name().substring(0, shape.name().lastIndexOf('.'));
        String name = shape.name().substring(layer.length() + 1);
        String part = !layer.contains("block") ? "" : name.equals("weight") ? ".convolution" : ".normalization";
        INDArray parameter = graph.getParam(layer + part + "_" + DL4J_NAMES.get(name));
        if (parameter == null || parameter.length() != shape.size()) {
            throw new IllegalStateException("the graph has no parameter " + shape + ", only "
                    + graph.paramTable().keySet().stream().sorted().collect(Collectors.joining(", ")));
        }
        return parameter;
    }
}
