package io.digitstream.recognizer.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.digitstream.recognizer.network.Architecture;
import io.digitstream.recognizer.network.ConvolutionBlock;
import io.digitstream.recognizer.network.LocatorArchitecture;
import io.digitstream.recognizer.network.Networks;
import io.digitstream.recognizer.pixels.InputShape;
import io.digitstream.recognizer.weights.FormulaWeights;
import io.digitstream.recognizer.weights.Tensor;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

final class Dl4jLocatorNetworkTest {
    /** Odd sizes, strides that do not fit into them, and no two dimensions alike where that is possible. */
    static final LocatorArchitecture ODD = new LocatorArchitecture(
            new InputShape(19, 39),
            List.of(
                    new ConvolutionBlock(4, 3, 2, false),
                    new ConvolutionBlock(5, 5, 3, false),
                    new ConvolutionBlock(6, 3, true),
                    new ConvolutionBlock(7, 1, false)));

    static Stream<LocatorArchitecture> architectures() {
        return Stream.of(LocatorArchitecture.CURRENT, ODD);
    }

    @ParameterizedTest
    @MethodSource("architectures")
    void givesBackTheTensorsThatFilledIt(LocatorArchitecture architecture) {
        List<Tensor> tensors = FormulaWeights.tensors(architecture, 7);
        ComputationGraph graph = Dl4jLocatorNetwork.forInference(architecture, tensors);
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
    void hasNoParameterThatIsNotDeclared(LocatorArchitecture architecture) {
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

    private static float[] firstWeights(long seed) {
        ComputationGraph graph = drawn(ODD, seed);
        try {
            return Dl4jWeights.tensors(graph, ODD.tensors()).get(0).values();
        } finally {
            graph.close();
        }
    }

    /** A number in one of a hundred cells, two cells wide and high: what training begins with is not far from the truth. */
    @ParameterizedTest
    @MethodSource("architectures")
    void seesHardlyANumberBeforeItHasLearnedAnything(LocatorArchitecture architecture) {
        ComputationGraph graph = drawn(architecture, 1);
        try {
            List<Tensor> tensors = Dl4jWeights.tensors(graph, architecture.tensors());
            assertThat(values(tensors, "locator.presence.bias")).containsExactly(-4.6f);
            assertThat(values(tensors, "locator.box.bias")).containsOnly(0);
        } finally {
            graph.close();
        }
    }

    private static float[] values(List<Tensor> tensors, String name) {
        return tensors.stream()
                .filter(tensor -> tensor.shape().name().equals(name))
                .findFirst()
                .orElseThrow()
                .values();
    }

    @Test
    void isNotFilledFromTensorsThatLackOneOfIts() {
        List<Tensor> others = FormulaWeights.tensors(Architecture.of(5), 1);
        assertThatThrownBy(() -> Dl4jLocatorNetwork.forInference(ODD, others))
                .hasMessageStartingWith("there is no tensor for TensorShape[name=locator.block1.weight");
    }

    /** A release's tensors, as the engine hands them in. */
    @Test
    void takesItsOwnFromTensorsOfBothNetworks() {
        List<Tensor> both = FormulaWeights.tensors(Networks.of(5), 3);
        ComputationGraph graph = Dl4jLocatorNetwork.forInference(LocatorArchitecture.CURRENT, both);
        try {
            assertThat(Dl4jWeights.tensors(graph, LocatorArchitecture.CURRENT.tensors())
                            .get(0)
                            .values())
                    .isEqualTo(values(both, "locator.block1.weight"));
        } finally {
            graph.close();
        }
    }

    @ParameterizedTest
    @MethodSource("architectures")
    void givesAGridOfTheDeclaredRowsAndColumns(LocatorArchitecture architecture) {
        ComputationGraph graph = drawn(architecture, 1);
        InputShape input = architecture.input();
        try (INDArray pixels = Nd4j.zeros(2, InputShape.CHANNELS, input.height(), input.width())) {
            INDArray[] outputs = graph.output(false, pixels);
            assertThat(outputs).hasSize(2);
            assertThat(outputs[0].shape()).containsExactly(2, 1, architecture.rows(), architecture.columns());
            assertThat(outputs[1].shape()).containsExactly(2, 4, architecture.rows(), architecture.columns());
        } finally {
            graph.close();
        }
    }

    static ComputationGraph drawn(LocatorArchitecture architecture, long seed) {
        return Dl4jLocatorNetwork.over(architecture, Dl4jLocatorNetwork.drawParameters(architecture, seed));
    }
}
