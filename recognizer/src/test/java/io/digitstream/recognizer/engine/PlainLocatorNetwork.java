package io.digitstream.recognizer.engine;

import io.digitstream.recognizer.network.LocatorArchitecture;
import io.digitstream.recognizer.pixels.Overview;
import io.digitstream.recognizer.weights.Tensor;
import java.util.List;

/** The network that finds numbers written out in loops, slow and without any library: what an engine must agree with. */
final class PlainLocatorNetwork {
    private final LocatorArchitecture architecture;
    private final PlainLayers layers;

    PlainLocatorNetwork(LocatorArchitecture architecture, List<Tensor> tensors) {
        this.architecture = architecture;
        this.layers = new PlainLayers(architecture.tensors(), tensors);
    }

    /**
     * What the network gives for each cell.
     *
     * @param presence logits, row by row
     * @param box logarithms of distances in cells: all lefts, row by row, then all tops, rights, bottoms
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Outputs(double[] presence, double[] box) {}

    Outputs locate(Overview photo) {
        Planes input = Planes.normalized(photo.content()).within(architecture.input());
        Planes features = layers.trunk(input, LocatorArchitecture.PREFIX, architecture.trunk());
        String presence = LocatorArchitecture.PREFIX + LocatorArchitecture.PRESENCE;
        String box = LocatorArchitecture.PREFIX + LocatorArchitecture.BOX;
        return new Outputs(
                layers.pointwise(features, 1, presence).flat(),
                layers.pointwise(features, LocatorArchitecture.SIDES, box).flat());
    }
}
