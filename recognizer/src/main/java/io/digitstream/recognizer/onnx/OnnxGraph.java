package io.digitstream.recognizer.onnx;

import static java.util.Objects.requireNonNull;

import io.digitstream.recognizer.network.ConvolutionBlock;
import io.digitstream.recognizer.network.Trunk;
import io.digitstream.recognizer.pixels.InputShape;
import io.digitstream.recognizer.weights.Tensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import onnx.Onnx.AttributeProto;
import onnx.Onnx.GraphProto;
import onnx.Onnx.NodeProto;
import onnx.Onnx.TensorProto;
import onnx.Onnx.TensorShapeProto;
import onnx.Onnx.ValueInfoProto;

/**
 * An ONNX graph that is being written. Each layer takes a value by its name and gives one of its own name; its tensors are named
 * and laid out as in a release. One thread.
 */
final class OnnxGraph {
    private final GraphProto.Builder graph = GraphProto.newBuilder();
    private final Map<String, Tensor> tensors = new HashMap<>();

    /** @param tensors of a release */
    OnnxGraph(String name, List<Tensor> tensors) {
        graph.setName(name);
        tensors.forEach(tensor -> this.tensors.put(tensor.shape().name(), tensor));
    }

    GraphProto build() {
        return graph.build();
    }

    /**
     * An input, [N, 3, height, width], and the blocks that begin with it.
     *
     * @return name of the last block's value
     */
    String trunk(String input, InputShape shape, String prefix, List<ConvolutionBlock> blocks) {
        int height = shape.height();
        int width = shape.width();
        graph.addInput(value(input, List.of(InputShape.CHANNELS, height, width)));
        String last = input;
        for (int i = 0; i < blocks.size(); i++) {
            ConvolutionBlock block = blocks.get(i);
            last = block(Trunk.blockName(prefix, i), block, last, height, width);
            height = block.after(height);
            width = block.after(width);
        }
        return last;
    }

    private String block(String name, ConvolutionBlock block, String from, int height, int width) {
        FoldedConvolution folded = FoldedConvolution.of(name, this::tensor);
        List<AttributeProto> moves = window(block.kernel(), block.stride(), height, width);
        String convolution =
                node("Conv", name + ".convolution", List.of(from, add(folded.weight()), add(folded.bias())), moves);
        String relu = layer("Relu", name + ".relu", convolution);
        if (!block.pooled()) {
            return relu;
        }
        List<AttributeProto> pairs = window(2, 2, block.convolved(height), block.convolved(width));
        return node("MaxPool", name + ".pool", List.of(relu), pairs);
    }

    String layer(String operator, String name, String from) {
        return node(operator, name, List.of(from), List.of());
    }

    /** @param layer whose weight and bias it has */
    String layer(String operator, String name, String from, String layer) {
        List<String> inputs = List.of(from, add(tensor(layer + ".weight")), add(tensor(layer + ".bias")));
        return node(operator, name, inputs, List.of());
    }

    /** Makes a layer's value an output, [N, dimensions]: of as many images as the input has. */
    void output(String name, List<Integer> dimensions) {
        graph.addOutput(value(name, dimensions));
    }

    private String node(String operator, String name, List<String> inputs, List<AttributeProto> attributes) {
        graph.addNode(NodeProto.newBuilder()
                .setOpType(operator)
                .setName(name)
                .addAllInput(inputs)
                .addOutput(name)
                .addAllAttribute(attributes));
        return name;
    }

    /**
     * How a window moves: to one position for each stride that begins. Of the rows and columns that it then sees beyond the
     * edges, the smaller half is before the first.
     */
    private static List<AttributeProto> window(int size, int stride, int height, int width) {
        int rows = beyond(size, stride, height);
        int columns = beyond(size, stride, width);
        return List.of(
                numbers("kernel_shape", size, size),
                numbers("strides", stride, stride),
                numbers("pads", rows / 2, columns / 2, rows - rows / 2, columns - columns / 2));
    }

    private static int beyond(int size, int stride, int length) {
        int positions = (length + stride - 1) / stride;
        return Math.max(0, (positions - 1) * stride + size - length);
    }

    private static AttributeProto numbers(String name, int... numbers) {
        AttributeProto.Builder attribute =
                AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.INTS);
        for (int number : numbers) {
            attribute.addInts(number);
        }
        return attribute.build();
    }

    private Tensor tensor(String name) {
        return requireNonNull(tensors.get(name), name);
    }

    /** @return its name */
    private String add(Tensor tensor) {
        TensorProto.Builder constant =
                TensorProto.newBuilder().setName(tensor.shape().name()).setDataType(TensorProto.DataType.FLOAT_VALUE);
        tensor.shape().dimensions().forEach(constant::addDims);
        for (float value : tensor.values()) {
            constant.addFloatData(value);
        }
        graph.addInitializer(constant);
        return tensor.shape().name();
    }

    private static ValueInfoProto value(String name, List<Integer> dimensions) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        shape.addDimBuilder().setDimParam("N");
        dimensions.forEach(dimension -> shape.addDimBuilder().setDimValue(dimension));
        ValueInfoProto.Builder value = ValueInfoProto.newBuilder().setName(name);
        value.getTypeBuilder()
                .getTensorTypeBuilder()
                .setElemType(TensorProto.DataType.FLOAT_VALUE)
                .setShape(shape);
        return value.build();
    }
}
