package io.digitstream.recognizer.engine;

/**
 * Both networks filled with one release of weights. Used by one thread, which also closes it: its memory lies outside the
 * Java heap.
 */
public interface Engine extends Scorer, Locator, AutoCloseable {
    @Override
    void close();
}
