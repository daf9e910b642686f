package io.digitstream.recognizer.engine;

import io.digitstream.recognizer.pixels.Pixels;
import io.digitstream.recognizer.sequence.Reading;
import io.digitstream.recognizer.sequence.SequenceReader;
import io.digitstream.recognizer.weights.Release;
import java.util.List;

/**
 * One release at work: an engine filled with its weights and the sequence reading that its calibration and threshold ask
 * for. What changes as one when weights change. Used by one thread, which also closes it.
 *
 * @param weightsVersion of the release
 * @param engine owned: closed with the recognizer
 * @param reader from scores to a reading
 */
public record Recognizer(String weightsVersion, Engine engine, SequenceReader reader) implements AutoCloseable {
    /** A release on the DL4J engine. */
    public static Recognizer of(Release release) {
        return new Recognizer(release.version(), new Dl4jEngine(release), release.reader());
    }

    /**
     * Reads a batch.
     *
     * @param batch at least one image
     * @return readings in the order of the batch
     */
    public List<Reading> read(List<Pixels> batch) {
        return engine.score(batch).stream().map(reader::read).toList();
    }

    @Override
    public void close() {
        engine.close();
    }
}
