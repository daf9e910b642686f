package io.digitstream.recognizer.engine;

import io.digitstream.recognizer.network.ConvolutionBlock;
import io.digitstream.recognizer.network.TensorShape;
import io.digitstream.recognizer.network.Trunk;
import io.digitstream.recognizer.weights.Tensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The layers of both networks written out in loops, slow and without any library. */
final class PlainLayers {
    private final Map<String, float[]> weights = new HashMap<>();

    PlainLayers(List<TensorShape> declared, List<Tensor> tensors) {
        for (Tensor tensor : tensors) {
            weights.put(tensor.shape().name(), tensor.values());
        }
        if (weights.size() != declared.size()) {
            throw new IllegalArgumentException(
                    "expected " + declared.stream().map(TensorShape::name).toList());
        }
    }

    Planes trunk(Planes in, String prefix, List<ConvolutionBlock> blocks) {
        Planes planes = in;
        for (int i = 0; i < blocks.size(); i++) {
            ConvolutionBlock block = blocks.get(i);
            planes = normalizedAndPositive(convolve(planes, block, prefix, i), Trunk.blockName(prefix, i));
            planes = block.pooled() ? pool(planes) : planes;
        }
        return planes;
    }

    /**
     * As many outputs as strides begin in the input; where the kernel then reaches beyond it, there are zeros: half of them
     * before the input, where they are an odd number the smaller half.
     */
    private Planes convolve(Planes in, ConvolutionBlock block, String prefix, int n) {
        int stride = block.stride();
        int height = (in.height() + stride - 1) / stride;
        int width = (in.width() + stride - 1) / stride;
        int top = Math.max((height - 1) * stride + block.kernel() - in.height(), 0) / 2;
        int left = Math.max((width - 1) * stride + block.kernel() - in.width(), 0) / 2;
        double[][][] out = new double[block.filters()][height][width];
        for (int filter = 0; filter < block.filters(); filter++) {
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    out[filter][y][x] = sum(
                            in,
                            block.kernel(),
                            Trunk.blockName(prefix, n),
                            filter,
                            y * stride - top,
                            x * stride - left);
                }
            }
        }
        return new Planes(out);
    }

    private Planes normalizedAndPositive(Planes in, String name) {
        double[][][] out = new double[in.channels()][in.height()][in.width()];
        for (int channel = 0; channel < out.length; channel++) {
            double scale = weight(name, "gamma", channel) / Math.sqrt(weight(name, "variance", channel) + 1e-5);
            for (int y = 0; y < in.height(); y++) {
                for (int x = 0; x < in.width(); x++) {
                    double normal = (in.at(channel, y, x) - weight(name, "mean", channel)) * scale
                            + weight(name, "beta", channel);
                    out[channel][y][x] = Math.max(0, normal);
                }
            }
        }
        return new Planes(out);
    }

    private double sum(Planes in, int kernel, String name, int filter, int top, int left) {
        float[] weight = weights.getOrDefault(name + ".weight", new float[0]);
        int at = filter * in.channels() * kernel * kernel;
        double sum = 0;
        for (int channel = 0; channel < in.channels(); channel++) {
            for (int row = 0; row < kernel; row++) {
                for (int column = 0; column < kernel; column++) {
                    sum += weight[at++] * in.at(channel, top + row, left + column);
                }
            }
        }
        return sum;
    }

    private static Planes pool(Planes in) {
        double[][][] out = new double[in.channels()][(in.height() + 1) / 2][(in.width() + 1) / 2];
        for (int channel = 0; channel < out.length; channel++) {
            for (int y = 0; y < in.height(); y++) {
                for (int x = 0; x < in.width(); x++) {
                    out[channel][y / 2][x / 2] = Math.max(out[channel][y / 2][x / 2], in.at(channel, y, x));
                }
            }
        }
        return new Planes(out);
    }

    /** A convolution of 1 x 1 with bias. */
    Planes pointwise(Planes in, int channels, String name) {
        double[][][] out = new double[channels][in.height()][in.width()];
        for (int channel = 0; channel < channels; channel++) {
            for (int y = 0; y < in.height(); y++) {
                for (int x = 0; x < in.width(); x++) {
                    out[channel][y][x] = sum(in, 1, name, channel, y, x) + weight(name, "bias", channel);
                }
            }
        }
        return new Planes(out);
    }

    double[] dense(double[] in, int units, String name) {
        double[] out = new double[units];
        for (int unit = 0; unit < units; unit++) {
            out[unit] = weight(name, "bias", unit);
            for (int i = 0; i < in.length; i++) {
                out[unit] += in[i] * weight(name, "weight", i * units + unit);
            }
        }
        return out;
    }

    private float weight(String layer, String parameter, int at) {
        return weights.getOrDefault(layer + "." + parameter, new float[0])[at];
    }
}
