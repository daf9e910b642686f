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
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A training run stopped between two steps: weights, the updater's moments, the number of steps done. A run resumed from it
 * computes what it would have computed without the stop.
 */
record Checkpoint(Path file, String plan) {
    /** Replaces the file in one move, so that a kill leaves the old one or the new one. */
    void save(ComputationGraph graph, long steps) throws IOException {
        Safetensors content = new Safetensors(
                Map.of("plan", plan, "steps", Long.toString(steps)),
                List.of(
                        tensor("parameters", graph.params()),
                        tensor("updater", graph.getUpdater().getUpdaterStateViewArray())));
        Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
        Files.write(unfinished, content.write());
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /**
     * @return steps that are done
     * @throws IOException if the file cannot be read, is damaged, or belongs to a run with another plan
     */
    long restore(ComputationGraph graph) throws IOException {
        try {
            Safetensors content = Safetensors.read(Files.readAllBytes(file));
            String saved = content.metadata().getOrDefault("plan", "none");
            if (!saved.equals(plan)) {
                throw new IOException(
                        "%s belongs to another run.%nIts plan:   %s%nThis plan:  %s".formatted(file, saved, plan));
            }
            for (Tensor tensor : content.tensors()) {
                INDArray target = tensor.shape().name().equals("parameters")
                        ? graph.params()
                        : graph.getUpdater().getUpdaterStateViewArray();
                try (INDArray values = Nd4j.createFromArray(tensor.values())) {
                    target.assign(values.reshape('c', target.shape()));
                }
            }
            return Long.parseLong(content.metadata().getOrDefault("steps", "0"));
        } catch (InvalidWeightsException e) {
            throw new IOException(file + " is damaged: " + e.getMessage(), e);
        }
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
