package io.digitstream.trainer.training;

import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.updaters.AdamUpdater;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Adam (Kingma and Ba 2015, arXiv 1412.6980) with decoupled weight decay (Loshchilov and Hutter 2019, arXiv 1711.05101). One
 * thread.
 */
final class AdamW implements AutoCloseable {
    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    private static final double EPSILON = 1e-8;

    private final INDArray parameters;
    private final List<INDArray> decaying;
    private final double decay;
    private final INDArray firstMoment;
    private final INDArray secondMoment;

    /**
     * @param parameters [parameters], changed by every step
     * @param decaying those views of the parameters that decay
     * @param decay share by which they do in a step, divided by the learning rate
     */
    AdamW(INDArray parameters, List<INDArray> decaying, double decay) {
        this.parameters = parameters;
        this.decaying = List.copyOf(decaying);
        this.decay = decay;
        this.firstMoment = parameters.like();
        this.secondMoment = parameters.like();
    }

    /**
     * Takes one step.
     *
     * @param gradient [parameters], overwritten by the step taken
     * @param done steps taken before
     */
    void step(INDArray gradient, double learningRate, long done) {
        for (INDArray weights : decaying) {
            weights.muli(1 - learningRate * decay);
        }
        Nd4j.exec(new AdamUpdater(
                gradient, secondMoment, firstMoment, learningRate, BETA1, BETA2, EPSILON, Math.toIntExact(done)));
        parameters.subi(gradient);
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
