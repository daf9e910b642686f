package io.digitstream.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.digitstream.recognizer.pixels.Pixels;
import io.digitstream.trainer.examples.Example;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ObjectiveTest {
    private static final List<Example> EXAMPLES = Stream.of("", "42", "123456")
            .map(label -> new Example(
                    new Pixels(
                            ToyExamples.NETWORK.input(),
                            new byte[ToyExamples.NETWORK.input().size()]),
                    label))
            .toList();

    @Test
    void asksForOneClassOfEachHead() {
        Objective objective = objective(0, AbsentDigits.LEARN);
        assertThat(objective.targets(EXAMPLES, 0, 5).toFloatMatrix())
                .isDeepEqualTo(new float[][] {row(7, 0, 1, 0), row(7, 2, 1, 0), row(7, 6, 1, 0)});
        assertThat(objective.targets(EXAMPLES, 2, 5).toFloatMatrix())
                .isDeepEqualTo(new float[][] {row(11, 10, 1, 0), row(11, 2, 1, 0), row(11, 2, 1, 0)});
    }

    @Test
    void spreadsTheSmoothedShareOverAllClasses() {
        Objective objective = objective(0.11, AbsentDigits.LEARN);
        assertThat(objective.targets(EXAMPLES, 2, 5).toFloatMatrix())
                .isDeepEqualTo(
                        new float[][] {row(11, 10, 0.9f, 0.01f), row(11, 2, 0.9f, 0.01f), row(11, 2, 0.9f, 0.01f)});
    }

    @Test
    void asksForNothingWhereAnAbsentDigitIsIgnored() {
        Objective objective = objective(0.11, AbsentDigits.IGNORE);
        assertThat(objective.targets(EXAMPLES, 1, 5).toFloatMatrix())
                .isDeepEqualTo(new float[][] {new float[11], row(11, 4, 0.9f, 0.01f), row(11, 1, 0.9f, 0.01f)});
        assertThat(objective.targets(EXAMPLES, 3, 5).toFloatMatrix())
                .isDeepEqualTo(new float[][] {new float[11], new float[11], row(11, 3, 0.9f, 0.01f)});
        assertThat(objective.targets(EXAMPLES, 0, 5).sumNumber().doubleValue()).isCloseTo(3, within(1e-6));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1, Double.NaN})
    void refusesToSmoothTooMuch(double smoothing) {
        assertThatThrownBy(() -> objective(smoothing, AbsentDigits.LEARN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("label smoothing must lie in [0, 1), not " + smoothing);
    }

    private static Objective objective(double smoothing, AbsentDigits absentDigits) {
        return new Objective(new LossCombination.Sum(), smoothing, absentDigits);
    }

    private static float[] row(int classes, int right, float most, float others) {
        float[] row = new float[classes];
        Arrays.fill(row, others);
        row[right] = most;
        return row;
    }
}
