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
        new Requirements()
                .require(learningRate > 0, "the learning rate must be positive", learningRate)
                .require(
                        weightDecay >= 0 && weightDecay * learningRate < 1,
                        "weight decay must lie in [0, 1 / learning rate)",
                        weightDecay)
                .require(clipping > 0, "the longest gradient must be positive", clipping)
                .require(averaging >= 0 && averaging < 1, "the average's share must lie in [0, 1)", averaging)
                .require(replicas >= 1, "at least one replica is needed", replicas)
                .check();
    }
}
