package io.digitstream.trainer.training;

import io.digitstream.application.lifecycle.Closer;
import io.digitstream.recognizer.engine.Dl4jInput;
import io.digitstream.recognizer.network.Architecture;
import io.digitstream.trainer.examples.Example;
import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Examples as DL4J takes them. One batch, large and outside the heap: whoever makes one closes it.
 *
 * @param pixels [images, 3, height, width]
 * @param targets for each output, in the order of the outputs
 */
public record TrainingBatch(INDArray pixels, List<INDArray> targets) implements AutoCloseable {
    static TrainingBatch of(List<Example> examples, Architecture architecture, Objective objective) {
        List<INDArray> targets = IntStream.rangeClosed(0, architecture.digits())
                .mapToObj(head -> objective.targets(examples, head, architecture.digits()))
                .toList();
        return new TrainingBatch(
                Dl4jInput.of(examples.stream().map(Example::pixels).toList(), architecture.input()), targets);
    }

    @Override
    public void close() {
        try (Closer closer = new Closer()) {
            targets.forEach(closer::add);
            closer.add(pixels);
        }
    }
}
