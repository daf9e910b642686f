package io.digitstream.recognizer.engine;

import org.nd4j.linalg.api.ndarray.INDArray;

/** What DL4J gives, as numbers on the heap. */
final class Dl4jOutput {
    private Dl4jOutput() {}

    /** All values, row-major; the array is closed. */
    static float[] values(INDArray output) {
        try (output;
                INDArray rowMajor = output.dup('c')) {
            return rowMajor.data().asFloat();
        }
    }
}
