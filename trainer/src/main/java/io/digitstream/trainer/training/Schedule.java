package io.digitstream.trainer.training;

/**
 * How long and how fast a network is trained. Immutable.
 *
 * @param images to train on in all, at least one batch
 * @param batchSize images a step
 * @param optimization how gradients move the weights
 * @param seed of random weights and of images
 */
public record Schedule(long images, int batchSize, Optimization optimization, long seed) {
    private static final double WARM_UP_SHARE = 0.03;
    private static final double FINAL_SHARE = 0.01;

    public Schedule {
        new Requirements()
                .require(
                        batchSize >= optimization.replicas(),
                        "a batch must have an image for each of " + optimization.replicas() + " replicas",
                        batchSize)
                .require(images >= batchSize, "a run must have the " + batchSize + " images of a batch", images)
                .check();
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
