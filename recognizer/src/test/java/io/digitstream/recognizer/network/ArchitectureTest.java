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

final class ArchitectureTest {
    private static final Architecture CURRENT = Architecture.of(5);
    private static final Architecture SMALL = new Architecture(
            new InputShape(9, 14),
            List.of(new ConvolutionBlock(2, 3, true), new ConvolutionBlock(4, 5, true)),
            3,
            6,
            5);

    @Test
    void staysSmall() {
        assertThat(CURRENT.parameters()).isLessThanOrEqualTo(1_500_000);
        assertThat(CURRENT.operations()).isLessThanOrEqualTo(150_000_000);
    }

    /** Every release names it, and the fingerprint that is made of it: another one makes all of them unreadable. */
    @Test
    void isTheOneThatAllReleasesFill() {
        assertThat(CURRENT)
                .hasToString("input 3x48x64, [conv3(16)/2, conv3(32)/2, conv3(64), conv3(96)/2, conv3(128), conv3(128),"
                        + " conv3(128), conv3(128)],"
                        + " squeeze(32), hidden(512), heads [Head[name=length, classes=7], Head[name=digit1, classes=11],"
                        + " Head[name=digit2, classes=11], Head[name=digit3, classes=11], Head[name=digit4, classes=11],"
                        + " Head[name=digit5, classes=11]]");
        assertThat(CURRENT.parameters()).isEqualTo(1_457_582);
        assertThat(CURRENT.operations()).isEqualTo(93_157_376);
        assertThat(CURRENT.flat()).isEqualTo(32 * 6 * 8);
    }

    @Test
    void countsParametersAndOperations() {
        // Input 9 x 14, then 5 x 7, then 3 x 4: halves are rounded up.
        assertThat(SMALL.flat()).isEqualTo(3 * 3 * 4);
        int convolutions = 2 * 3 * 9 + 4 * 2 * 25 + 3 * 4;
        int normalizations = 4 * (2 + 4 + 3);
        int dense = 36 * 6 + 6 + (6 + 1) * (7 + 5 * 11);
        assertThat(SMALL.parameters()).isEqualTo(convolutions + normalizations + dense);
        int multiplications = 9 * 14 * 2 * 3 * 9 + 5 * 7 * 4 * 2 * 25 + 3 * 4 * 3 * 4 + 36 * 6 + 6 * (7 + 5 * 11);
        assertThat(SMALL.operations()).isEqualTo(2L * multiplications);
    }

    @Test
    void declaresItsTensorsInTheNetworksOrder() {
        assertThat(SMALL.tensors().stream().map(shape -> shape.name() + shape.dimensions()))
                .startsWith(
                        "block1.weight[2, 3, 3, 3]",
                        "block1.gamma[2]",
                        "block1.beta[2]",
                        "block1.mean[2]",
                        "block1.variance[2]",
                        "block2.weight[4, 2, 5, 5]")
                .contains("block3.weight[3, 4, 1, 1]", "hidden.weight[36, 6]", "hidden.bias[6]", "length.weight[6, 7]")
                .endsWith("digit5.weight[6, 11]", "digit5.bias[11]")
                .doesNotHaveDuplicates();
    }

    static Stream<Architecture> changed() {
        ConvolutionBlock last = CURRENT.trunk().get(5);
        return Stream.of(
                new Architecture(new InputShape(49, 64), CURRENT.trunk(), CURRENT.squeezed(), CURRENT.hidden(), 5),
                new Architecture(new InputShape(48, 65), CURRENT.trunk(), CURRENT.squeezed(), CURRENT.hidden(), 5),
                new Architecture(CURRENT.input(), CURRENT.trunk(), CURRENT.squeezed() + 1, CURRENT.hidden(), 5),
                new Architecture(CURRENT.input(), CURRENT.trunk(), CURRENT.squeezed(), CURRENT.hidden() + 1, 5),
                new Architecture(
                        CURRENT.input(), CURRENT.trunk().subList(0, 5), CURRENT.squeezed(), CURRENT.hidden(), 5),
                withLast(new ConvolutionBlock(last.filters() + 1, last.kernel(), last.pooled())),
                withLast(new ConvolutionBlock(last.filters(), 5, last.pooled())),
                withLast(new ConvolutionBlock(last.filters(), last.kernel(), !last.pooled())));
    }

    private static Architecture withLast(ConvolutionBlock block) {
        List<ConvolutionBlock> trunk = new ArrayList<>(CURRENT.trunk());
        trunk.set(trunk.size() - 1, block);
        return new Architecture(CURRENT.input(), trunk, CURRENT.squeezed(), CURRENT.hidden(), 5);
    }

    @ParameterizedTest
    @MethodSource("changed")
    void isDeclaredOtherwiseWhenAnythingChanges(Architecture changed) {
        assertThat(changed.toString()).isNotEqualTo(CURRENT.toString());
    }

    @Test
    void hasSixHeads() {
        assertThat(Head.of(5).stream().map(head -> head.name() + " " + head.classes()))
                .containsExactly("length 7", "digit1 11", "digit2 11", "digit3 11", "digit4 11", "digit5 11");
    }

    @Test
    void refusesShapesThatAreNone() {
        assertThatThrownBy(() -> new TensorShape("some", List.of(3, 0)))
                .hasMessageContaining("tensor some has an empty");
        assertThatThrownBy(() -> new TensorShape("some", List.of(-1))).hasMessageContaining("empty dimension");
        assertThatThrownBy(() -> new TensorShape("some", List.of(1 << 16, 1 << 16)).size())
                .isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> new ConvolutionBlock(0, 3, false)).hasMessageContaining("needs filters");
        assertThatThrownBy(() -> new ConvolutionBlock(1, 2, false)).hasMessageContaining("odd kernel");
    }
}
