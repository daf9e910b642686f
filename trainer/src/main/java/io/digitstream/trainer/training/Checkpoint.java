package io.digitstream.trainer.training;

import io.digitstream.recognizer.network.TensorShape;
import io.digitstream.recognizer.weights.InvalidWeightsException;
import io.digitstream.recognizer.weights.Safetensors;
import io.digitstream.recognizer.weights.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A training run stopped between two steps: the number of steps done and all arrays that they changed. A run resumed from it
 * computes what it would have computed without the stop.
 */
record Checkpoint(Path file, String plan) {
    /** Replaces the file in one move, so that a kill leaves the old one or the new one. */
    void save(Map<String, INDArray> state, long steps) throws IOException {
        Safetensors content = new Safetensors(
                Map.of("plan", plan, "steps", Long.toString(steps)),
                state.entrySet().stream()
                        .map(array -> tensor(array.getKey(), array.getValue()))
                        .toList());
        Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
        Files.write(unfinished, content.write());
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /**
     * Fills the arrays.
     *
     * @return steps that are done
     * @throws IOException if the file cannot be read, is damaged, or belongs to a run with another plan
     */
    long restore(Map<String, INDArray> state) throws IOException {
        try {
            Safetensors content = Safetensors.read(Files.readAllBytes(file));
            String saved = content.metadata().getOrDefault("plan", "none");
            if (!saved.equals(plan)) {
                throw new IOException(
                        "%s belongs to another run.%nIts plan:   %s%nThis plan:  %s".formatted(file, saved, plan));
            }
            for (Map.Entry<String, INDArray> array : state.entrySet()) {
                fill(array.getValue(), array.getKey(), content);
            }
            return Long.parseLong(content.metadata().getOrDefault("steps", ""));
        } catch (InvalidWeightsException | NumberFormatException e) {
            throw new IOException(file + " is damaged: " + e.getMessage(), e);
        }
    }

    private static void fill(INDArray target, String name, Safetensors content) throws InvalidWeightsException {
        TensorShape expected = new TensorShape(name, List.of((int) target.length()));
        for (Tensor tensor : content.tensors()) {
            if (tensor.shape().equals(expected)) {
                try (INDArray values = Nd4j.createFromArray(tensor.values())) {
                    target.assign(values.reshape('c', target.shape()));
                }
                return;
            }
        }
        throw new InvalidWeightsException("it lacks " + expected);
    }

    void delete() throws IOException {
        Files.deleteIfExists(file);
    }

    private static Tensor tensor(String name, INDArray array) {
        try (INDArray copy = array.dup('c')) {
            return new Tensor(
                    new TensorShape(name, List.of((int) copy.length())),
                    copy.data().asFloat());
        }
    }
}
