package io.digitstream.recognizer.engine;

import io.digitstream.recognizer.location.LocationMap;
import io.digitstream.recognizer.network.LocatorArchitecture;
import io.digitstream.recognizer.pixels.Overview;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Locates with a graph that its caller owns, on as many cores as the calling thread uses. One thread.
 *
 * @param graph as {@link Dl4jLocatorNetwork} builds it
 * @param architecture of the graph
 */
public record Dl4jLocator(ComputationGraph graph, LocatorArchitecture architecture) implements Locator {
    @Override
    public List<LocationMap> locate(List<Overview> batch) {
        try (INDArray pixels = Dl4jInput.of(batch, architecture.input())) {
            INDArray[] outputs = graph.output(false, pixels);
            return LocationMap.each(
                    architecture, Dl4jOutput.values(outputs[0]), Dl4jOutput.values(outputs[1]), batch.size());
        }
    }
}
