package io.digitstream.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.digitstream.recognizer.engine.Dl4jNetwork;
import io.digitstream.recognizer.engine.Dl4jWeights;
import io.digitstream.recognizer.pixels.InputShape;
import io.digitstream.recognizer.pixels.Pixels;
import io.digitstream.recognizer.weights.Tensor;
import io.digitstream.trainer.examples.Example;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;

final class ReplicasTest {
    private static final ToyExamples EXAMPLES = new ToyExamples();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7})
    void giveTheSameGradientEveryTime(int count) throws InterruptedException {
        List<Example> batch = examples(0, 7);
        float[] first = gradient(count, 0.5, batch, 1);
        for (int i = 0; i < 5; i++) {
            assertThat(gradient(count, 0.5, batch, 1)).isEqualTo(first);
        }
        assertThat(gradient(count, 0.5, batch, 2)).isNotEqualTo(first);
    }

    /** With the same units left out, replicas that see the same images would add up to twice the gradient of one. */
    @Test
    void leaveOutUnitsEachForItself() throws InterruptedException {
        List<Example> half = examples(0, 4);
        List<Example> twice = new ArrayList<>(half);
        twice.addAll(half);
        assertThat(gradient(2, 0, twice, 1)).containsExactly(gradient(1, 0, half, 1), within(1e-5f));
        assertThat(distance(gradient(2, 0.5, twice, 1), gradient(1, 0.5, half, 1)))
                .isGreaterThan(0.1);
    }

    private static double distance(float[] some, float[] others) {
        double sum = 0;
        for (int i = 0; i < some.length; i++) {
            sum += Math.pow(some[i] - others[i], 2);
        }
        return Math.sqrt(sum);
    }

    private static float[] gradient(int count, double dropout, List<Example> batch, long seed)
            throws InterruptedException {
        try (Replicas<Example> replicas = new Replicas<>(ToyExamples.trainee(dropout), count, parameters())) {
            return replicas.gradient(batch, seed).toFloatVector();
        }
    }

    /** DL4J leaves their movement where the gradient is; it is no gradient. */
    @Test
    void moveBatchStatisticsByTheMeanOfTheirShares() throws InterruptedException {
        List<Example> batch = examples(0, 10);
        List<Tensor> first = statistics(1, batch.subList(0, 5));
        List<Tensor> second = statistics(1, batch.subList(5, 10));
        List<Tensor> both = statistics(2, batch);
        assertThat(both).hasSize(4);
        for (int tensor = 0; tensor < both.size(); tensor++) {
            float[] values = both.get(tensor).values();
            for (int i = 0; i < values.length; i++) {
                float mean = (first.get(tensor).values()[i] + second.get(tensor).values()[i]) / 2;
                assertThat(values[i]).isCloseTo(mean, within(1e-6f));
            }
            assertThat(first.get(tensor).values())
                    .isNotEqualTo(second.get(tensor).values());
        }
    }

    private static List<Tensor> statistics(int count, List<Example> batch) throws InterruptedException {
        INDArray parameters = parameters();
        INDArray before = parameters.dup();
        ReadingTrainee trainee = ToyExamples.trainee(0);
        try (Replicas<Example> replicas = new Replicas<>(trainee, count, parameters)) {
            INDArray gradient = replicas.gradient(batch, 1);
            INDArray moved = parameters.neq(before);
            assertThat(gradient.mul(moved.castTo(gradient.dataType()))
                            .norm1Number()
                            .doubleValue())
                    .isZero();
            return Dl4jWeights.tensors(trainee.over(parameters), trainee.tensors()).stream()
                    .filter(tensor -> tensor.shape().name().endsWith(".mean")
                            || tensor.shape().name().endsWith(".variance"))
                    .toList();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void sayWhyOneOfThemFailed(int failing) {
        List<Example> batch = new ArrayList<>(examples(0, 3));
        InputShape other = new InputShape(9, 9);
        batch.set(failing, new Example(new Pixels(other, new byte[other.size()]), "1"));
        Objective geometric = new Objective(new LossCombination.Geometric(), 0, AbsentDigits.LEARN);
        ReadingTrainee trainee = new ReadingTrainee(ToyExamples.NETWORK, geometric, 0);
        try (Replicas<Example> replicas = new Replicas<>(trainee, 3, parameters())) {
            assertThatThrownBy(() -> replicas.gradient(batch, 1))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("replica");
        }
    }

    private static INDArray parameters() {
        return Dl4jNetwork.drawParameters(ToyExamples.NETWORK, 1);
    }

    private static List<Example> examples(long first, int count) {
        return LongStream.range(first, first + count)
                .mapToObj(EXAMPLES::example)
                .toList();
    }
}
