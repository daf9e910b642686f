package io.digitstream.recognizer.weights;

import io.digitstream.recognizer.location.LookReader;
import io.digitstream.recognizer.network.Architecture;
import io.digitstream.recognizer.network.LocatorArchitecture;
import io.digitstream.recognizer.network.Networks;
import io.digitstream.recognizer.network.TensorShape;
import io.digitstream.recognizer.sequence.Calibration;
import io.digitstream.recognizer.sequence.SequenceReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Weights made by a formula, the same everywhere and for ever: one {@link SplittableRandom} for all tensors of a network, in the
 * network's order; from each {@code nextLong} the upper 24 bits make a number u in [-1, 1). Convolutions and dense layers are
 * {@code u * sqrt(6 / values that an output takes)} (He et al. 2015, arXiv 1502.01852), gamma is {@code 1 + 0.2 u}, variance
 * {@code 1 + 0.5 u}, all else {@code 0.1 u}. Each of the two networks begins anew with the same seed, so that neither's weights
 * hang on the other's shape.
 */
public final class FormulaWeights {
    private FormulaWeights() {}

    /** Of both networks. */
    public static List<Tensor> tensors(Networks networks, long seed) {
        List<Tensor> tensors = new ArrayList<>(tensors(networks.reading(), seed));
        tensors.addAll(tensors(networks.locating(), seed));
        return tensors;
    }

    /** Of the network that reads. */
    public static List<Tensor> tensors(Architecture architecture, long seed) {
        return tensors(architecture.tensors(), seed);
    }

    /** Of the network that finds numbers. */
    public static List<Tensor> tensors(LocatorArchitecture architecture, long seed) {
        return tensors(architecture.tensors(), seed);
    }

    private static List<Tensor> tensors(List<TensorShape> shapes, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Tensor> tensors = new ArrayList<>();
        for (TensorShape shape : shapes) {
            float[] values = new float[shape.size()];
            double scale = scale(shape);
            double middle = shape.name().endsWith(".gamma") || shape.name().endsWith(".variance") ? 1 : 0;
            for (int i = 0; i < values.length; i++) {
                double u = (random.nextLong() >>> 40) / (double) (1 << 23) - 1;
                values[i] = (float) (middle + scale * u);
            }
            tensors.add(new Tensor(shape, values));
        }
        return tensors;
    }

    private static double scale(TensorShape shape) {
        List<Integer> dimensions = shape.dimensions();
        return switch (dimensions.size()) {
            case 4 -> Math.sqrt(6.0 / (dimensions.get(1) * dimensions.get(2) * dimensions.get(3)));
            case 2 -> Math.sqrt(6.0 / dimensions.get(0));
            default -> shape.name().endsWith(".variance") ? 0.5 : shape.name().endsWith(".gamma") ? 0.2 : 0.1;
        };
    }

    /** A release of them, for {@link Networks#CURRENT}. */
    public static Release release(long seed) {
        SequenceReader reader = new SequenceReader(Calibration.none(5), 0.5);
        try {
            return Release.of(
                    Networks.of(5),
                    tensors(Networks.of(5), seed),
                    reader,
                    new LookReader(reader),
                    Map.of("name", "formula"));
        } catch (InvalidWeightsException e) {
            throw new IllegalStateException(e);
        }
    }
}
