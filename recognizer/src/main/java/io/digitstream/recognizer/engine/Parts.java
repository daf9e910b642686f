package io.digitstream.recognizer.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Long batches in parts, so that what a network needs beside its weights stays bounded. Pure. */
public final class Parts {
    private Parts() {}

    /**
     * Has a batch done one part after the other.
     *
     * @param most images in a part
     * @param network gives a result for each image of a part, in order
     * @return a result for each image of the batch, in order
     */
    public static <I, O> List<O> of(List<I> batch, int most, Function<List<I>, List<O>> network) {
        List<O> results = new ArrayList<>(batch.size());
        for (int from = 0; from < batch.size(); from += most) {
            results.addAll(network.apply(batch.subList(from, Math.min(batch.size(), from + most))));
        }
        return results;
    }
}
