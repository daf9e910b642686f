package io.digitstream.trainer.training;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The exponential moving average of all parameters over the steps: steadier than the parameters themselves, which still jump
 * about with every batch (Polyak and Juditsky 1992). One thread.
 */
final class MovingAverage {
    private final INDArray average;
    private final double decay;

    /**
     * @param parameters where the average begins
     * @param decay share of the average that a step keeps, in [0, 1); fewer in the first steps
     */
    MovingAverage(INDArray parameters, double decay) {
        this.average = parameters.dup();
        this.decay = decay;
    }

    /** @param done steps taken, the one that led to these parameters included */
    void follow(INDArray parameters, long done) {
        double kept = Math.min(decay, (1.0 + done) / (10.0 + done));
        average.muli(kept).addi(parameters.mul(1 - kept));
    }

    /** [parameters], as it is now. */
    INDArray parameters() {
        return average;
    }
}
