package io.digitstream.recognizer.onnx;

import io.digitstream.recognizer.network.ConvolutionBlock;
import io.digitstream.recognizer.network.Trunk;
import io.digitstream.recognizer.pixels.InputShape;
import io.digitstream.recognizer.weights.Quantization;
import io.digitstream.recognizer.weights.Tensor;
import java.util.List;

/**
 * The blocks of the reading network in whole numbers, but for the first: 8 bits for weights, in steps of each filter's own, and
 * for values, 32 bits for sums. Written as floating point with roundings in between, which a runtime takes for what it is. One
 * thread, one graph.
 *
 * @see <a href="https://onnxruntime.ai/docs/performance/model-optimizations/quantization.html">ONNX Runtime, Quantize ONNX
 *     models, QDQ</a>
 */
final class QuantizedTrunk {
    private static final int MOST_WEIGHT = 127;
    private static final int MOST_VALUE = 255;

    private final OnnxGraph graph;
    private final List<ConvolutionBlock> blocks;
    private final Quantization quantization;

    QuantizedTrunk(OnnxGraph graph, List<ConvolutionBlock> blocks, Quantization quantization) {
        this.graph = graph;
        this.blocks = blocks;
        this.quantization = quantization;
    }

    /** As {@link OnnxGraph#trunk}. */
    String write(String input, InputShape shape) {
        return graph.trunk(
                input,
                shape,
                blocks,
                (i, from, height, width) ->
                        graph.rounded(i == 0 ? first(from, height, width) : whole(i, from, height, width), step(i)));
    }

    /**
     * In floating point: three colours are too few for whole numbers to be faster. Negative values are cut off behind the pooling,
     * which gives the same, for ONNX Runtime would pull a rounding through the pooling and slow it down.
     */
    private String first(String from, int height, int width) {
        String name = Trunk.blockName("", 0);
        String convolution = graph.convolution(name, blocks.get(0), from, height, width);
        String pool = graph.pool(name, blocks.get(0), convolution, height, width);
        return graph.layer("Relu", OnnxGraph.relu(name), pool);
    }

    private String whole(int i, String from, int height, int width) {
        String name = Trunk.blockName("", i);
        ConvolutionBlock block = blocks.get(i);
        FoldedConvolution folded = graph.folded(name);
        float[] steps = steps(folded.weight());
        List<String> inputs = List.of(from, weight(folded.weight(), steps), bias(folded.bias(), steps, step(i - 1)));
        // No ReLU: what is less than 0 becomes 0 when it is rounded to whole numbers without sign.
        String convolution = graph.convolution(name, block, inputs, height, width);
        return block.pooled()
                ? graph.pool(name, block, graph.rounded(convolution, step(i)), height, width)
                : convolution;
    }

    private float step(int block) {
        return quantization.reach().get(block) / MOST_VALUE;
    }

    /** Of each filter. */
    private static float[] steps(Tensor weight) {
        float[] steps = new float[weight.shape().dimensions().get(0)];
        int size = weight.values().length / steps.length;
        for (int filter = 0; filter < steps.length; filter++) {
            float most = Float.MIN_NORMAL * MOST_WEIGHT;
            for (int i = 0; i < size; i++) {
                most = Math.max(most, Math.abs(weight.values()[filter * size + i]));
            }
            steps[filter] = most / MOST_WEIGHT;
        }
        return steps;
    }

    private String weight(Tensor weight, float[] steps) {
        byte[] whole = new byte[weight.values().length];
        int size = whole.length / steps.length;
        for (int i = 0; i < whole.length; i++) {
            whole[i] = (byte) Math.round(weight.values()[i] / steps[i / size]);
        }
        String name = weight.shape().name();
        String constant = graph.constant(name + ".int8", weight.shape().dimensions(), whole);
        return graph.dequantized(name, constant, graph.constant(name + ".step", List.of(steps.length), steps));
    }

    /** In the steps of the sums that it is added to. */
    private String bias(Tensor bias, float[] steps, float step) {
        int[] whole = new int[steps.length];
        float[] ofSums = new float[steps.length];
        for (int filter = 0; filter < steps.length; filter++) {
            ofSums[filter] = steps[filter] * step;
            whole[filter] = Math.round(bias.values()[filter] / ofSums[filter]);
        }
        String name = bias.shape().name();
        String constant = graph.constant(name + ".int32", List.of(whole.length), whole);
        return graph.dequantized(name, constant, graph.constant(name + ".step", List.of(steps.length), ofSums));
    }
}
