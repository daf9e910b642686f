package io.digitstream.recognizer.network;

import io.digitstream.recognizer.pixels.InputShape;
import java.util.ArrayList;
import java.util.List;

/**
 * The network that reads: a convolutional trunk shared by the six heads of {@link Head#ALL}. Positions are kept until the hidden
 * layer (a 1 x 1 convolution squeezes the channels, then all positions are laid out flat), since where a digit stands is
 * what tells the heads apart. Immutable.
 *
 * @param input shape
 * @param trunk blocks from the input on
 * @param squeezed channels after the 1 x 1 convolution
 * @param hidden units of the dense layer that the heads share
 */
public record Architecture(InputShape input, List<ConvolutionBlock> trunk, int squeezed, int hidden) {
    /** What every release so far fills. */
    public static final Architecture CURRENT = new Architecture(
            new InputShape(48, 64),
            List.of(
                    new ConvolutionBlock(16, 3, true),
                    new ConvolutionBlock(32, 3, true),
                    new ConvolutionBlock(64, 3, false),
                    new ConvolutionBlock(96, 3, true),
                    new ConvolutionBlock(128, 3, false),
                    new ConvolutionBlock(128, 3, false),
                    new ConvolutionBlock(128, 3, false),
                    new ConvolutionBlock(128, 3, false)),
            32,
            512);

    public Architecture {
        trunk = List.copyOf(trunk);
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
        for (Head head : Head.ALL) {
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
        int outputs = Head.ALL.stream().mapToInt(Head::classes).sum();
        return 2 * (Trunk.multiplications(input, blocks()) + (long) flat() * hidden + (long) hidden * outputs);
    }

    /** The whole declaration in one line, as it stands in a release. */
    @Override
    public String toString() {
        return "input 3x%dx%d, %s, squeeze(%d), hidden(%d), heads %s"
                .formatted(input.height(), input.width(), trunk, squeezed, hidden, Head.ALL);
    }
}
