package io.digitstream.recognizer.onnx;

import io.digitstream.recognizer.network.ConvolutionBlock;
import io.digitstream.recognizer.network.TensorShape;
import io.digitstream.recognizer.weights.Tensor;
import java.util.List;
import java.util.function.Function;

/**
 * A block's convolution and normalization as one convolution with bias: two layers while statistics are gathered, one multiplication
 * when they no longer change.
 *
 * @param weight [out, in, rows, columns]
 * @param bias [out]
 */
record FoldedConvolution(Tensor weight, Tensor bias) {
    /**
     * Folds in double precision: each number is rounded once.
     *
     * @param block its name
     * @param tensors of a release, by their names
     */
    static FoldedConvolution of(String block, Function<String, Tensor> tensors) {
        Tensor weight = tensors.apply(block + ".weight");
        float[] gamma = tensors.apply(block + ".gamma").values();
        float[] beta = tensors.apply(block + ".beta").values();
        float[] mean = tensors.apply(block + ".mean").values();
        float[] variance = tensors.apply(block + ".variance").values();
        float[] scaled = new float[weight.values().length];
        float[] bias = new float[gamma.length];
        int size = scaled.length / bias.length;
        for (int filter = 0; filter < bias.length; filter++) {
            double scale = gamma[filter] / Math.sqrt(variance[filter] + ConvolutionBlock.EPSILON);
            for (int i = filter * size; i < (filter + 1) * size; i++) {
                scaled[i] = (float) (weight.values()[i] * scale);
            }
            bias[filter] = (float) (beta[filter] - mean[filter] * scale);
        }
        return new FoldedConvolution(
                new Tensor(weight.shape(), scaled),
                new Tensor(new TensorShape(block + ".bias", List.of(bias.length)), bias));
    }
}
