package io.digitstream.recognizer.network;

import io.digitstream.recognizer.pixels.InputShape;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The network: a convolutional trunk shared by the six heads of {@link Head#ALL}. Positions are kept until the hidden
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

    /** Name of the n-th block, counted from 0. */
    public static String blockName(int n) {
        return "block" + (n + 1);
    }

    /**
     * Every tensor that a release must hold, in the network's order. Convolutions are [out, in, rows, columns], dense
     * layers [in, out].
     */
    public List<TensorShape> tensors() {
        List<TensorShape> tensors = new ArrayList<>();
        int channels = InputShape.CHANNELS;
        List<ConvolutionBlock> blocks = blocks();
        for (int i = 0; i < blocks.size(); i++) {
            ConvolutionBlock block = blocks.get(i);
            String name = blockName(i);
            tensors.add(TensorShape.of(name, "weight", block.filters(), channels, block.kernel(), block.kernel()));
            for (String parameter : List.of("gamma", "beta", "mean", "variance")) {
                tensors.add(TensorShape.of(name, parameter, block.filters()));
            }
            channels = block.filters();
        }
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
            height = after(block, height);
            width = after(block, width);
        }
        return squeezed * height * width;
    }

    /** Number of values in all tensors. */
    public int parameters() {
        return tensors().stream().mapToInt(TensorShape::size).sum();
    }

    /** Floating-point operations for one image: two for each multiplication with its addition; the rest is not counted. */
    public long operations() {
        long multiplications = 0;
        int height = input.height();
        int width = input.width();
        int channels = InputShape.CHANNELS;
        for (ConvolutionBlock block : blocks()) {
            multiplications += (long) height * width * channels * block.filters() * block.kernel() * block.kernel();
            height = after(block, height);
            width = after(block, width);
            channels = block.filters();
        }
        int outputs = Head.ALL.stream().mapToInt(Head::classes).sum();
        return 2 * (multiplications + (long) flat() * hidden + (long) hidden * outputs);
    }

    private static int after(ConvolutionBlock block, int size) {
        return block.pooled() ? (size + 1) / 2 : size;
    }

    /** Tells architectures apart: weights fill a network only when both have the same. 16 hexadecimal digits. */
    public String fingerprint() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    /** The whole declaration in one line, as it stands in a release. */
    @Override
    public String toString() {
        return "input 3x%dx%d, %s, squeeze(%d), hidden(%d), heads %s"
                .formatted(input.height(), input.width(), trunk, squeezed, hidden, Head.ALL);
    }
}
