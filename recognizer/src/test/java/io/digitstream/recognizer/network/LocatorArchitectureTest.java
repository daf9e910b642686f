package io.digitstream.recognizer.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.digitstream.recognizer.pixels.InputShape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class LocatorArchitectureTest {
    private static final LocatorArchitecture CURRENT = LocatorArchitecture.CURRENT;
    private static final LocatorArchitecture SMALL = new LocatorArchitecture(
            new InputShape(9, 14), List.of(new ConvolutionBlock(2, 3, 2, false), new ConvolutionBlock(4, 5, true)));

    /** What a photo without a region costs more than one with it. */
    @Test
    void staysSmall() {
        assertThat(CURRENT.parameters()).isLessThanOrEqualTo(400_000);
        assertThat(CURRENT.operations()).isLessThanOrEqualTo(60_000_000);
    }

    @Test
    void isTheOneThatAllReleasesFill() {
        assertThat(CURRENT)
                .hasToString("input 3x80x160, [conv3(16)s2, conv3(32)s2, conv3(64)s2, conv3(64), conv3(96)s2,"
                        + " conv3(96), conv3(96)], presence(1), box(4)");
    }

    @Test
    void countsParametersAndOperations() {
        // Input 9 x 14, then strides of two to 5 x 7, then a maximum of two to 3 x 4.
        int convolutions = 2 * 3 * 9 + 4 * 2 * 25;
        int normalizations = 4 * (2 + 4);
        int outputs = (4 + 1) * (1 + 4);
        assertThat(SMALL.parameters()).isEqualTo(convolutions + normalizations + outputs);
        int multiplications = 5 * 7 * 2 * 3 * 9 + 5 * 7 * 4 * 2 * 25 + 3 * 4 * 4 * (1 + 4);
        assertThat(SMALL.operations()).isEqualTo(2L * multiplications);
    }

    @Test
    void countsTheCellsOfItsGridAsWhatIsLeftOfItsInput() {
        assertThat(SMALL.rows()).isEqualTo(3);
        assertThat(SMALL.columns()).isEqualTo(4);
        assertThat(SMALL.cells()).isEqualTo(12);
        assertThat(SMALL.cell()).isEqualTo(4);
        assertThat(CURRENT.rows()).isEqualTo(5);
        assertThat(CURRENT.columns()).isEqualTo(10);
        assertThat(CURRENT.cells()).isEqualTo(50);
        assertThat(CURRENT.cell()).isEqualTo(16);
    }

    @Test
    void knowsTheMiddleOfEachCellRowByRow() {
        assertThat(SMALL.middleX(0)).isEqualTo(2);
        assertThat(SMALL.middleY(0)).isEqualTo(2);
        assertThat(SMALL.middleX(3)).isEqualTo(14);
        assertThat(SMALL.middleY(3)).isEqualTo(2);
        assertThat(SMALL.middleX(6)).isEqualTo(10);
        assertThat(SMALL.middleY(6)).isEqualTo(6);
    }

    @Test
    void declaresItsTensorsInTheNetworksOrder() {
        assertThat(SMALL.tensors().stream().map(shape -> shape.name() + shape.dimensions()))
                .containsExactly(
                        "locator.block1.weight[2, 3, 3, 3]",
                        "locator.block1.gamma[2]",
                        "locator.block1.beta[2]",
                        "locator.block1.mean[2]",
                        "locator.block1.variance[2]",
                        "locator.block2.weight[4, 2, 5, 5]",
                        "locator.block2.gamma[4]",
                        "locator.block2.beta[4]",
                        "locator.block2.mean[4]",
                        "locator.block2.variance[4]",
                        "locator.presence.weight[1, 4, 1, 1]",
                        "locator.presence.bias[1]",
                        "locator.box.weight[4, 4, 1, 1]",
                        "locator.box.bias[4]");
    }

    static Stream<LocatorArchitecture> changed() {
        ConvolutionBlock last = CURRENT.trunk().get(CURRENT.trunk().size() - 1);
        return Stream.of(
                new LocatorArchitecture(new InputShape(81, 160), CURRENT.trunk()),
                new LocatorArchitecture(new InputShape(80, 161), CURRENT.trunk()),
                new LocatorArchitecture(CURRENT.input(), CURRENT.trunk().subList(0, 5)),
                withLast(new ConvolutionBlock(last.filters() + 1, last.kernel(), last.stride(), last.pooled())),
                withLast(new ConvolutionBlock(last.filters(), 5, last.stride(), last.pooled())),
                withLast(new ConvolutionBlock(last.filters(), last.kernel(), 2, last.pooled())),
                withLast(new ConvolutionBlock(last.filters(), last.kernel(), last.stride(), !last.pooled())));
    }

    private static LocatorArchitecture withLast(ConvolutionBlock block) {
        List<ConvolutionBlock> trunk = new ArrayList<>(CURRENT.trunk());
        trunk.set(trunk.size() - 1, block);
        return new LocatorArchitecture(CURRENT.input(), trunk);
    }

    @ParameterizedTest
    @MethodSource("changed")
    void isDeclaredOtherwiseWhenAnythingChanges(LocatorArchitecture changed) {
        assertThat(changed.toString()).isNotEqualTo(CURRENT.toString());
    }

    @Test
    void isRefusedWithoutATrunk() {
        assertThatThrownBy(() -> new LocatorArchitecture(CURRENT.input(), List.of()))
                .hasMessageContaining("at least one block");
    }
}
