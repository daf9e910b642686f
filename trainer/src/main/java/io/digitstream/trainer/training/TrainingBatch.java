package io.digitstream.trainer.training;

import io.digitstream.recognizer.network.Head;
import io.digitstream.recognizer.pixels.InputShape;
import io.digitstream.trainer.examples.Example;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

/** Examples as DL4J takes them: pixels [images, 3, height, width], and one-hot labels [images, classes] for each head. */
final class TrainingBatch {
    private TrainingBatch() {}

    static MultiDataSet of(List<Example> examples, InputShape input) {
        float[] pixels = new float[examples.size() * input.size()];
        for (int i = 0; i < examples.size(); i++) {
            examples.get(i).pixels().normalizeInto(pixels, i * input.size());
        }
        INDArray[] labels = new INDArray[Head.ALL.size()];
        for (int head = 0; head < labels.length; head++) {
            float[][] oneHot = new float[examples.size()][Head.ALL.get(head).classes()];
            for (int i = 0; i < oneHot.length; i++) {
                oneHot[i][examples.get(i).target(head)] = 1;
            }
            labels[head] = Nd4j.createFromArray(oneHot);
        }
        long[] shape = {examples.size(), InputShape.CHANNELS, input.height(), input.width()};
        return new org.nd4j.linalg.dataset.MultiDataSet(new INDArray[] {Nd4j.create(pixels, shape, 'c')}, labels);
    }

    /** Batches are large and lie outside the heap: waiting for the garbage collector would pile them up. */
    static void free(MultiDataSet batch) {
        for (INDArray pixels : batch.getFeatures()) {
            pixels.close();
        }
        for (INDArray labels : batch.getLabels()) {
            labels.close();
        }
    }
}
