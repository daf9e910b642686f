package io.digitstream.recognizer.network;

import io.digitstream.recognizer.pixels.InputShape;
import java.util.ArrayList;
import java.util.List;

/** What both networks begin with: blocks of convolutions, one after the other. Pure. */
public final class Trunk {
    private Trunk() {}

    /**
     * Name of a block.
     *
     * @param prefix of its network
     * @param n counted from 0
     */
    public static String blockName(String prefix, int n) {
        return prefix + "block" + (n + 1);
    }

    /** The blocks' tensors, in their order; convolutions are [out, in, rows, columns]. */
    static List<TensorShape> tensors(String prefix, List<ConvolutionBlock> blocks) {
        List<TensorShape> tensors = new ArrayList<>();
        int channels = InputShape.CHANNELS;
        for (int i = 0; i < blocks.size(); i++) {
            ConvolutionBlock block = blocks.get(i);
            String name = blockName(prefix, i);
            tensors.add(TensorShape.of(name, "weight", block.filters(), channels, block.kernel(), block.kernel()));
            for (String parameter : List.of("gamma", "beta", "mean", "variance")) {
                tensors.add(TensorShape.of(name, parameter, block.filters()));
            }
            channels = block.filters();
        }
        return tensors;
    }

    /** Multiplications for one image. */
    static long multiplications(InputShape input, List<ConvolutionBlock> blocks) {
        long multiplications = 0;
        int height = input.height();
        int width = input.width();
        int channels = InputShape.CHANNELS;
        for (ConvolutionBlock block : blocks) {
            multiplications += (long) block.convolved(height)
                    * block.convolved(width)
                    * channels
                    * block.filters()
                    * block.kernel()
                    * block.kernel();
            height = block.after(height);
            width = block.after(width);
            channels = block.filters();
        }
        return multiplications;
    }
}
