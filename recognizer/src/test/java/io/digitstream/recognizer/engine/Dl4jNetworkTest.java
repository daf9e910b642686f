package io.digitstream.recognizer.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.digitstream.recognizer.network.Architecture;
import io.digitstream.recognizer.network.ConvolutionBlock;
import io.digitstream.recognizer.network.TensorShape;
import io.digitstream.recognizer.pixels.InputShape;
import io.digitstream.recognizer.weights.FormulaWeights;
import io.digitstream.recognizer.weights.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class Dl4jNetworkTest {
    /** Odd sizes, and no two dimensions alike where that is possible. */
    static final Architecture ODD = new Architecture(
            new InputShape(9, 13),
            List.of(
                    new ConvolutionBlock(4, 3, true),
                    new ConvolutionBlock(5, 5, false),
                    new ConvolutionBlock(6, 3, true)),
            3,
            8,
            5);

    static Stream<Architecture> architectures() {
        return Stream.of(Architecture.of(5), ODD);
    }

    @ParameterizedTest
    @MethodSource("architectures")
    void givesBackTheTensorsThatFilledIt(Architecture architecture) {
        List<Tensor> tensors = FormulaWeights.tensors(architecture, 7);
        ComputationGraph graph = Dl4jNetwork.forInference(architecture, tensors);
        try {
            List<Tensor> back = Dl4jWeights.tensors(graph, architecture.tensors());
            assertThat(back).extracting(Tensor::shape).isEqualTo(architecture.tensors());
            for (int i = 0; i < back.size(); i++) {
                assertThat(back.get(i).values())
                        .as(back.get(i).shape().name())
                        .isEqualTo(tensors.get(i).values());
            }
        } finally {
            graph.close();
        }
    }

    @ParameterizedTest
    @MethodSource("architectures")
    void hasNoParameterThatIsNotDeclared(Architecture architecture) {
        ComputationGraph graph = drawn(architecture, 1);
        try {
            assertThat(graph.numParams()).isEqualTo(architecture.parameters());
            assertThat(graph.paramTable()).hasSize(architecture.tensors().size());
        } finally {
            graph.close();
        }
    }

    @Test
    void beginsTrainingWithWeightsThatTheSeedDraws() {
        float[] some = firstWeights(1);
        assertThat(firstWeights(1)).isEqualTo(some);
        assertThat(firstWeights(2)).isNotEqualTo(some);
    }

    static ComputationGraph drawn(Architecture architecture, long seed) {
        return Dl4jNetwork.over(architecture, Dl4jNetwork.drawParameters(architecture, seed));
    }

    private static float[] firstWeights(long seed) {
        ComputationGraph graph = drawn(ODD, seed);
        try {
            return Dl4jWeights.tensors(graph, ODD.tensors()).get(0).values();
        } finally {
            graph.close();
        }
    }

    @Test
    void isNotFilledWithATensorOfAnotherSize() {
        ComputationGraph graph = drawn(ODD, 1);
        try {
            Tensor wrong = new Tensor(new TensorShape("hidden.bias", List.of(9)), new float[9]);
            assertThatThrownBy(() -> Dl4jWeights.fill(graph, List.of(wrong.shape()), List.of(wrong)))
                    .hasMessageStartingWith("the graph has no parameter TensorShape[name=hidden.bias, dimensions=[9]]");
        } finally {
            graph.close();
        }
    }

    @Test
    void copiesTheTensorsThatFillIt() {
        List<Tensor> tensors = FormulaWeights.tensors(ODD, 7);
        ComputationGraph graph = Dl4jNetwork.forInference(ODD, tensors);
        try {
            float before = tensors.get(0).values()[0];
            Arrays.fill(tensors.get(0).values(), 9);
            assertThat(Dl4jWeights.tensors(graph, ODD.tensors()).get(0).values()[0])
                    .isEqualTo(before);
        } finally {
            graph.close();
        }
    }
}
