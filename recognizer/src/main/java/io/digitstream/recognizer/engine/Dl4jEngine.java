package io.digitstream.recognizer.engine;

import io.digitstream.recognizer.location.LocationMap;
import io.digitstream.recognizer.pixels.Overview;
import io.digitstream.recognizer.pixels.Pixels;
import io.digitstream.recognizer.sequence.Scores;
import io.digitstream.recognizer.weights.Release;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Both networks on DL4J, accelerated by oneDNN. One thread. */
public final class Dl4jEngine implements Engine {
    private static final Logger LOG = LoggerFactory.getLogger(Dl4jEngine.class);

    private final Dl4jScorer scorer;
    private final Dl4jLocator locator;

    /** @throws IllegalStateException if oneDNN's acceleration is not on */
    public Dl4jEngine(Release release) {
        scorer = new Dl4jScorer(
                Dl4jNetwork.forInference(release.networks().reading(), release.tensors()),
                release.networks().reading().input());
        locator = new Dl4jLocator(
                Dl4jLocatorNetwork.forInference(release.networks().locating(), release.tensors()),
                release.networks().locating());
        LOG.info("Engine dl4j with weights {}: {}", release.version(), Dl4jRuntime.describe());
    }

    @Override
    public List<Scores> score(List<Pixels> batch) {
        Dl4jRuntime.useCores(1);
        return scorer.score(batch);
    }

    @Override
    public List<LocationMap> locate(List<Overview> batch) {
        Dl4jRuntime.useCores(1);
        return locator.locate(batch);
    }

    @Override
    public void close() {
        free(scorer.graph());
        free(locator.graph());
    }

    /** Not by the graph's own way to close: that calls for a full garbage collection, which stops every thread. */
    private static void free(ComputationGraph graph) {
        graph.params().close();
    }
}
