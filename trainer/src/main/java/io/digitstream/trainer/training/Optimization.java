package io.digitstream.trainer.training;

/**
 * How gradients move the weights. Immutable.
 *
 * @param learningRate at its highest, after the warm-up
 * @param weightDecay share by which weights, but not biases and normalization, shrink in a step, divided by the learning rate
 * @param clipping largest length of the gradient; a longer one is shortened to it
 * @param averaging share that the moving average of the weights keeps in a step, in [0, 1); 0 is no average
 * @param replicas networks that share a batch, each computing the gradient of its part on its own thread
 */
public record Optimization(double learningRate, double weightDecay, double clipping, double averaging, int replicas) {
    public Optimization {
        if (!(learningRate > 0)
                || !(weightDecay >= 0 && weightDecay * learningRate < 1)
                || !(clipping > 0)
                || !(averaging >= 0 && averaging < 1)
                || replicas < 1) {
            throw new IllegalArgumentException(
                    ("learning rate %s and clipping %s must be positive, weight decay %s not negative and below 1 / learning"
                                    + " rate, averaging %s in [0, 1), replicas %d at least 1")
                            .formatted(learningRate, clipping, weightDecay, averaging, replicas));
        }
    }
}
