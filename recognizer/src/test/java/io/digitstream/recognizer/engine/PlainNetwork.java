package io.digitstream.recognizer.engine;

import io.digitstream.recognizer.network.Architecture;
import io.digitstream.recognizer.network.Head;
import io.digitstream.recognizer.pixels.Pixels;
import io.digitstream.recognizer.sequence.Scores;
import io.digitstream.recognizer.weights.Tensor;
import java.util.List;

/** The network that reads written out in loops, slow and without any library: what an engine must agree with. */
final class PlainNetwork {
    private final Architecture architecture;
    private final PlainLayers layers;

    PlainNetwork(Architecture architecture, List<Tensor> tensors) {
        this.architecture = architecture;
        this.layers = new PlainLayers(architecture.tensors(), tensors);
    }

    Scores score(Pixels pixels) {
        Planes planes = layers.trunk(Planes.normalized(pixels), "", architecture.blocks());
        double[] hidden = layers.dense(planes.flat(), architecture.hidden(), "hidden");
        for (int i = 0; i < hidden.length; i++) {
            hidden[i] = Math.max(0, hidden[i]);
        }
        float[][] heads = new float[Head.of(5).size()][];
        for (int i = 0; i < heads.length; i++) {
            Head head = Head.of(5).get(i);
            heads[i] = softmax(layers.dense(hidden, head.classes(), head.name()));
        }
        return new Scores(heads);
    }

    private static float[] softmax(double[] logits) {
        double sum = 0;
        for (double logit : logits) {
            sum += Math.exp(logit);
        }
        float[] probabilities = new float[logits.length];
        for (int i = 0; i < logits.length; i++) {
            probabilities[i] = (float) (Math.exp(logits[i]) / sum);
        }
        return probabilities;
    }
}
