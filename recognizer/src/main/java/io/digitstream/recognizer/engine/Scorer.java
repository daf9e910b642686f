package io.digitstream.recognizer.engine;

import io.digitstream.recognizer.pixels.Pixels;
import io.digitstream.recognizer.sequence.Scores;
import java.util.List;

/** The network that reads, ready to score batches. Used by one thread. */
@FunctionalInterface
public interface Scorer {
    /**
     * Scores a batch.
     *
     * @param batch at least one image, all of the network's input shape
     * @return scores in the order of the batch
     */
    List<Scores> score(List<Pixels> batch);
}
