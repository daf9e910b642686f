package io.digitstream.processor.batch;

/** What the inference thread tells, on its own thread: who listens must be quick, and must not throw. */
public interface InferenceListener {
    /** Nobody listens. */
    InferenceListener NONE = new InferenceListener() {};

    /** A batch was read. */
    default void read(ReadBatch batch) {}

    /** Images are read, with this release: the first one. */
    default void began(String version) {}

    /** Images are read with another release from now on. */
    default void tookOver(String version, String before) {}

    /**
     * The release before has read along.
     *
     * @param compared readings that it was sure of, since the release in force took over
     * @param disagreement share of these that are read otherwise now, in [0, 1]
     */
    default void compared(int compared, double disagreement) {}

    /** The release in force contradicted the one before too often: images are read with the one before again. */
    default void wentBack(String version, String before, String reason) {}
}
