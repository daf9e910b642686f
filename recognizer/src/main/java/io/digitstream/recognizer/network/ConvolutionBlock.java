package io.digitstream.recognizer.network;

/**
 * Convolution without bias, batch normalization, ReLU and, where {@code pooled}, a 2 x 2 maximum with stride 2. The
 * convolution is padded so that each of its strides begins one position; what is left over at the end counts. Immutable.
 *
 * @param filters output channels
 * @param kernel width and height of the convolution, odd
 * @param stride positions from one output to the next: height and width are divided by it (rounded up)
 * @param pooled whether height and width are halved (rounded up) at the end
 */
public record ConvolutionBlock(int filters, int kernel, int stride, boolean pooled) {
    /** Added to a variance before the normalization takes its root. */
    public static final double EPSILON = 1e-5;

    public ConvolutionBlock {
        if (filters < 1 || kernel < 1 || kernel % 2 == 0 || stride < 1) {
            throw new IllegalArgumentException("a block needs filters, an odd kernel and a stride, not " + filters
                    + ", " + kernel + ", " + stride);
        }
    }

    /** A convolution that keeps height and width. */
    public ConvolutionBlock(int filters, int kernel, boolean pooled) {
        this(filters, kernel, 1, pooled);
    }

    /** Rows or columns that are left of so many. */
    public int after(int size) {
        int convolved = convolved(size);
        return pooled ? (convolved + 1) / 2 : convolved;
    }

    /** Rows or columns that the convolution computes of so many. */
    public int convolved(int size) {
        return (size + stride - 1) / stride;
    }

    @Override
    public String toString() {
        return "conv%d(%d)%s%s".formatted(kernel, filters, stride == 1 ? "" : "s" + stride, pooled ? "/2" : "");
    }
}
