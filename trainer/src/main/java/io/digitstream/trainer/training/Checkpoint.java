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
            fill(graph.params(), "parameters", content);
            fill(graph.getUpdater().getUpdaterStateViewArray(), "updater", content);
            int steps = Integer.parseInt(content.metadata().getOrDefault("steps", ""));
            // Adam corrects its moments by the number of steps that went into them.
            graph.getConfiguration().setIterationCount(steps);
            return steps;
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
