package io.digitstream.trainer.training;

import io.digitstream.recognizer.engine.Dl4jEngine;
import io.digitstream.recognizer.engine.Dl4jNetwork;
import io.digitstream.recognizer.engine.Engine;
import io.digitstream.recognizer.network.Head;
import io.digitstream.recognizer.weights.Tensor;
import io.digitstream.trainer.examples.BatchSource;
import io.digitstream.trainer.examples.Example;
import io.digitstream.trainer.examples.ExampleSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.api.layers.IOutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

/**
 * Trains a network by a plan: Adam on the sum of the six heads' mean cross-entropies. One thread; {@link #stop()} may come
 * from any.
 */
public final class TrainingRun implements AutoCloseable {
    private static final long STEPS_A_CHECKPOINT = 500;

    private final TrainingPlan plan;
    private final ExampleSource examples;
    private final Checkpoint checkpoint;
    private final ComputationGraph graph;
    private final AtomicBoolean stopped = new AtomicBoolean();
    private long step;
    private long waitedNanos;

    /** @param checkpoint file that the run is saved to */
    public TrainingRun(TrainingPlan plan, ExampleSource examples, Path checkpoint) {
        this.plan = plan;
        this.examples = examples;
        this.checkpoint = new Checkpoint(checkpoint, plan.toString());
        this.graph = Dl4jNetwork.forTraining(
                plan.architecture(), new Adam(plan.learningRate()), plan.dropout(), plan.seed());
    }

    /** Goes on from the checkpoint file. */
    public void resume() throws IOException {
        step = checkpoint.restore(graph);
    }

    /** What a run tells about itself after every step, on its own thread. */
    @FunctionalInterface
    public interface Listener {
        void trained(TrainingRun run);
    }

    /**
     * Trains until the plan is done or {@link #stop()} is called, saving on the way and at the end.
     *
     * @return whether the plan is done
     */
    public boolean train(Listener listener, int threads) throws IOException, InterruptedException {
        try (BatchSource batches = new BatchSource(examples, plan.batchSize(), step, threads)) {
            while (step < plan.steps() && !stopped.get()) {
                long asked = System.nanoTime();
                List<Example> batch = batches.next();
                waitedNanos += System.nanoTime() - asked;
                trainOn(batch);
                step++;
                listener.trained(this);
                if (step % STEPS_A_CHECKPOINT == 0) {
                    checkpoint.save(graph, step);
                }
            }
        }
        checkpoint.save(graph, step);
        return step >= plan.steps();
    }

    private void trainOn(List<Example> batch) {
        graph.setLearningRate(plan.learningRate(step));
        // Dropout draws from ND4J's one generator: with a seed of its own, a step drops the same units after a
        // resumption.
        Nd4j.getRandom().setSeed(plan.seed() ^ (step + 1) * 0x9E3779B97F4A7C15L);
        MultiDataSet data = TrainingBatch.of(batch, plan.architecture().input());
        try {
            graph.fit(data);
        } finally {
            TrainingBatch.free(data);
        }
    }

    /** Makes {@link #train} return after the step that runs. */
    public void stop() {
        stopped.set(true);
    }

    public TrainingPlan plan() {
        return plan;
    }

    /** Steps done, those before a resumption included. */
    public long step() {
        return step;
    }

    /** Seconds that training waited for batches since this process began. */
    public double waitedSeconds() {
        return waitedNanos / 1e9;
    }

    /** Mean cross-entropy of each head, in the order of {@link Head#ALL}, in the last step. */
    public List<Double> losses() {
        return IntStream.range(0, Head.ALL.size())
                .mapToObj(head -> ((IOutputLayer) graph.getOutputLayer(head)).score())
                .toList();
    }

    /** The network as it is now, to score with between two steps; closing it does nothing. */
    public Engine engine() {
        return Dl4jEngine.over(graph, plan.architecture());
    }

    /** The weights as they are now. */
    public List<Tensor> tensors() {
        return Dl4jNetwork.tensors(graph, plan.architecture());
    }

    /** Removes the checkpoint of a run that is done. */
    public void forget() throws IOException {
        checkpoint.delete();
    }

    @Override
    public void close() {
        graph.close();
    }
}
