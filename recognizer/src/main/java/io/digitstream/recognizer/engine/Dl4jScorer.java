package io.digitstream.recognizer.engine;

import io.digitstream.recognizer.network.Head;
import io.digitstream.recognizer.pixels.InputShape;
import io.digitstream.recognizer.pixels.Pixels;
import io.digitstream.recognizer.sequence.Scores;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Scores with a graph that its caller owns, on as many cores as the calling thread uses. One thread.
 *
 * @param graph as {@link Dl4jNetwork} builds it
 * @param input shape of its input
 */
public record Dl4jScorer(ComputationGraph graph, InputShape input) implements Scorer {
    @Override
    public List<Scores> score(List<Pixels> batch) {
        try (INDArray pixels = Nd4j.create(normalized(batch), shape(batch.size()), 'c')) {
            return unbatch(graph.output(false, pixels), batch.size());
        }
    }

    private long[] shape(int images) {
        return new long[] {images, InputShape.CHANNELS, input.height(), input.width()};
    }

    private float[] normalized(List<Pixels> batch) {
        float[] values = new float[batch.size() * input.size()];
        for (int i = 0; i < batch.size(); i++) {
            Pixels pixels = batch.get(i);
            // DL4J takes a wrong height or width without a word.
            if (!pixels.shape().equals(input)) {
                throw new IllegalArgumentException("the network takes " + input + ", not " + pixels.shape());
            }
            pixels.normalizeInto(values, i * input.size());
        }
        return values;
    }

    private static List<Scores> unbatch(INDArray[] outputs, int images) {
        float[][][] heads = new float[outputs.length][][];
        for (int i = 0; i < outputs.length; i++) {
            try (INDArray output = outputs[i]) {
                heads[i] = output.toFloatMatrix();
            }
        }
        List<Scores> scores = new ArrayList<>(images);
        for (int image = 0; image < images; image++) {
            float[][] ofImage = new float[Head.ALL.size()][];
            for (int head = 0; head < ofImage.length; head++) {
                ofImage[head] = heads[head][image];
            }
            scores.add(new Scores(ofImage));
        }
        return scores;
    }
}
