package io.digitstream.recognizer.engine;

import io.digitstream.recognizer.pixels.InputShape;
import io.digitstream.recognizer.pixels.Pixels;
import io.digitstream.recognizer.sequence.Scores;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Scores with a graph that its caller owns, on as many cores as the calling thread uses. One thread.
 *
 * @param graph as {@link Dl4jNetwork} builds it
 * @param input shape of its input
 */
public record Dl4jScorer(ComputationGraph graph, InputShape input) implements Scorer {
    @Override
    public List<Scores> score(List<Pixels> batch) {
        try (INDArray pixels = Dl4jInput.of(batch, input)) {
            INDArray[] outputs = graph.output(false, pixels);
            float[][] heads = new float[outputs.length][];
            for (int i = 0; i < outputs.length; i++) {
                heads[i] = Dl4jOutput.values(outputs[i]);
            }
            return Scores.each(heads, batch.size());
        }
    }
}
