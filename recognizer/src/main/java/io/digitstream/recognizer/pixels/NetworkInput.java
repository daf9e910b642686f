package io.digitstream.recognizer.pixels;

/** One image as a network takes it. */
public interface NetworkInput {
    InputShape shape();

    /**
     * Writes the normalized values into a batch.
     *
     * @param batch images of {@link InputShape#size()} values, one after the other
     * @param offset where this image begins
     */
    void normalizeInto(float[] batch, int offset);
}
