package io.digitstream.recognizer.engine;

import io.digitstream.recognizer.onnx.OnnxModel;
import io.digitstream.recognizer.pixels.InputShape;
import io.digitstream.recognizer.pixels.Pixels;
import io.digitstream.recognizer.weights.Quantization;
import io.digitstream.recognizer.weights.Release;
import java.util.Arrays;
import java.util.List;

/** Finds how far the reading network's values reach, for {@link Quantization}. Pure. */
public final class Reach {
    private Reach() {}

    /**
     * The largest magnitude in all images: to cut some values off costs more readings than coarser steps for all do.
     *
     * @param crops of real images, at least one
     * @return at the network's input, then after each of its blocks
     */
    public static List<Float> of(Release release, List<Pixels> crops) {
        InputShape shape = release.networks().reading().input();
        Float[] reach = new Float[1 + release.networks().reading().blocks().size()];
        Arrays.fill(reach, Float.MIN_NORMAL);
        try (OnnxNetwork network = new OnnxNetwork(OnnxModel.withBlocks(release), shape, Device.CPU)) {
            float[] input = new float[shape.size()];
            for (Pixels crop : crops) {
                crop.normalizeInto(input, 0);
                reach[0] = Math.max(reach[0], largest(input));
                float[][] outputs = network.run(List.of(crop));
                for (int block = 1; block < reach.length; block++) {
                    reach[block] = Math.max(reach[block], largest(outputs[block - 1]));
                }
            }
        }
        return List.of(reach);
    }

    private static float largest(float[] values) {
        float largest = 0;
        for (float value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }
}
