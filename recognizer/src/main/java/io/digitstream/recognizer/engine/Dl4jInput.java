package io.digitstream.recognizer.engine;

import io.digitstream.recognizer.pixels.InputShape;
import io.digitstream.recognizer.pixels.NetworkInput;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A batch as DL4J takes it. */
public final class Dl4jInput {
    private Dl4jInput() {}

    /**
     * Lays a batch out.
     *
     * @param input shape of the network's input
     * @return [images, 3, height, width], normalized; large and outside the heap, the caller's to close
     * @throws IllegalArgumentException if an image is of another shape: DL4J takes a wrong height or width without a word
     */
    public static INDArray of(List<? extends NetworkInput> batch, InputShape input) {
        float[] values = new float[batch.size() * input.size()];
        for (int i = 0; i < batch.size(); i++) {
            NetworkInput image = batch.get(i);
            if (!image.shape().equals(input)) {
                throw new IllegalArgumentException("the network takes " + input + ", not " + image.shape());
            }
            image.normalizeInto(values, i * input.size());
        }
        return Nd4j.create(values, new long[] {batch.size(), InputShape.CHANNELS, input.height(), input.width()}, 'c');
    }
}
