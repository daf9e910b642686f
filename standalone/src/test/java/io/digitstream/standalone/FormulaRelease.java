package io.digitstream.standalone;

import io.digitstream.recognizer.location.LookReader;
import io.digitstream.recognizer.network.Networks;
import io.digitstream.recognizer.network.TensorShape;
import io.digitstream.recognizer.sequence.Calibration;
import io.digitstream.recognizer.sequence.SequenceReader;
import io.digitstream.recognizer.weights.InvalidWeightsException;
import io.digitstream.recognizer.weights.Release;
import io.digitstream.recognizer.weights.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Releases whose weights come from a formula: valid, and quickly made. */
final class FormulaRelease {
    private FormulaRelease() {}

    static Release of(int digits, int seed, Map<String, String> notes) throws InvalidWeightsException {
        List<Tensor> tensors = new ArrayList<>();
        for (TensorShape shape : Networks.of(digits).tensors()) {
            float[] values = new float[shape.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = (i % 97 + seed) / 1_000f;
            }
            tensors.add(new Tensor(shape, values));
        }
        Map<String, String> all = new TreeMap<>(notes);
        all.put("name", "formula");
        SequenceReader reader = new SequenceReader(Calibration.none(digits), 0.5);
        return Release.of(Networks.of(digits), tensors, reader, new LookReader(reader), all);
    }
}
