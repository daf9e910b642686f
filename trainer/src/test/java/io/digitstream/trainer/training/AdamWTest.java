package io.digitstream.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.digitstream.recognizer.engine.Dl4jWeights;
import io.digitstream.recognizer.weights.Tensor;
import io.digitstream.trainer.examples.Example;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

final class AdamWTest {
    /** The formulas of the two papers, by hand. */
    @Test
    void movesAsThePapersSay() {
        double[] gradients = {0.5, -2, 0.25};
        double[] rates = {0.1, 0.05, 0.2};
        double decay = 0.3;
        double parameter = 1.5;
        double m = 0;
        double v = 0;
        INDArray parameters = Nd4j.createFromArray(1.5, 1.5);
        INDArray decaying = parameters.get(NDArrayIndex.interval(0, 1));
        try (Ranges ranges = new Ranges(2, 1);
                AdamW optimizer = new AdamW(ranges, parameters, List.of(decaying), decay)) {
            for (int t = 1; t <= 3; t++) {
                double gradient = gradients[t - 1];
                m = 0.9 * m + 0.1 * gradient;
                v = 0.999 * v + 0.001 * gradient * gradient;
                double step = rates[t - 1] * (m / (1 - Math.pow(0.9, t))) / Math.sqrt(v / (1 - Math.pow(0.999, t)));
                parameter = parameter * (1 - rates[t - 1] * decay) - step;
                optimizer.step(0, Nd4j.createFromArray(gradient, gradient), rates[t - 1], t - 1);
                assertThat(parameters.getDouble(0)).isCloseTo(parameter, within(1e-6));
            }
        }
    }

    @Test
    void movesTheSameAtAnyScaleOfTheGradientWithoutScalingTheDecay() {
        double some = moved(0.5, 0.1);
        assertThat(moved(500, 0.1)).isCloseTo(some, within(1e-6));
        assertThat(moved(0.5, 0.2) - some).isCloseTo(-0.01 * 0.1 * 1, within(1e-6));
    }

    private static double moved(double gradient, double decay) {
        INDArray parameters = Nd4j.createFromArray(1.0);
        try (Ranges ranges = new Ranges(1, 1);
                AdamW optimizer = new AdamW(ranges, parameters, List.of(parameters), decay)) {
            optimizer.step(0, Nd4j.createFromArray(gradient), 0.01, 0);
            return parameters.getDouble(0) - 1;
        }
    }

    @Test
    void decaysWeightsButNotBiasesAndNormalization() {
        ReadingTrainee trainee = ToyExamples.trainee(0);
        INDArray parameters = Nd4j.ones(DataType.FLOAT, trainee.architecture().parameters());
        try (Replicas<Example> replicas = new Replicas<>(trainee, 1, parameters);
                AdamW optimizer = new AdamW(replicas.ranges(), parameters, replicas.weights(), 0.5)) {
            optimizer.step(0, parameters.like(), 0.1, 0);
            for (Tensor tensor : Dl4jWeights.tensors(trainee.over(parameters), trainee.tensors())) {
                String name = tensor.shape().name();
                float expected = name.endsWith(".weight") ? 0.95f : 1;
                assertThat(tensor.values()).as(name).containsOnly(expected);
            }
        }
    }
}
