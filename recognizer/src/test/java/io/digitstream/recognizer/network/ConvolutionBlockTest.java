package io.digitstream.recognizer.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ConvolutionBlockTest {
    @ParameterizedTest
    @CsvSource({"1, 7, 7", "2, 1, 1", "2, 7, 4", "2, 8, 4", "2, 9, 5", "3, 9, 3", "3, 10, 4", "8, 7, 1"})
    void hasAnOutputForEachStrideThatBeginsInItsInput(int stride, int size, int expected) {
        for (int kernel : new int[] {1, 3, 5}) {
            ConvolutionBlock block = new ConvolutionBlock(4, kernel, stride, false);
            assertThat(block.convolved(size)).isEqualTo(expected);
            assertThat(block.after(size)).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 7, 4", "1, 8, 4", "2, 7, 2", "2, 9, 3", "2, 1, 1", "3, 10, 2"})
    void halvesWhatItsStridesHaveLeft(int stride, int size, int expected) {
        ConvolutionBlock block = new ConvolutionBlock(4, 3, stride, true);
        assertThat(block.after(size)).isEqualTo(expected);
        assertThat(block.convolved(size)).isEqualTo(new ConvolutionBlock(4, 3, stride, false).after(size));
    }

    @Test
    void keepsHeightAndWidthWhereNothingElseIsSaid() {
        assertThat(new ConvolutionBlock(4, 3, false)).isEqualTo(new ConvolutionBlock(4, 3, 1, false));
        assertThat(new ConvolutionBlock(4, 3, false).after(11)).isEqualTo(11);
    }

    /** So it stands in releases, those from before there were strides among them. */
    @Test
    void namesItsStrideOnlyIfItHasOne() {
        assertThat(new ConvolutionBlock(16, 3, 1, false)).hasToString("conv3(16)");
        assertThat(new ConvolutionBlock(16, 3, 1, true)).hasToString("conv3(16)/2");
        assertThat(new ConvolutionBlock(16, 5, 2, false)).hasToString("conv5(16)s2");
        assertThat(new ConvolutionBlock(16, 5, 3, true)).hasToString("conv5(16)s3/2");
    }

    @ParameterizedTest
    @CsvSource({"0, 3, 1", "4, 0, 1", "4, 2, 1", "4, -1, 1", "4, 3, 0", "4, 3, -2"})
    void needsFiltersAnOddKernelAndAStride(int filters, int kernel, int stride) {
        assertThatThrownBy(() -> new ConvolutionBlock(filters, kernel, stride, false))
                .hasMessage(
                        "a block needs filters, an odd kernel and a stride, not %s, %s, %s", filters, kernel, stride);
    }
}
