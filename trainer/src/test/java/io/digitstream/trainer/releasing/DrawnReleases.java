package io.digitstream.trainer.releasing;

import io.digitstream.recognizer.engine.Dl4jLocatorNetwork;
import io.digitstream.recognizer.engine.Dl4jNetwork;
import io.digitstream.recognizer.engine.Dl4jWeights;
import io.digitstream.recognizer.location.LookReader;
import io.digitstream.recognizer.network.Architecture;
import io.digitstream.recognizer.network.LocatorArchitecture;
import io.digitstream.recognizer.network.Networks;
import io.digitstream.recognizer.sequence.Calibration;
import io.digitstream.recognizer.sequence.SequenceReader;
import io.digitstream.recognizer.weights.InvalidWeightsException;
import io.digitstream.recognizer.weights.Release;
import io.digitstream.recognizer.weights.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Releases of networks that have learned nothing: weights as a training begins with them. */
public final class DrawnReleases {
    private DrawnReleases() {}

    /** @param notes beside the name, {@code drawn} */
    public static Release release(long seed, Map<String, String> notes) throws InvalidWeightsException {
        Map<String, String> all = new TreeMap<>(notes);
        all.put("name", "drawn");
        SequenceReader reader = new SequenceReader(Calibration.none(5), 0.3);
        return Release.of(Networks.of(5), tensors(seed), reader, new LookReader(reader), all);
    }

    /** Of both networks. */
    public static List<Tensor> tensors(long seed) {
        List<Tensor> tensors = new ArrayList<>(Dl4jWeights.tensors(
                Dl4jNetwork.over(Architecture.of(5), Dl4jNetwork.drawParameters(Architecture.of(5), seed)),
                Architecture.of(5).tensors()));
        tensors.addAll(Dl4jWeights.tensors(
                Dl4jLocatorNetwork.over(
                        LocatorArchitecture.CURRENT,
                        Dl4jLocatorNetwork.drawParameters(LocatorArchitecture.CURRENT, seed)),
                LocatorArchitecture.CURRENT.tensors()));
        return tensors;
    }

    public static List<Tensor> locating(Release release) {
        return release.tensors().stream().filter(DrawnReleases::isLocating).toList();
    }

    public static List<Tensor> reading(Release release) {
        return release.tensors().stream().filter(tensor -> !isLocating(tensor)).toList();
    }

    private static boolean isLocating(Tensor tensor) {
        return tensor.shape().name().startsWith(LocatorArchitecture.PREFIX);
    }
}
