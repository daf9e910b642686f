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
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Trains a network by a plan: AdamW on the clipped gradient of the objective. What it gives away is the moving average of the
 * weights. One thread, which lets its replicas' threads compute; {@link #stop()} may come from any.
 */
public final class TrainingRun implements AutoCloseable {
    private static final long STEPS_A_CHECKPOINT = 500;

    private final TrainingPlan plan;
    private final ExampleSource examples;
    private final Checkpoint checkpoint;
    private final INDArray parameters;
    private final Replicas replicas;
    private final AdamW optimizer;
    private final MovingAverage average;
    private final ComputationGraph averaged;
    private final AtomicBoolean stopped = new AtomicBoolean();
    private long step;
    private long waitedNanos;
    private double gradientLength;

    /** @param checkpoint file that the run is saved to */
    public TrainingRun(TrainingPlan plan, ExampleSource examples, Path checkpoint) {
        this.plan = plan;
        this.examples = examples;
        this.checkpoint = new Checkpoint(checkpoint, plan.toString());
        this.parameters = Dl4jNetwork.drawParameters(plan.architecture(), plan.seed());
        this.replicas = new Replicas(plan, parameters);
        this.optimizer =
                new AdamW(parameters, replicas.weights(), plan.optimization().weightDecay());
        this.average = new MovingAverage(parameters, plan.optimization().averaging());
        this.averaged = Dl4jNetwork.over(plan.architecture(), average.parameters());
        if (plan.parent() != null) {
            Dl4jNetwork.fill(averaged, plan.parent().tensors());
            parameters.assign(average.parameters());
        }
    }

    /** Goes on from the checkpoint file. */
    public void resume() throws IOException {
        step = checkpoint.restore(state());
    }

    private Map<String, INDArray> state() {
        Map<String, INDArray> state = new TreeMap<>(optimizer.state());
        state.put("parameters", parameters);
        state.put("average", average.parameters());
        return state;
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
                    checkpoint.save(state(), step);
                }
            }
        }
        checkpoint.save(state(), step);
        return step >= plan.steps();
    }

    private void trainOn(List<Example> batch) throws InterruptedException {
        INDArray gradient = replicas.gradient(batch, plan.seed() ^ (step + 1) * 0x9E3779B97F4A7C15L);
        gradientLength = Clipping.clip(gradient, plan.optimization().clipping());
        optimizer.step(gradient, plan.learningRate(step), step);
        average.follow(parameters, step + 1);
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

    /** Mean cross-entropy of each head against its targets, in the order of {@link Head#ALL}, in the last step. */
    public List<Double> losses() {
        return replicas.losses();
    }

    /** Length of the last step's gradient, before it was clipped. */
    public double gradientLength() {
        return gradientLength;
    }

    /** The averaged network as it is now, to score with between two steps; closing it does nothing. */
    public Engine engine() {
        return Dl4jEngine.over(averaged, plan.architecture());
    }

    /** The averaged weights as they are now. */
    public List<Tensor> tensors() {
        return Dl4jNetwork.tensors(averaged, plan.architecture());
    }

    /** Removes the checkpoint of a run that is done. */
    public void forget() throws IOException {
        checkpoint.delete();
    }

    @Override
    public void close() {
        replicas.close();
        optimizer.close();
        averaged.close();
    }
}
