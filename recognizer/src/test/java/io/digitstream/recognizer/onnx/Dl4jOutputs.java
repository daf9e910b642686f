package io.digitstream.recognizer.onnx;

import io.digitstream.recognizer.engine.Dl4jInput;
import io.digitstream.recognizer.engine.Dl4jLocatorNetwork;
import io.digitstream.recognizer.engine.Dl4jNetwork;
import io.digitstream.recognizer.engine.Dl4jWeights;
import io.digitstream.recognizer.network.Architecture;
import io.digitstream.recognizer.network.Head;
import io.digitstream.recognizer.network.LocatorArchitecture;
import io.digitstream.recognizer.pixels.InputShape;
import io.digitstream.recognizer.pixels.NetworkInput;
import io.digitstream.recognizer.weights.Release;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What DL4J's graphs give: all outputs by their names, row-major. */
final class Dl4jOutputs {
    private Dl4jOutputs() {}

    static Map<String, float[]> reading(Release release, List<? extends NetworkInput> batch) {
        Architecture architecture = release.networks().reading();
        ComputationGraph graph = Dl4jNetwork.over(architecture, Dl4jNetwork.drawParameters(architecture, 0));
        Dl4jWeights.fill(graph, architecture.tensors(), release.tensors());
        return outputs(
                graph,
                batch,
                architecture.input(),
                Head.of(5).stream().map(Head::name).toList());
    }

    static Map<String, float[]> locating(Release release, List<? extends NetworkInput> batch) {
        LocatorArchitecture architecture = release.networks().locating();
        ComputationGraph graph =
                Dl4jLocatorNetwork.over(architecture, Dl4jLocatorNetwork.drawParameters(architecture, 0));
        Dl4jWeights.fill(graph, architecture.tensors(), release.tensors());
        return outputs(
                graph, batch, architecture.input(), List.of(LocatorArchitecture.PRESENCE, LocatorArchitecture.BOX));
    }

    private static Map<String, float[]> outputs(
            ComputationGraph graph, List<? extends NetworkInput> batch, InputShape input, List<String> names) {
        try (INDArray pixels = Dl4jInput.of(batch, input)) {
            INDArray[] outputs = graph.output(false, pixels);
            Map<String, float[]> values = new LinkedHashMap<>();
            for (int i = 0; i < outputs.length; i++) {
                values.put(names.get(i), outputs[i].dup('c').data().asFloat());
            }
            return values;
        } finally {
            graph.close();
        }
    }
}
