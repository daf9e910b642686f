package io.digitstream.recognizer.engine;

import io.digitstream.recognizer.network.Architecture;
import io.digitstream.recognizer.network.Head;
import io.digitstream.recognizer.pixels.InputShape;
import io.digitstream.recognizer.pixels.Pixels;
import io.digitstream.recognizer.sequence.Scores;
import io.digitstream.recognizer.weights.Release;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The network on DL4J, accelerated by oneDNN. One thread. */
public final class Dl4jEngine implements Engine {
    private static final Logger LOG = LoggerFactory.getLogger(Dl4jEngine.class);

    private final InputShape input;
    private final ComputationGraph graph;
    private final Runnable beforeBatch;

    /** @throws IllegalStateException if oneDNN's acceleration is not on */
    public Dl4jEngine(Release release) {
        this(
                release.architecture().input(),
                Dl4jNetwork.forInference(release.architecture(), release.tensors()),
                () -> Dl4jRuntime.useCores(1));
        LOG.info("Engine dl4j with weights {}: {}", release.version(), Dl4jRuntime.describe());
    }

    private Dl4jEngine(InputShape input, ComputationGraph graph, Runnable beforeBatch) {
        this.input = input;
        this.graph = graph;
        this.beforeBatch = beforeBatch;
    }

    /** Scores with a graph that somebody else trains, on as many cores as its training uses; closing does nothing. */
    public static Engine over(ComputationGraph graph, Architecture architecture) {
        Dl4jEngine engine = new Dl4jEngine(architecture.input(), graph, () -> {});
        return new Engine() {
            @Override
            public List<Scores> score(List<Pixels> batch) {
                return engine.score(batch);
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public List<Scores> score(List<Pixels> batch) {
        beforeBatch.run();
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

    @Override
    public void close() {
        graph.close();
    }
}
