package io.digitstream.standalone.renewal;

import io.digitstream.recognizer.weights.InvalidWeightsException;
import io.digitstream.recognizer.weights.Release;
import io.digitstream.recognizer.weights.ShippedWeights;
import io.digitstream.recognizer.weights.Tensor;
import io.digitstream.trainer.releasing.GoldenImages;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The shipped weights with the running means of one batch normalization moved. */
final class ImpairedRelease {
    private static final String LAYER = "block4";

    /** So far, 37 of 100 drawn numbers are read right, where the shipped weights read 94. */
    private static final double DEVIATIONS = 1.5;

    private ImpairedRelease() {}

    /** Training puts the means right by itself, whatever else it learns: each step moves them towards those of its batch. */
    static Release make() throws InvalidWeightsException {
        Release shipped = ShippedWeights.load();
        Map<String, Tensor> tensors = shipped.tensors().stream()
                .collect(Collectors.toMap(tensor -> tensor.shape().name(), Function.identity()));
        List<Tensor> moved = new ArrayList<>(shipped.tensors());
        moved.replaceAll(tensor -> tensor.shape().name().equals(LAYER + ".mean")
                ? moved(tensor, Objects.requireNonNull(tensors.get(LAYER + ".variance")))
                : tensor);
        Map<String, String> notes = new TreeMap<>(shipped.metadata());
        notes.put("name", "impaired");
        return GoldenImages.into(Release.of(shipped.networks(), moved, shipped.reader(), shipped.lookReader(), notes));
    }

    private static Tensor moved(Tensor means, Tensor variances) {
        float[] values = means.values().clone();
        for (int i = 0; i < values.length; i++) {
            values[i] += (float) (DEVIATIONS * Math.sqrt(variances.values()[i]));
        }
        return new Tensor(means.shape(), values);
    }
}
