package io.digitstream.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

final class PresenceLossTest {
    private static final double STEP = 1e-6;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void hasTheSlopeOfItsSumAsGradient(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] logits = new double[40][1];
        double[][] targets = new double[40][1];
        for (int i = 0; i < logits.length; i++) {
            logits[i][0] = random.nextDouble(-6, 6);
            targets[i][0] = random.nextInt(3) - 1;
        }
        double[][] gradient = copy(logits);
        sum(gradient, targets);
        for (int i = 0; i < logits.length; i++) {
            double above = sumWith(logits, targets, i, STEP);
            double below = sumWith(logits, targets, i, -STEP);
            assertThat(gradient[i][0]).as("cell %d", i).isCloseTo((above - below) / (2 * STEP), within(1e-6));
        }
    }

    private static double sumWith(double[][] logits, double[][] targets, int row, double change) {
        double[][] changed = copy(logits);
        changed[row][0] += change;
        return sum(changed, targets);
    }

    @Test
    void isTheCrossEntropyOfTheCellsThatAreAsked() {
        double[][] logits = {{2}, {-1}, {7}};
        double[][] targets = {{1}, {0}, {CellTargets.NOT_ASKED}};
        double expected = -Math.log(1 / (1 + Math.exp(-2))) - Math.log(1 - 1 / (1 + Math.exp(1)));
        assertThat(sum(logits, targets)).isCloseTo(expected, within(1e-12));
        assertThat(logits[2][0]).isZero();
    }

    @ParameterizedTest
    @ValueSource(doubles = {800, -800})
    void staysFiniteHoweverSureTheNetworkIs(double logit) {
        double[][] given = {{logit}, {logit}};
        assertThat(sum(given, new double[][] {{0}, {1}})).isCloseTo(800, within(1e-9));
        assertThat(given[0][0]).isCloseTo(logit > 0 ? 1 : 0, within(1e-12));
        assertThat(given[1][0]).isCloseTo(logit > 0 ? 0 : -1, within(1e-12));
    }

    @Test
    void addsItsSumForItsReplicaAndItsPlaceAmongTheLosses() {
        BatchLosses losses = new BatchLosses(2, 3);
        losses.begin(10);
        new PresenceLoss(losses, 0, 1).toGradient(new double[][] {{0}}, new double[][] {{0}});
        new PresenceLoss(losses, 1, 1).toGradient(new double[][] {{0}, {0}}, new double[][] {{1}, {0}});
        assertThat(losses.means()).containsExactly(0.0, 3 * Math.log(2) / 10, 0.0);
    }

    /** As DL4J asks, in the network's own precision. */
    @Test
    void answersWithANewArrayOfTheSamePrecision() {
        for (DataType precision : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
            INDArray given = Nd4j.createFromArray(new double[][] {{0.5}, {3}}).castTo(precision);
            INDArray targets = Nd4j.createFromArray(new float[][] {{1}, {CellTargets.NOT_ASKED}});
            INDArray gradient = new PresenceLoss(new BatchLosses(1, 1), 0, 0)
                    .computeGradient(targets, given, new ActivationIdentity(), null);
            assertThat(gradient.dataType()).isEqualTo(precision);
            assertThat(gradient.shape()).containsExactly(2, 1);
            assertThat(gradient.getDouble(0)).isCloseTo(1 / (1 + Math.exp(-0.5)) - 1, within(1e-6));
            assertThat(gradient.getDouble(1)).isZero();
            assertThat(given.getDouble(1)).isEqualTo(3);
        }
    }

    private static double sum(double[][] logits, double[][] targets) {
        BatchLosses losses = new BatchLosses(1, 1);
        losses.begin(1);
        new PresenceLoss(losses, 0, 0).toGradient(logits, targets);
        return losses.means().get(0);
    }

    private static double[][] copy(double[][] rows) {
        double[][] copy = new double[rows.length][];
        for (int i = 0; i < rows.length; i++) {
            copy[i] = rows[i].clone();
        }
        return copy;
    }
}
