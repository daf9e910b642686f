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
import onnx.Onnx.TensorProto.DataType;
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
        return trunk(
                input,
                shape,
                blocks,
                (i, from, height, width) -> block(Trunk.blockName(prefix, i), blocks.get(i), from, height, width));
    }

    /** Writes one of a trunk's blocks. */
    @FunctionalInterface
    interface BlockWriter {
        /**
         * Writes it.
         *
         * @param i its place
         * @param from name of what it takes, of this height and width
         * @return name of its value
         */
        String write(int i, String from, int height, int width);
    }

    /** The same with blocks that are written in another way. */
    String trunk(String input, InputShape shape, List<ConvolutionBlock> blocks, BlockWriter writer) {
        int height = shape.height();
        int width = shape.width();
        graph.addInput(value(input, List.of(InputShape.CHANNELS, height, width)));
        String last = input;
        for (int i = 0; i < blocks.size(); i++) {
            last = writer.write(i, last, height, width);
            height = blocks.get(i).after(height);
            width = blocks.get(i).after(width);
        }
        return last;
    }

    private String block(String name, ConvolutionBlock block, String from, int height, int width) {
        String relu = layer("Relu", relu(name), convolution(name, block, from, height, width));
        return block.pooled() ? pool(name, block, relu, height, width) : relu;
    }

    static String relu(String block) {
        return block + ".relu";
    }

    FoldedConvolution folded(String block) {
        return FoldedConvolution.of(block, this::tensor);
    }

    /** With the block's normalization. */
    String convolution(String name, ConvolutionBlock block, String from, int height, int width) {
        FoldedConvolution folded = folded(name);
        return convolution(name, block, List.of(from, add(folded.weight()), add(folded.bias())), height, width);
    }

    /** @param inputs what the block takes, its weight and its bias */
    String convolution(String name, ConvolutionBlock block, List<String> inputs, int height, int width) {
        return node("Conv", name + ".convolution", inputs, window(block.kernel(), block.stride(), height, width));
    }

    String pool(String name, ConvolutionBlock block, String from, int height, int width) {
        List<AttributeProto> pairs = window(2, 2, block.convolved(height), block.convolved(width));
        return node("MaxPool", name + ".pool", List.of(from), pairs);
    }

    /** A value rounded to whole steps, 0 to 255 of them. */
    String rounded(String from, float step) {
        String size = constant(from + ".step", List.of(), new float[] {step});
        String origin = add(constant(from + ".zero", List.of(), DataType.UINT8).addInt32Data(0));
        String whole = node("QuantizeLinear", from + ".uint8", List.of(from, size, origin), List.of());
        return node("DequantizeLinear", from + ".rounded", List.of(whole, size, origin), List.of());
    }

    /** Whole numbers as what they stand for: steps, of a size for each of the first dimension. */
    String dequantized(String name, String whole, String steps) {
        AttributeProto axis = AttributeProto.newBuilder()
                .setName("axis")
                .setType(AttributeProto.AttributeType.INT)
                .setI(0)
                .build();
        return node("DequantizeLinear", name, List.of(whole, steps), List.of(axis));
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

    /** Makes what each block of the reading network gives, before the largest of neighbours are chosen, an output. */
    void outputBlocks(int blocks) {
        for (int i = 0; i < blocks; i++) {
            ValueInfoProto.Builder output = ValueInfoProto.newBuilder().setName(relu(Trunk.blockName("", i)));
            output.getTypeBuilder().getTensorTypeBuilder().setElemType(DataType.FLOAT_VALUE);
            graph.addOutput(output);
        }
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
        return constant(tensor.shape().name(), tensor.shape().dimensions(), tensor.values());
    }

    String constant(String name, List<Integer> dimensions, float[] values) {
        TensorProto.Builder constant = constant(name, dimensions, DataType.FLOAT);
        for (float value : values) {
            constant.addFloatData(value);
        }
        return add(constant);
    }

    String constant(String name, List<Integer> dimensions, int[] values) {
        TensorProto.Builder constant = constant(name, dimensions, DataType.INT32);
        for (int value : values) {
            constant.addInt32Data(value);
        }
        return add(constant);
    }

    String constant(String name, List<Integer> dimensions, byte[] values) {
        TensorProto.Builder constant = constant(name, dimensions, DataType.INT8);
        for (byte value : values) {
            constant.addInt32Data(value);
        }
        return add(constant);
    }

    private static TensorProto.Builder constant(String name, List<Integer> dimensions, DataType type) {
        TensorProto.Builder constant = TensorProto.newBuilder().setName(name).setDataType(type.getNumber());
        dimensions.forEach(constant::addDims);
        return constant;
    }

    private String add(TensorProto.Builder constant) {
        graph.addInitializer(constant);
        return constant.getName();
    }

    private static ValueInfoProto value(String name, List<Integer> dimensions) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        shape.addDimBuilder().setDimParam("N");
        dimensions.forEach(dimension -> shape.addDimBuilder().setDimValue(dimension));
        ValueInfoProto.Builder value = ValueInfoProto.newBuilder().setName(name);
        value.getTypeBuilder()
                .getTensorTypeBuilder()
                .setElemType(DataType.FLOAT_VALUE)
                .setShape(shape);
        return value.build();
    }
}
