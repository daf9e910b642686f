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
     * @return after each of the network's blocks
     */
    public static List<Float> of(Release release, List<Pixels> crops) {
        InputShape shape = release.networks().reading().input();
        Float[] reach = new Float[release.networks().reading().blocks().size()];
        Arrays.fill(reach, Float.MIN_NORMAL);
        try (OnnxNetwork network = new OnnxNetwork(OnnxModel.withBlocks(release), shape, Device.CPU)) {
            for (Pixels crop : crops) {
                float[][] outputs = network.run(List.of(crop));
                for (int block = 0; block < reach.length; block++) {
                    reach[block] = Math.max(reach[block], largest(outputs[block]));
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
