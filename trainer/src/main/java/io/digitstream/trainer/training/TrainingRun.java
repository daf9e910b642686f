package io.digitstream.trainer.training;

import io.digitstream.application.lifecycle.Closer;
import io.digitstream.recognizer.engine.Dl4jRuntime;
import io.digitstream.recognizer.engine.Dl4jWeights;
import io.digitstream.recognizer.weights.Release;
import io.digitstream.recognizer.weights.Tensor;
import io.digitstream.trainer.examples.BatchSource;
import io.digitstream.trainer.examples.Example;
import io.digitstream.trainer.examples.ExampleSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Trains a network by a plan: AdamW on the clipped gradient of the objective. What it gives away is the moving average of the
 * weights. One thread, which lets its replicas' threads compute; {@link #stop()} may come from any.
 *
 * @param <E> kind of example
 */
public final class TrainingRun<E> implements AutoCloseable {
    private static final long STEPS_A_CHECKPOINT = 100;

    private final Closer closer = new Closer();
    private final Trainee<E> trainee;
    private final Schedule schedule;
    private final ExampleSource<E> examples;
    private final Checkpoint checkpoint;
    private final INDArray parameters;
    private final Replicas<E> replicas;
    private final AdamW optimizer;
    private final MovingAverage average;
    private final ComputationGraph averaged;
    private final AtomicBoolean stopped = new AtomicBoolean();
    private long step;
    private long waitedNanos;
    private double gradientLength;

    /**
     * A run that has not begun.
     *
     * @param parent tensors to go on from; empty to begin with random weights
     * @param checkpoint that the run is saved to
     */
    TrainingRun(
            Trainee<E> trainee,
            Schedule schedule,
            List<Tensor> parent,
            ExampleSource<E> examples,
            Checkpoint checkpoint) {
        this.trainee = trainee;
        this.schedule = schedule;
        this.examples = examples;
        this.checkpoint = checkpoint;
        this.parameters = trainee.drawParameters(schedule.seed());
        try {
            this.replicas =
                    closer.add(new Replicas<>(trainee, schedule.optimization().replicas(), parameters));
            this.optimizer = closer.add(new AdamW(
                    replicas.ranges(),
                    parameters,
                    replicas.weights(),
                    schedule.optimization().weightDecay()));
            this.average = new MovingAverage(
                    replicas.ranges(), parameters, schedule.optimization().averaging());
            this.averaged = trainee.over(average.parameters());
            closer.add(() -> Dl4jRuntime.free(averaged));
            if (!parent.isEmpty()) {
                Dl4jWeights.fill(averaged, trainee.tensors(), parent);
                parameters.assign(average.parameters());
            }
        } catch (RuntimeException | Error e) {
            Closer.closeAfter(e, closer);
            throw e;
        }
    }

    /**
     * A run of the reading network.
     *
     * @param checkpoint file that the run is saved to
     */
    public static TrainingRun<Example> of(TrainingPlan plan, ExampleSource<Example> examples, Path checkpoint) {
        List<Tensor> parent = plan.parent() == null ? List.of() : plan.parent().tensors();
        return new TrainingRun<>(
                plan.trainee(), plan.schedule(), parent, examples, new Checkpoint(checkpoint, plan.toString()));
    }

    /**
     * A run of any network.
     *
     * @param parent whose weights training goes on from; null to begin with random ones
     * @param checkpoint file that the run is saved to
     */
    public static <E> TrainingRun<E> of(
            Trainee<E> trainee,
            @Nullable Release parent,
            Schedule schedule,
            ExampleSource<E> examples,
            Path checkpoint) {
        List<Tensor> tensors = parent == null ? List.of() : parent.tensors();
        String plan = trainee + ", from " + parent + ", " + schedule;
        return new TrainingRun<>(trainee, schedule, tensors, examples, new Checkpoint(checkpoint, plan));
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
        void trained(TrainingRun<?> run);
    }

    /**
     * Trains until the plan is done or {@link #stop()} is called, saving on the way and at the end.
     *
     * @return whether the plan is done
     */
    public boolean train(Listener listener, int threads) throws IOException, InterruptedException {
        try (BatchSource<E> batches = new BatchSource<>(examples, schedule.batchSize(), step, threads)) {
            while (step < schedule.steps() && !stopped.get()) {
                long asked = System.nanoTime();
                List<E> batch = batches.next();
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
        return step >= schedule.steps();
    }

    private void trainOn(List<E> batch) throws InterruptedException {
        Ranges ranges = replicas.ranges();
        List<INDArray> gradient =
                ranges.views(replicas.gradient(batch, schedule.seed() ^ (step + 1) * 0x9E3779B97F4A7C15L));
        gradientLength = Clipping.length(ranges, gradient);
        double factor = Clipping.factor(gradientLength, schedule.optimization().clipping());
        double learningRate = schedule.learningRate(step);
        ranges.forEach(range -> {
            optimizer.step(range, gradient.get(range).muli(factor), learningRate, step);
            average.follow(range, step + 1);
        });
    }

    /** Makes {@link #train} return after the step that runs. */
    public void stop() {
        stopped.set(true);
    }

    public Schedule schedule() {
        return schedule;
    }

    /** Steps done, those before a resumption included. */
    public long step() {
        return step;
    }

    /** Seconds that training waited for batches since this process began. */
    public double waitedSeconds() {
        return waitedNanos / 1e9;
    }

    /** Mean of each loss in the last step, by its name. */
    public Map<String, Double> losses() {
        Map<String, Double> losses = new LinkedHashMap<>();
        for (int i = 0; i < trainee.losses().size(); i++) {
            losses.put(trainee.losses().get(i), replicas.losses().get(i));
        }
        return losses;
    }

    /** Length of the last step's gradient, before it was clipped. */
    public double gradientLength() {
        return gradientLength;
    }

    /** The averaged network as it is now, to be used between two steps; the run closes it. */
    public ComputationGraph network() {
        return averaged;
    }

    /** The averaged weights as they are now. */
    public List<Tensor> tensors() {
        return Dl4jWeights.tensors(averaged, trainee.tensors());
    }

    /** Removes the checkpoint of a run that is done. */
    public void forget() throws IOException {
        checkpoint.delete();
    }

    @Override
    public void close() {
        closer.close();
    }
}
