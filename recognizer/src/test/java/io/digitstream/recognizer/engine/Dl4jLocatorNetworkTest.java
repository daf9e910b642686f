package io.digitstream.recognizer.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.digitstream.recognizer.network.ConvolutionBlock;
import io.digitstream.recognizer.network.LocatorArchitecture;
import io.digitstream.recognizer.pixels.InputShape;
import io.digitstream.recognizer.weights.FormulaWeights;
import io.digitstream.recognizer.weights.Tensor;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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

    static ComputationGraph drawn(LocatorArchitecture architecture, long seed) {
        return Dl4jLocatorNetwork.over(architecture, Dl4jLocatorNetwork.drawParameters(architecture, seed));
    }
}
