package io.digitstream.trainer.training;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The exponential moving average of all parameters over the steps: steadier than the parameters themselves, which still jump
 * about with every batch (Polyak and Juditsky 1992). Each range of the
 * parameters is for one thread at a time.
 */
final class MovingAverage {
    private final INDArray average;
    private final List<INDArray> averageRanges;
    private final List<INDArray> parameterRanges;
    private final double decay;

    /**
     * @param parameters where the average begins, and what it follows
     * @param decay share of the average that a step keeps, in [0, 1); fewer in the first steps
     */
    MovingAverage(Ranges ranges, INDArray parameters, double decay) {
        this.average = parameters.dup();
        this.averageRanges = ranges.views(average);
        this.parameterRanges = ranges.views(parameters);
        this.decay = decay;
    }

    /**
     * Follows the parameters in one range.
     *
     * @param done steps taken, the one that led to these parameters included
     */
    void follow(int range, long done) {
        double kept = Math.min(decay, (1.0 + done) / (10.0 + done));
        INDArray parameters = parameterRanges.get(range);
        averageRanges.get(range).subi(parameters).muli(kept).addi(parameters);
    }

    /** [parameters], as it is now. */
    INDArray parameters() {
        return average;
    }
}
