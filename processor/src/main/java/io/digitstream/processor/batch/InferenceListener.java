package io.digitstream.processor.batch;

import io.digitstream.recognizer.weights.ReleaseSummary;

/** Callbacks of the inference thread, on its own thread. Implementations must not block. */
public interface InferenceListener {
    /** Without a listener. */
    InferenceListener NONE = new InferenceListener() {};

    /** The engine is done with a batch. */
    default void read(ReadBatch batch) {}

    /** Images are read, with this release: the first one. */
    default void began(ReleaseSummary release) {}

    /** Images are read with another release from now on. */
    default void tookOver(ReleaseSummary release, ReleaseSummary before) {}

    /**
     * The release before has read along.
     *
     * @param compared readings that it was sure of, since the release in force took over
     * @param disagreement share of these that are read otherwise now, in [0, 1]
     */
    default void compared(int compared, double disagreement) {}

    /**
     * The release in force contradicted the one before too often: images are read with the one before again.
     *
     * @param withdrawn the one that was in force
     * @param before the one that images are read with from now on
     */
    default void wentBack(ReleaseSummary withdrawn, ReleaseSummary before, String reason) {}
}
