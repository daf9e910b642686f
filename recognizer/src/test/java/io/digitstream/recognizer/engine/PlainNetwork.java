package io.digitstream.recognizer.engine;

import io.digitstream.recognizer.network.Architecture;
import io.digitstream.recognizer.network.ConvolutionBlock;
import io.digitstream.recognizer.network.Head;
import io.digitstream.recognizer.network.TensorShape;
import io.digitstream.recognizer.pixels.InputShape;
import io.digitstream.recognizer.pixels.Pixels;
import io.digitstream.recognizer.sequence.Scores;
import io.digitstream.recognizer.weights.Tensor;
import java.util.HashMap;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The network written out in loops, slow and without any library: what an engine must agree with. */
final class PlainNetwork {
    private final Architecture architecture;
    private final Map<String, float[]> weights = new HashMap<>();

    PlainNetwork(Architecture architecture, List<Tensor> tensors) {
        this.architecture = architecture;
        for (Tensor tensor : tensors) {
            weights.put(tensor.shape().name(), tensor.values());
        }
        if (weights.size() != architecture.tensors().size()) {
            throw new IllegalArgumentException("expected "
                    + architecture.tensors().stream().map(TensorShape::name).toList());
        }
    }

    /** [channels][rows][columns] */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Planes(double[][][] values) {
        int height() {
            return values[0].length;
        }

        int width() {
            return values[0][0].length;
        }

        /** 0 outside. */
        double at(int channel, int y, int x) {
            return y < 0 || x < 0 || y >= height() || x >= width() ? 0 : values[channel][y][x];
        }
    }

    Scores score(Pixels pixels) {
        Planes planes = input(pixels);
        List<ConvolutionBlock> blocks = architecture.blocks();
        for (int i = 0; i < blocks.size(); i++) {
            planes = convolve(planes, blocks.get(i), Architecture.blockName(i));
            planes = blocks.get(i).pooled() ? pool(planes) : planes;
        }
        double[] hidden = dense(flat(planes), architecture.hidden(), "hidden");
        for (int i = 0; i < hidden.length; i++) {
            hidden[i] = Math.max(0, hidden[i]);
        }
        float[][] heads = new float[Head.ALL.size()][];
        for (int i = 0; i < heads.length; i++) {
            Head head = Head.ALL.get(i);
            heads[i] = softmax(dense(hidden, head.classes(), head.name()));
        }
        return new Scores(heads);
    }

    private Planes input(Pixels pixels) {
        InputShape shape = architecture.input();
        IntSummaryStatistics levels = levels(pixels).summaryStatistics();
        double mean = levels.getAverage();
        double variance = levels(pixels)
                .mapToDouble(level -> (level - mean) * (level - mean))
                .average()
                .orElseThrow();
        double deviation = Math.max(6, Math.sqrt(variance));
        double[][][] values = new double[InputShape.CHANNELS][shape.height()][shape.width()];
        for (int i = 0; i < shape.size(); i++) {
            int row = i / shape.width();
            values[row / shape.height()][row % shape.height()][i % shape.width()] =
                    ((pixels.values()[i] & 0xFF) - mean) / deviation;
        }
        return new Planes(values);
    }

    private static IntStream levels(Pixels pixels) {
        return IntStream.range(0, pixels.values().length).map(i -> pixels.values()[i] & 0xFF);
    }

    private Planes convolve(Planes in, ConvolutionBlock block, String name) {
        double[][][] out = new double[block.filters()][in.height()][in.width()];
        for (int filter = 0; filter < block.filters(); filter++) {
            double scale = weight(name, "gamma", filter) / Math.sqrt(weight(name, "variance", filter) + 1e-5);
            for (int y = 0; y < in.height(); y++) {
                for (int x = 0; x < in.width(); x++) {
                    double sum = sum(in, block.kernel(), name, filter, y, x);
                    double normal = (sum - weight(name, "mean", filter)) * scale + weight(name, "beta", filter);
                    out[filter][y][x] = Math.max(0, normal);
                }
            }
        }
        return new Planes(out);
    }

    private double sum(Planes in, int kernel, String name, int filter, int y, int x) {
        float[] weight = weights.getOrDefault(name + ".weight", new float[0]);
        int at = filter * in.values().length * kernel * kernel;
        double sum = 0;
        for (int channel = 0; channel < in.values().length; channel++) {
            for (int row = 0; row < kernel; row++) {
                for (int column = 0; column < kernel; column++) {
                    sum += weight[at++] * in.at(channel, y + row - kernel / 2, x + column - kernel / 2);
                }
            }
        }
        return sum;
    }

    private static Planes pool(Planes in) {
        double[][][] out = new double[in.values().length][(in.height() + 1) / 2][(in.width() + 1) / 2];
        for (int channel = 0; channel < out.length; channel++) {
            for (int y = 0; y < in.height(); y++) {
                for (int x = 0; x < in.width(); x++) {
                    out[channel][y / 2][x / 2] = Math.max(out[channel][y / 2][x / 2], in.at(channel, y, x));
                }
            }
        }
        return new Planes(out);
    }

    private double[] flat(Planes planes) {
        double[] flat = new double[architecture.flat()];
        int at = 0;
        for (double[][] plane : planes.values()) {
            for (double[] row : plane) {
                for (double value : row) {
                    flat[at++] = value;
                }
            }
        }
        return flat;
    }

    private double[] dense(double[] in, int units, String name) {
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

    private static float[] softmax(double[] logits) {
        double sum = 0;
        for (double logit : logits) {
            sum += Math.exp(logit);
        }
        float[] probabilities = new float[logits.length];
        for (int i = 0; i < logits.length; i++) {
            probabilities[i] = (float) (Math.exp(logits[i]) / sum);
        }
        return probabilities;
    }
}
