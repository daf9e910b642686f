package io.digitstream.recognizer.network;

/**
 * Convolution without bias, batch normalization, ReLU and, where {@code pooled}, a 2 x 2 maximum with stride 2. The
 * convolution keeps height and width. Immutable.
 *
 * @param filters output channels
 * @param kernel width and height of the convolution, odd
 * @param pooled whether height and width are halved (rounded up) at the end
 */
public record ConvolutionBlock(int filters, int kernel, boolean pooled) {
    public ConvolutionBlock {
        if (filters < 1 || kernel < 1 || kernel % 2 == 0) {
            throw new IllegalArgumentException(
                    "a block needs filters and an odd kernel, not " + filters + ", " + kernel);
        }
    }

    @Override
    public String toString() {
        return "conv%d(%d)%s".formatted(kernel, filters, pooled ? "/2" : "");
    }
}
