package io.digitstream.standalone.bench;

import io.digitstream.recognizer.engine.Dl4jNetwork;
import io.digitstream.recognizer.engine.Dl4jRuntime;
import io.digitstream.recognizer.engine.Dl4jScorer;
import io.digitstream.recognizer.engine.Scorer;
import io.digitstream.recognizer.network.Architecture;
import io.digitstream.recognizer.pixels.Pixels;
import io.digitstream.recognizer.sequence.Scores;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The network that reads on DL4J as a newcomer to it gets it: without oneDNN in its layers, on all cores. Its weights are
 * drawn at random. One thread.
 */
public final class Dl4jAsShipped implements Scorer, AutoCloseable {
    private static final String NO_HELPERS = "org.eclipse.deeplearning4j.helpers.disable";

    private final ComputationGraph graph;
    private final Dl4jScorer scorer;

    public Dl4jAsShipped(Architecture architecture) {
        INDArray parameters = Dl4jNetwork.drawParameters(architecture, 1);
        ComputationGraph accelerated = Dl4jNetwork.over(architecture, parameters);
        // Read when a layer is made.
        String before = System.setProperty(NO_HELPERS, "true");
        try {
            graph = new ComputationGraph(accelerated.getConfiguration().clone());
            graph.init(parameters, false);
        } finally {
            System.setProperty(NO_HELPERS, before == null ? "false" : before);
        }
        if (graph.getLayer(0).getHelper() != null) {
            throw new IllegalStateException("DL4J's layers use oneDNN all the same");
        }
        scorer = new Dl4jScorer(graph, architecture.input());
    }

    @Override
    public List<Scores> score(List<Pixels> batch) {
        Dl4jRuntime.useCores(Runtime.getRuntime().availableProcessors());
        return scorer.score(batch);
    }

    @Override
    public void close() {
        graph.params().close();
    }
}
