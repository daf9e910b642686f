package io.digitstream.recognizer.network;

import io.digitstream.recognizer.pixels.InputShape;
import java.util.ArrayList;
import java.util.List;

/**
 * The network that reads: a convolutional trunk shared by its {@linkplain Head#of heads}. Positions are kept until the hidden
 * layer (a 1 x 1 convolution squeezes the channels, then all positions are laid out flat), since where a digit stands is
 * what tells the heads apart. Immutable.
 *
 * @param input shape
 * @param trunk blocks from the input on
 * @param squeezed channels after the 1 x 1 convolution
 * @param hidden units of the dense layer that the heads share
 * @param digits of the longest number that is read, 1 to {@value #MAX_DIGITS}
 */
public record Architecture(InputShape input, List<ConvolutionBlock> trunk, int squeezed, int hidden, int digits) {
    /** No network reads more digits. */
    public static final int MAX_DIGITS = 12;

    /** Numbers of up to so many digits are read in the narrower input. */
    private static final int SHORT = 5;

    private static final InputShape NARROW = new InputShape(48, 64);
    private static final InputShape WIDE = new InputShape(48, 112);

    private static final List<ConvolutionBlock> TRUNK = List.of(
            new ConvolutionBlock(16, 3, true),
            new ConvolutionBlock(32, 3, true),
            new ConvolutionBlock(64, 3, false),
            new ConvolutionBlock(96, 3, true),
            new ConvolutionBlock(128, 3, false),
            new ConvolutionBlock(128, 3, false),
            new ConvolutionBlock(128, 3, false),
            new ConvolutionBlock(128, 3, false));

    public Architecture {
        trunk = List.copyOf(trunk);
        if (digits < 1 || digits > MAX_DIGITS) {
            throw new IllegalArgumentException(
                    "a network reads numbers of up to 1 to %d digits, not %d".formatted(MAX_DIGITS, digits));
        }
    }

    /**
     * The network for numbers of up to so many digits, which every release with as many fills. A wider input keeps enough
     * pixels for each digit of a long number.
     *
     * @throws IllegalArgumentException unless there are 1 to {@value #MAX_DIGITS} digits
     */
    public static Architecture of(int digits) {
        return new Architecture(digits <= SHORT ? NARROW : WIDE, TRUNK, 32, 512, digits);
    }

    /** Its outputs, in their order. */
    public List<Head> heads() {
        return Head.of(digits);
    }

    /** The trunk with the squeezing block at its end. */
    public List<ConvolutionBlock> blocks() {
        List<ConvolutionBlock> blocks = new ArrayList<>(trunk);
        blocks.add(new ConvolutionBlock(squeezed, 1, false));
        return blocks;
    }

    /**
     * Every tensor that a release must hold, in the network's order. Convolutions are [out, in, rows, columns], dense
     * layers [in, out].
     */
    public List<TensorShape> tensors() {
        List<TensorShape> tensors = new ArrayList<>(Trunk.tensors("", blocks()));
        tensors.add(TensorShape.of("hidden", "weight", flat(), hidden));
        tensors.add(TensorShape.of("hidden", "bias", hidden));
        for (Head head : heads()) {
            tensors.add(TensorShape.of(head.name(), "weight", hidden, head.classes()));
            tensors.add(TensorShape.of(head.name(), "bias", head.classes()));
        }
        return tensors;
    }

    /** Values that the hidden layer takes: all positions of all squeezed channels. */
    public int flat() {
        int height = input.height();
        int width = input.width();
        for (ConvolutionBlock block : trunk) {
            height = block.after(height);
            width = block.after(width);
        }
        return squeezed * height * width;
    }

    /** Number of values in all tensors. */
    public int parameters() {
        return tensors().stream().mapToInt(TensorShape::size).sum();
    }

    /** Floating-point operations for one image: two for each multiplication with its addition; the rest is not counted. */
    public long operations() {
        int outputs = heads().stream().mapToInt(Head::classes).sum();
        return 2 * (Trunk.multiplications(input, blocks()) + (long) flat() * hidden + (long) hidden * outputs);
    }

    /** The whole declaration in one line, as it stands in a release. */
    @Override
    public String toString() {
        return "input 3x%dx%d, %s, squeeze(%d), hidden(%d), heads %s"
                .formatted(input.height(), input.width(), trunk, squeezed, hidden, heads());
    }
}
