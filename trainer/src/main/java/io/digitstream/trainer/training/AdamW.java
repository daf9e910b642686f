package io.digitstream.trainer.training;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.updaters.AdamUpdater;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Adam (Kingma and Ba 2015, arXiv 1412.6980) with decoupled weight decay (Loshchilov and Hutter 2019, arXiv 1711.05101).
 * Each range of the parameters is for one thread at a time.
 */
final class AdamW implements AutoCloseable {
    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    private static final double EPSILON = 1e-8;

    private final double decay;
    private final INDArray firstMoment;
    private final INDArray secondMoment;
    private final List<INDArray> parameterRanges;
    private final List<INDArray> firstMomentRanges;
    private final List<INDArray> secondMomentRanges;
    private final List<List<INDArray>> decaying;

    /**
     * @param parameters [parameters], changed by every step
     * @param decaying those views of the parameters that decay
     * @param decay share by which they do in a step, divided by the learning rate
     */
    AdamW(Ranges ranges, INDArray parameters, List<INDArray> decaying, double decay) {
        this.decay = decay;
        this.firstMoment = parameters.like();
        this.secondMoment = parameters.like();
        this.parameterRanges = ranges.views(parameters);
        this.firstMomentRanges = ranges.views(firstMoment);
        this.secondMomentRanges = ranges.views(secondMoment);
        this.decaying = IntStream.range(0, ranges.count())
                .mapToObj(range -> ranges.parts(parameters, decaying, range))
                .toList();
    }

    /**
     * Takes one step in one range.
     *
     * @param gradient of the range, overwritten by the step taken
     * @param done steps taken before
     */
    void step(int range, INDArray gradient, double learningRate, long done) {
        for (INDArray weights : decaying.get(range)) {
            weights.muli(1 - learningRate * decay);
        }
        Nd4j.exec(new AdamUpdater(
                gradient,
                secondMomentRanges.get(range),
                firstMomentRanges.get(range),
                learningRate,
                BETA1,
                BETA2,
                EPSILON,
                Math.toIntExact(done)));
        parameterRanges.get(range).subi(gradient);
    }

    /** What a resumed run needs to go on. */
    Map<String, INDArray> state() {
        return Map.of("first-moment", firstMoment, "second-moment", secondMoment);
    }

    @Override
    public void close() {
        try (firstMoment) {
            secondMoment.close();
        }
    }
}
