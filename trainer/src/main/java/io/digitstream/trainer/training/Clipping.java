package io.digitstream.trainer.training;

import org.nd4j.linalg.api.ndarray.INDArray;

/** Shortens a gradient that is too long, keeping its direction (Pascanu et al. 2013, arXiv 1211.5063). */
final class Clipping {
    private Clipping() {}

    /** @return the gradient's length before */
    static double clip(INDArray gradient, double longest) {
        double length = gradient.norm2Number().doubleValue();
        if (length > longest) {
            gradient.muli(longest / length);
        }
        return length;
    }
}
