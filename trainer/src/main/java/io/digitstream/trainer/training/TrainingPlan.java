package io.digitstream.trainer.training;

import io.digitstream.recognizer.network.Architecture;
import io.digitstream.recognizer.weights.Release;
import io.digitstream.trainer.examples.Mix;
import org.jspecify.annotations.Nullable;

/**
 * All that decides what a training run computes. Immutable.
 *
 * @param architecture of the network
 * @param parent whose weights training goes on from, of the same architecture; null to begin with random ones
 * @param images to train on in all, at least one batch
 * @param batchSize images a step
 * @param optimization how gradients move the weights
 * @param objective what they make small
 * @param dropout share of hidden units left out a step, in [0, 1)
 * @param mix what the images are made of
 * @param seed of random weights and of images
 */
public record TrainingPlan(
        Architecture architecture,
        @Nullable Release parent,
        long images,
        int batchSize,
        Optimization optimization,
        Objective objective,
        double dropout,
        Mix mix,
        long seed) {
    private static final double WARM_UP_SHARE = 0.03;
    private static final double FINAL_SHARE = 0.01;

    public TrainingPlan {
        new Requirements()
                .require(
                        batchSize >= optimization.replicas(),
                        "a batch must have an image for each of " + optimization.replicas() + " replicas",
                        batchSize)
                .require(images >= batchSize, "a run must have the " + batchSize + " images of a batch", images)
                .require(dropout >= 0 && dropout < 1, "dropout must lie in [0, 1)", dropout)
                .check();
        if (parent != null && !parent.architecture().equals(architecture)) {
            throw new IllegalArgumentException("release " + parent.version() + " is of another network");
        }
    }

    /** A plan that begins with random weights. */
    public TrainingPlan(
            Architecture architecture,
            long images,
            int batchSize,
            Optimization optimization,
            Objective objective,
            double dropout,
            Mix mix,
            long seed) {
        this(architecture, null, images, batchSize, optimization, objective, dropout, mix, seed);
    }

    /** Number of steps. */
    public long steps() {
        return images / batchSize;
    }

    /** Linear warm-up, then half a cosine down to a hundredth (Loshchilov and Hutter 2017, arXiv 1608.03983). */
    double learningRate(long step) {
        double highest = optimization.learningRate();
        double warmUp = Math.max(1, steps() * WARM_UP_SHARE);
        if (step < warmUp) {
            return highest * (step + 1) / (warmUp + 1);
        }
        double done = (step - warmUp) / Math.max(1, steps() - warmUp);
        return highest * (FINAL_SHARE + (1 - FINAL_SHARE) * (1 + Math.cos(Math.PI * done)) / 2);
    }
}
