package io.digitstream.trainer.training;

import io.digitstream.recognizer.engine.Dl4jRuntime;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * One of the networks that compute a batch's gradient together, each from its own share of the images, on a thread of its own
 * and a share of the cores: on few cores that is faster than one network on all of them. All replicas read the same
 * parameters. Batch normalization sees only the replica's share.
 *
 * @param <E> kind of example
 */
final class Replica<E> implements AutoCloseable {
    private final int number;
    private final Trainee<E> trainee;
    private final BatchLosses losses;
    private final ComputationGraph graph;
    private final ExecutorService thread;

    /**
     * @param number among the replicas, from 0
     * @param replicas how many there are
     * @param parameters shared; nobody changes them while a gradient is computed
     */
    Replica(int number, int replicas, Trainee<E> trainee, INDArray parameters, BatchLosses losses) {
        this.number = number;
        this.trainee = trainee;
        this.losses = losses;
        this.graph = trainee.forTraining(parameters, losses, number);
        this.graph.initGradientsView();
        this.thread = Executors.newSingleThreadExecutor(task -> {
            Thread created = new Thread(task, "replica-" + number);
            created.setDaemon(true);
            return created;
        });
        int cores = Math.max(1, Runtime.getRuntime().availableProcessors() / replicas);
        thread.execute(() -> Dl4jRuntime.useCores(cores));
    }

    /**
     * Begins to compute the gradient of the sum over some images; when it is done, {@link #gradient()} has it.
     *
     * @param seed of this step's dropout
     */
    Future<?> compute(List<E> images, long seed) {
        return thread.submit(() -> {
            try {
                computeNow(images, seed);
            } catch (Throwable e) {
                losses.abandon();
                throw e;
            }
        });
    }

    private void computeNow(List<E> images, long seed) {
        // Dropout draws from the calling thread's one generator: with a seed of its own, a step drops the same units
        // after
        // a resumption.
        Nd4j.getRandom().setSeed(seed ^ (number + 1) * 0xD1B54A32D192ED03L);
        try (TrainingBatch batch = trainee.batch(images)) {
            graph.setInputs(batch.pixels());
            graph.setLabels(batch.targets().toArray(INDArray[]::new));
            graph.computeGradientAndScore();
        }
    }

    /** Gradient of all parameters, [parameters], and in the place of batch statistics by how much to lower them. */
    INDArray gradient() {
        return graph.getFlattenedGradients().reshape(graph.numParams());
    }

    ComputationGraph graph() {
        return graph;
    }

    /** Frees the network, on its thread, since DL4J's working memory belongs to the thread that used it, and ends the thread. */
    @Override
    public void close() {
        thread.execute(() -> Dl4jRuntime.free(graph));
        thread.shutdown();
        try {
            thread.awaitTermination(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
