package io.digitstream.recognizer.engine;

import io.digitstream.recognizer.pixels.Pixels;
import io.digitstream.recognizer.sequence.Scores;
import java.util.List;

/**
 * A network filled with one release of weights, ready to score batches. Used by one thread, which also closes it: its
 * memory lies outside the Java heap.
 */
public interface Engine extends AutoCloseable {
    /**
     * Scores a batch.
     *
     * @param batch at least one image, all of the network's input shape
     * @return scores in the order of the batch
     */
    List<Scores> score(List<Pixels> batch);

    @Override
    void close();
}
