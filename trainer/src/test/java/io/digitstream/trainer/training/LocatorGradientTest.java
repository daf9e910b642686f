package io.digitstream.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.digitstream.recognizer.engine.Dl4jRuntime;
import io.digitstream.recognizer.image.Box;
import io.digitstream.recognizer.network.ConvolutionBlock;
import io.digitstream.recognizer.network.LocatorArchitecture;
import io.digitstream.recognizer.pixels.InputShape;
import io.digitstream.recognizer.pixels.Overview;
import io.digitstream.recognizer.pixels.Pixels;
import io.digitstream.trainer.scenes.Scene;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The locating network's gradient against differences of its losses, computed here from its outputs; in doubles. */
final class LocatorGradientTest {
    /** A grid of 3 x 4 cells of 4 pixels. */
    private static final LocatorArchitecture TINY = new LocatorArchitecture(
            new InputShape(12, 16), List.of(new ConvolutionBlock(2, 3, 2, false), new ConvolutionBlock(3, 3, true)));

    private static final LocatingTrainee TRAINEE = new LocatingTrainee(TINY);
    private static final double STEP = 1e-5;

    /** Threads that wait for each other take longer than so small a network. */
    @BeforeAll
    static void useOneCore() {
        Dl4jRuntime.useCores(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void isTheSlopeOfBothLosses(int replicas) throws InterruptedException {
        List<Scene> batch = batch(7);
        INDArray parameters = parameters();
        ComputationGraph network = TRAINEE.over(parameters);
        try (Replicas<Scene> tested = new Replicas<>(TRAINEE, replicas, parameters)) {
            double[] gradient = tested.gradient(batch, 1).toDoubleVector();
            assertThat(tested.losses().stream().mapToDouble(Double::doubleValue).sum())
                    .isCloseTo(loss(network, replicas, batch), within(1e-9));
            for (int i = 0; i < gradient.length; i++) {
                double value = parameters.getDouble(i);
                parameters.putScalar(i, value + STEP);
                double above = loss(network, replicas, batch);
                parameters.putScalar(i, value - STEP);
                double below = loss(network, replicas, batch);
                parameters.putScalar(i, value);
                assertThat(gradient[i])
                        .as("parameter %d", i)
                        .isCloseTo((above - below) / (2 * STEP), within(1e-6 + 1e-5 * Math.abs(gradient[i])));
            }
        }
    }

    /** Where both halves of a batch are alike, so are the means and variances that batch normalization sees. */
    @Test
    void isTheSameFromOneReplicaAndFromTwo() throws InterruptedException {
        List<Scene> half = batch(5);
        List<Scene> twice = new ArrayList<>(half);
        twice.addAll(half);
        INDArray parameters = parameters();
        try (Replicas<Scene> one = new Replicas<>(TRAINEE, 1, parameters.dup());
                Replicas<Scene> two = new Replicas<>(TRAINEE, 2, parameters)) {
            double[] fromOne = one.gradient(twice, 1).toDoubleVector();
            assertThat(two.gradient(twice, 1).toDoubleVector()).containsExactly(fromOne, within(1e-12));
            assertThat(two.losses().get(0)).isCloseTo(one.losses().get(0), within(1e-12));
            assertThat(two.losses().get(1)).isCloseTo(one.losses().get(1), within(1e-12));
        }
    }

    /** Of one scene; each replica's share goes through the network for itself, as batch normalization sees it. */
    private static double loss(ComputationGraph network, int replicas, List<Scene> batch) {
        double sum = 0;
        for (int replica = 0; replica < replicas; replica++) {
            List<Scene> share =
                    batch.subList(replica * batch.size() / replicas, (replica + 1) * batch.size() / replicas);
            try (TrainingBatch data = TRAINEE.batch(share);
                    INDArray pixels = data.pixels().castTo(DataType.DOUBLE)) {
                INDArray[] outputs = network.output(true, pixels);
                for (int i = 0; i < share.size(); i++) {
                    sum += loss(outputs[0], outputs[1], i, CellTargets.of(share.get(i), TINY));
                }
            }
        }
        return sum / batch.size();
    }

    private static double loss(INDArray presence, INDArray box, int scene, CellTargets targets) {
        double sum = 0;
        double boxes = 0;
        int seen = 0;
        for (int row = 0; row < TINY.rows(); row++) {
            for (int column = 0; column < TINY.columns(); column++) {
                int cell = row * TINY.columns() + column;
                double present = 1 / (1 + Math.exp(-presence.getDouble(scene, 0, row, column)));
                if (targets.presence()[cell] == 1) {
                    sum -= Math.log(present);
                    boxes -= Math.log(found(box, scene, row, column).overlap(wanted(targets, cell)));
                    seen++;
                } else if (targets.presence()[cell] == 0) {
                    sum -= Math.log(1 - present);
                }
            }
        }
        return sum + (seen == 0 ? 0 : BoxLoss.WEIGHT * boxes / seen);
    }

    private static Box found(INDArray box, int scene, int row, int column) {
        double[] distances = new double[LocatorArchitecture.SIDES];
        for (int side = 0; side < distances.length; side++) {
            double logarithm = box.getDouble(scene, side, row, column);
            // Beyond this the loss takes it for less.
            assertThat(logarithm).isBetween(-4.0, 4.0);
            distances[side] = Math.exp(logarithm);
        }
        return Box.between(-distances[0], -distances[1], distances[2], distances[3]);
    }

    private static Box wanted(CellTargets targets, int cell) {
        float[] sides = targets.box();
        int cells = TINY.cells();
        return Box.between(-sides[cell], -sides[cells + cell], sides[2 * cells + cell], sides[3 * cells + cell]);
    }

    private static INDArray parameters() {
        try (INDArray drawn = TRAINEE.drawParameters(4)) {
            return drawn.castTo(DataType.DOUBLE);
        }
    }

    /** Noise, said to show no number, one, or two. */
    private static List<Scene> batch(int size) {
        SplittableRandom random = new SplittableRandom(5);
        List<List<Box>> numbers = List.of(
                List.of(new Box(3, 2, 9, 7)),
                List.of(),
                List.of(new Box(0, 0, 16, 12)),
                List.of(new Box(9, 9, 5, 2), new Box(1, 1, 5, 6)));
        List<Scene> batch = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            byte[] values = new byte[TINY.input().size()];
            random.nextBytes(values);
            Overview overview = new Overview(TINY.input(), new Pixels(TINY.input(), values));
            batch.add(new Scene(overview, numbers.get(i % numbers.size())));
        }
        return batch;
    }
}
