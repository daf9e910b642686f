package io.digitstream.recognizer.engine;

import io.digitstream.recognizer.location.LocationMap;
import io.digitstream.recognizer.network.LocatorArchitecture;
import io.digitstream.recognizer.pixels.Overview;
import java.util.ArrayList;
import java.util.Arrays;
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
            return unbatch(values(outputs[0]), values(outputs[1]), batch.size());
        }
    }

    private static float[] values(INDArray output) {
        try (output;
                INDArray rowMajor = output.dup('c')) {
            return rowMajor.data().asFloat();
        }
    }

    private List<LocationMap> unbatch(float[] presence, float[] boxes, int photos) {
        int cells = architecture.cells();
        int sides = LocatorArchitecture.SIDES * cells;
        List<LocationMap> maps = new ArrayList<>(photos);
        for (int photo = 0; photo < photos; photo++) {
            maps.add(new LocationMap(
                    architecture,
                    Arrays.copyOfRange(presence, photo * cells, (photo + 1) * cells),
                    Arrays.copyOfRange(boxes, photo * sides, (photo + 1) * sides)));
        }
        return maps;
    }
}
