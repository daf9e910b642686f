package io.digitstream.recognizer.network;

import io.digitstream.recognizer.pixels.InputShape;
import java.util.ArrayList;
import java.util.List;

/**
 * The network that finds numbers in a whole photo: a convolutional trunk and, beside each other on it, two 1 x 1
 * convolutions that answer for each cell of a grid: {@value #PRESENCE}, whether a number has its middle there, and
 * {@value #BOX}, how far its four sides are from the cell's middle (Tian et al. 2019, "FCOS", arXiv 1904.01355). Immutable.
 *
 * @param input shape; a photo keeps its proportions in it
 * @param trunk blocks from the input on
 */
public record LocatorArchitecture(InputShape input, List<ConvolutionBlock> trunk) {
    /** Output of one channel, a logit. */
    public static final String PRESENCE = "presence";

    /** Output of four channels: the logarithms of the distances to left, top, right and bottom, in cells. */
    public static final String BOX = "box";

    /** Sides of a box. */
    public static final int SIDES = 4;

    /** Beyond this a number would be larger than any input, or smaller than a pixel. */
    private static final double LARGEST_LOGARITHM = 4;

    /** What the names of all layers and tensors begin with. */
    public static final String PREFIX = "locator.";

    /** What every release so far fills. */
    public static final LocatorArchitecture CURRENT = new LocatorArchitecture(
            new InputShape(80, 160),
            List.of(
                    new ConvolutionBlock(16, 3, 2, false),
                    new ConvolutionBlock(32, 3, 2, false),
                    new ConvolutionBlock(64, 3, 2, false),
                    new ConvolutionBlock(64, 3, false),
                    new ConvolutionBlock(96, 3, 2, false),
                    new ConvolutionBlock(96, 3, false),
                    new ConvolutionBlock(96, 3, false)));

    public LocatorArchitecture {
        trunk = List.copyOf(trunk);
        if (trunk.isEmpty()) {
            throw new IllegalArgumentException("a trunk has at least one block");
        }
    }

    /** Every tensor that a release must hold, in the network's order; convolutions are [out, in, rows, columns]. */
    public List<TensorShape> tensors() {
        List<TensorShape> tensors = new ArrayList<>(Trunk.tensors(PREFIX, trunk));
        int channels = trunk.get(trunk.size() - 1).filters();
        tensors.add(TensorShape.of(PREFIX + PRESENCE, "weight", 1, channels, 1, 1));
        tensors.add(TensorShape.of(PREFIX + PRESENCE, "bias", 1));
        tensors.add(TensorShape.of(PREFIX + BOX, "weight", SIDES, channels, 1, 1));
        tensors.add(TensorShape.of(PREFIX + BOX, "bias", SIDES));
        return tensors;
    }

    /** Rows of the grid. */
    public int rows() {
        return after(input.height());
    }

    /** Columns of the grid. */
    public int columns() {
        return after(input.width());
    }

    /** Cells of the grid. */
    public int cells() {
        return rows() * columns();
    }

    private int after(int size) {
        for (ConvolutionBlock block : trunk) {
            size = block.after(size);
        }
        return size;
    }

    /** Width and height of a cell, in pixels of the input. */
    public int cell() {
        int cell = 1;
        for (ConvolutionBlock block : trunk) {
            cell *= block.stride() * (block.pooled() ? 2 : 1);
        }
        return cell;
    }

    /** Column of a cell's middle, in pixels of the input; cells are counted row by row. */
    public double middleX(int cell) {
        int column = cell % columns();
        return (column + 0.5) * cell();
    }

    /** Row of a cell's middle, in pixels of the input. */
    public double middleY(int cell) {
        int row = cell / columns();
        return (row + 0.5) * cell();
    }

    /** The distance that a logarithm of {@value #BOX} stands for, in cells. */
    public static double distance(double logarithm) {
        return Math.exp(Math.max(-LARGEST_LOGARITHM, Math.min(LARGEST_LOGARITHM, logarithm)));
    }

    /** Number of values in all tensors. */
    public int parameters() {
        return tensors().stream().mapToInt(TensorShape::size).sum();
    }

    /** Floating-point operations for one photo: two for each multiplication with its addition; the rest is not counted. */
    public long operations() {
        int channels = trunk.get(trunk.size() - 1).filters();
        return 2 * (Trunk.multiplications(input, trunk) + (long) cells() * channels * (1 + SIDES));
    }

    /** The whole declaration in one line, as it stands in a release. */
    @Override
    public String toString() {
        return "input 3x%dx%d, %s, %s(1), %s(%d)".formatted(input.height(), input.width(), trunk, PRESENCE, BOX, SIDES);
    }
}
