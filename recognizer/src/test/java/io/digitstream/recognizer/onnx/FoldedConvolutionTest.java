package io.digitstream.recognizer.onnx;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.digitstream.recognizer.network.TensorShape;
import io.digitstream.recognizer.weights.Tensor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class FoldedConvolutionTest {
    private static final Tensor WEIGHT = tensor("block1.weight", List.of(2, 1, 1, 2), 1, 2, 3, 4);

    /** Of two filters the second has never seen anything vary: what remains to divide by is the root of 0.00001. */
    private static final Map<String, Tensor> TENSORS = Map.of(
            "block1.weight", WEIGHT,
            "block1.gamma", tensor("block1.gamma", List.of(2), 3, 1),
            "block1.beta", tensor("block1.beta", List.of(2), 5, 7),
            "block1.mean", tensor("block1.mean", List.of(2), 2, 0.5f),
            "block1.variance", tensor("block1.variance", List.of(2), 2.25f, 0));

    @Test
    void scalesEachFilterByItsOwnNormalization() {
        FoldedConvolution folded = FoldedConvolution.of("block1", name -> requireNonNull(TENSORS.get(name)));
        double first = 3 / Math.sqrt(2.25001);
        double second = 1 / Math.sqrt(0.00001);
        assertThat(folded.weight().shape()).isEqualTo(WEIGHT.shape());
        assertThat(folded.weight().values())
                .containsExactly((float) first, (float) (2 * first), (float) (3 * second), (float) (4 * second));
        assertThat(folded.bias().shape()).isEqualTo(new TensorShape("block1.bias", List.of(2)));
        assertThat(folded.bias().values()).containsExactly((float) (5 - 2 * first), (float) (7 - 0.5 * second));
    }

    @Test
    void leavesTheTensorsOfTheReleaseAsTheyAre() {
        var unused = FoldedConvolution.of("block1", name -> requireNonNull(TENSORS.get(name)));
        assertThat(WEIGHT.values()).containsExactly(1, 2, 3, 4);
    }

    private static Tensor tensor(String name, List<Integer> dimensions, float... values) {
        return new Tensor(new TensorShape(name, dimensions), values);
    }
}
