package io.digitstream.recognizer.onnx;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;

/** Compares what two libraries make of one batch. */
final class OutputsAssert {
    private static final float TOLERANCE = 1e-4f;

    private OutputsAssert() {}

    /** Each value, and which is the largest of each output of each image. */
    static void requireClose(Map<String, float[]> found, Map<String, float[]> expected, int images) {
        assertThat(found.keySet()).containsExactlyElementsOf(expected.keySet());
        for (String output : expected.keySet()) {
            float[] one = requireNonNull(found.get(output));
            float[] other = requireNonNull(expected.get(output));
            assertThat(one).as(output).containsExactly(other, within(TOLERANCE));
            assertThat(largest(one, images)).as("largest of " + output).containsExactly(largest(other, images));
        }
    }

    private static int[] largest(float[] values, int images) {
        int[] largest = new int[images];
        int size = values.length / images;
        for (int image = 0; image < images; image++) {
            float[] ofImage = Arrays.copyOfRange(values, image * size, (image + 1) * size);
            for (int i = 0; i < size; i++) {
                largest[image] = ofImage[i] > ofImage[largest[image]] ? i : largest[image];
            }
        }
        return largest;
    }
}
