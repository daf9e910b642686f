package io.digitstream.trainer.training;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Shortens a gradient that is too long, keeping its direction (Pascanu et al. 2013, arXiv 1211.5063). */
final class Clipping {
    private Clipping() {}

    /** The Euclidean length of a gradient, given by its ranges. */
    static double length(Ranges ranges, List<INDArray> gradient) throws InterruptedException {
        return Math.sqrt(ranges.sum(range -> {
            double length = gradient.get(range).norm2Number().doubleValue();
            return length * length;
        }));
    }

    /** What to multiply a gradient of this length by. */
    static double factor(double length, double longest) {
        return length > longest ? longest / length : 1;
    }
}
