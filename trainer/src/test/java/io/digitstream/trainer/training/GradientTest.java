package io.digitstream.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.digitstream.recognizer.engine.Dl4jNetwork;
import io.digitstream.recognizer.engine.Dl4jRuntime;
import io.digitstream.recognizer.network.Architecture;
import io.digitstream.recognizer.network.ConvolutionBlock;
import io.digitstream.recognizer.network.Head;
import io.digitstream.recognizer.pixels.InputShape;
import io.digitstream.recognizer.pixels.Pixels;
import io.digitstream.trainer.examples.Example;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The gradient against differences of the objective, which is computed here from the network's outputs; in doubles. */
final class GradientTest {
    private static final Architecture TINY =
            new Architecture(new InputShape(8, 10), List.of(new ConvolutionBlock(2, 3, true)), 1, 3, 5);
    private static final double STEP = 1e-5;

    /** Threads that wait for each other take longer than so small a network. */
    @BeforeAll
    static void useOneCore() {
        Dl4jRuntime.useCores(1);
    }

    static Stream<Arguments> objectives() {
        LossCombination sum = new LossCombination.Sum();
        LossCombination weighted = new LossCombination.Weighted(List.of(2.0, 0.3, 1.0, 0.0, 0.7, 5.0));
        LossCombination geometric = new LossCombination.Geometric();
        return Stream.of(sum, weighted, geometric)
                .flatMap(combination -> Stream.of(
                        Arguments.of(new Objective(combination, 0, AbsentDigits.LEARN), 1),
                        Arguments.of(new Objective(combination, 0.1, AbsentDigits.LEARN), 2),
                        Arguments.of(new Objective(combination, 0, AbsentDigits.IGNORE), 3),
                        Arguments.of(new Objective(combination, 0.1, AbsentDigits.IGNORE), 2)));
    }

    /** Of every fourth parameter, another fourth for each number of replicas. */
    @ParameterizedTest
    @MethodSource("objectives")
    void isTheSlopeOfTheObjective(Objective objective, int replicas) throws InterruptedException {
        List<Example> batch = batch(7);
        INDArray parameters = parameters();
        ReadingTrainee trainee = new ReadingTrainee(TINY, objective, 0);
        ComputationGraph network = trainee.over(parameters);
        try (Replicas<Example> tested = new Replicas<>(trainee, replicas, parameters)) {
            double[] gradient = tested.gradient(batch, 1).toDoubleVector();
            for (int i = replicas; i < gradient.length; i += 4) {
                double value = parameters.getDouble(i);
                parameters.putScalar(i, value + STEP);
                double above = objective(network, trainee, replicas, batch);
                parameters.putScalar(i, value - STEP);
                double below = objective(network, trainee, replicas, batch);
                parameters.putScalar(i, value);
                assertThat(gradient[i])
                        .as("parameter %d", i)
                        .isCloseTo((above - below) / (2 * STEP), within(1e-6 + 1e-5 * Math.abs(gradient[i])));
            }
        }
    }

    /** Each replica's share goes through the network for itself, as batch normalization sees it. */
    private static double objective(
            ComputationGraph network, ReadingTrainee trainee, int replicas, List<Example> batch) {
        double[] sums = new double[Head.of(5).size()];
        for (int replica = 0; replica < replicas; replica++) {
            List<Example> share =
                    batch.subList(replica * batch.size() / replicas, (replica + 1) * batch.size() / replicas);
            try (TrainingBatch data = trainee.batch(share);
                    INDArray pixels = data.pixels().castTo(DataType.DOUBLE)) {
                INDArray[] outputs = network.output(true, pixels);
                for (int head = 0; head < sums.length; head++) {
                    sums[head] += crossEntropy(
                            outputs[head].toDoubleMatrix(),
                            data.targets().get(head).toDoubleMatrix());
                }
            }
        }
        List<Double> means = new ArrayList<>();
        for (double sum : sums) {
            means.add(sum / batch.size());
        }
        return trainee.objective().combination().of(means);
    }

    private static double crossEntropy(double[][] outputs, double[][] targets) {
        double sum = 0;
        for (int i = 0; i < outputs.length; i++) {
            for (int j = 0; j < outputs[i].length; j++) {
                sum -= targets[i][j] * Math.log(outputs[i][j]);
            }
        }
        return sum;
    }

    /** Where both halves of a batch are alike, so are the means and variances that batch normalization sees. */
    @ParameterizedTest
    @MethodSource("objectives")
    void isTheSameFromOneReplicaAndFromTwo(Objective objective) throws InterruptedException {
        List<Example> half = batch(5);
        List<Example> twice = new ArrayList<>(half);
        twice.addAll(half);
        INDArray parameters = parameters();
        try (Replicas<Example> one = replicas(objective, 1, parameters.dup());
                Replicas<Example> two = replicas(objective, 2, parameters)) {
            double[] fromOne = one.gradient(twice, 1).toDoubleVector();
            assertThat(two.gradient(twice, 1).toDoubleVector()).containsExactly(fromOne, within(1e-12));
            for (int head = 0; head < Head.of(5).size(); head++) {
                assertThat(two.losses().get(head)).isCloseTo(one.losses().get(head), within(1e-12));
            }
        }
    }

    @Test
    void ofTheLogarithmsIsThatOfTheSumWithEachHeadDividedByItsMean() throws InterruptedException {
        INDArray parameters = parameters();
        List<Example> batch = batch(6);
        Objective geometric = new Objective(new LossCombination.Geometric(), 0, AbsentDigits.LEARN);
        try (Replicas<Example> logarithms = replicas(geometric, 2, parameters.dup())) {
            double[] gradient = logarithms.gradient(batch, 1).toDoubleVector();
            List<Double> slopes =
                    logarithms.losses().stream().map(mean -> 1 / mean).toList();
            Objective weighted = new Objective(new LossCombination.Weighted(slopes), 0, AbsentDigits.LEARN);
            try (Replicas<Example> same = replicas(weighted, 2, parameters)) {
                assertThat(same.gradient(batch, 1).toDoubleVector()).containsExactly(gradient, within(1e-12));
            }
        }
    }

    private static INDArray parameters() {
        try (INDArray drawn = Dl4jNetwork.drawParameters(TINY, 3)) {
            return drawn.castTo(DataType.DOUBLE);
        }
    }

    private static List<Example> batch(int size) {
        List<String> numbers = List.of("7", "42", "", "905", "31416", "123456", "8");
        SplittableRandom random = new SplittableRandom(5);
        List<Example> batch = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            byte[] values = new byte[TINY.input().size()];
            random.nextBytes(values);
            batch.add(new Example(new Pixels(TINY.input(), values), numbers.get(i % numbers.size())));
        }
        return batch;
    }

    private static Replicas<Example> replicas(Objective objective, int count, INDArray parameters) {
        return new Replicas<>(new ReadingTrainee(TINY, objective, 0), count, parameters);
    }
}
