package io.digitstream.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.digitstream.recognizer.engine.Dl4jLocator;
import io.digitstream.recognizer.engine.Dl4jRuntime;
import io.digitstream.recognizer.image.Box;
import io.digitstream.recognizer.location.LocationMap;
import io.digitstream.recognizer.location.LookReader;
import io.digitstream.recognizer.location.SightingFinder;
import io.digitstream.recognizer.network.ConvolutionBlock;
import io.digitstream.recognizer.network.LocatorArchitecture;
import io.digitstream.recognizer.network.Networks;
import io.digitstream.recognizer.network.TensorShape;
import io.digitstream.recognizer.sequence.Calibration;
import io.digitstream.recognizer.sequence.SequenceReader;
import io.digitstream.recognizer.weights.InvalidWeightsException;
import io.digitstream.recognizer.weights.Release;
import io.digitstream.recognizer.weights.Tensor;
import io.digitstream.trainer.examples.Mix;
import io.digitstream.trainer.scenes.Scene;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A {@link TrainingRun} of the network that finds numbers. */
final class LocatingRunTest {
    private static final LocatingTrainee TRAINEE = new LocatingTrainee(ToyScenes.NETWORK);
    private static final ToyScenes SCENES = new ToyScenes();

    private final Path folder;

    LocatingRunTest(@TempDir Path folder) {
        this.folder = folder;
    }

    /** Threads that wait for each other take longer than so small a network. */
    @BeforeAll
    static void useOneCore() {
        Dl4jRuntime.useCores(1);
    }

    @Test
    void learnsToFindABrightRectangle() throws IOException, InterruptedException {
        List<Scene> unseen = scenes(1_000_000, 100);
        try (TrainingRun<Scene> run = run(schedule(120, 2, 1))) {
            assertThat(run.train(r -> {}, 1)).isTrue();
            assertThat(run.losses()).containsOnlyKeys(LocatorArchitecture.PRESENCE, LocatorArchitecture.BOX);
            List<LocationMap> maps = new Dl4jLocator(run.network(), ToyScenes.NETWORK)
                    .locate(unseen.stream().map(Scene::overview).toList());
            SightingFinder finder = new SightingFinder(1);
            double overlaps = 0;
            int likelierInside = 0;
            for (int i = 0; i < unseen.size(); i++) {
                Box number = unseen.get(i).numbers().get(0);
                overlaps += finder.find(maps.get(i)).get(0).box().overlap(number);
                likelierInside += isLikelierInside(maps.get(i), number) ? 1 : 0;
            }
            assertThat(overlaps / unseen.size()).isGreaterThan(0.7);
            assertThat(likelierInside).isGreaterThan(95);
        }
    }

    private static boolean isLikelierInside(LocationMap map, Box number) {
        double inside = 0;
        double outside = 0;
        for (int cell = 0; cell < map.cells(); cell++) {
            double x = ToyScenes.NETWORK.middleX(cell);
            double y = ToyScenes.NETWORK.middleY(cell);
            if (x > number.left() && x < number.right() && y > number.top() && y < number.bottom()) {
                inside = Math.max(inside, map.presence(cell));
            } else {
                outside = Math.max(outside, map.presence(cell));
            }
        }
        return inside > outside;
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 4", "3, 7"})
    void computesAfterAStopWhatItWouldHaveComputedWithout(int replicas, long stopAt)
            throws IOException, InterruptedException {
        requireTheSameAfterAStop(null, schedule(8, replicas, 5), stopAt);
    }

    @Test
    void goesOnFromTheWeightsOfAReleaseAndResumesSo()
            throws IOException, InterruptedException, InvalidWeightsException {
        List<Tensor> learnt = trained(schedule(2, 1, 1));
        Release parent = parent(learnt);
        try (TrainingRun<Scene> run = run(parent, schedule(6, 1, 2), "checkpoint")) {
            requireSame(run.tensors(), learnt);
        }
        requireTheSameAfterAStop(parent, schedule(6, 2, 2), 3);
    }

    private void requireTheSameAfterAStop(@Nullable Release parent, Schedule schedule, long stopAt)
            throws IOException, InterruptedException {
        List<Tensor> uninterrupted;
        Map<String, Double> losses;
        try (TrainingRun<Scene> run = run(parent, schedule, "other")) {
            run.train(r -> {}, 2);
            uninterrupted = run.tensors();
            losses = run.losses();
        }
        try (TrainingRun<Scene> run = run(parent, schedule, "checkpoint")) {
            assertThat(run.train(r -> stopAt(r, stopAt), 1)).isFalse();
            assertThat(run.step()).isEqualTo(stopAt);
        }
        try (TrainingRun<Scene> run = run(parent, schedule, "checkpoint")) {
            run.resume();
            assertThat(run.step()).isEqualTo(stopAt);
            assertThat(run.train(r -> {}, 1)).isTrue();
            assertThat(run.losses()).isEqualTo(losses);
            requireSame(run.tensors(), uninterrupted);
        }
    }

    private static void stopAt(TrainingRun<?> run, long step) {
        if (run.step() == step) {
            run.stop();
        }
    }

    @Test
    void givesOtherWeightsForAnotherSeed() throws IOException, InterruptedException {
        List<Tensor> some = trained(schedule(2, 1, 1));
        requireSame(trained(schedule(2, 1, 1)), some);
        assertThat(trained(schedule(2, 1, 2)).get(0).values())
                .isNotEqualTo(some.get(0).values());
    }

    @Test
    void doesNotGoOnWithTheCheckpointOfAnotherRun() throws IOException, InterruptedException, InvalidWeightsException {
        List<Tensor> learnt = trained(schedule(2, 1, 1));
        for (Schedule other : List.of(schedule(3, 1, 1), schedule(2, 2, 1), schedule(2, 1, 2))) {
            requireRefused(run(other));
        }
        requireRefused(run(parent(learnt), schedule(2, 1, 1), "checkpoint"));
        LocatorArchitecture larger =
                new LocatorArchitecture(ToyScenes.NETWORK.input(), List.of(new ConvolutionBlock(8, 3, 4, false)));
        requireRefused(TrainingRun.of(
                new LocatingTrainee(larger), null, schedule(2, 1, 1), SCENES, folder.resolve("checkpoint")));
    }

    @Test
    void doesNotGoOnWithTheCheckpointOfTheNetworkThatReads() throws IOException, InterruptedException {
        TrainingPlan plan = new TrainingPlan(ToyExamples.trainee(0), null, schedule(2, 1, 1), new Mix(0, 0));
        try (TrainingRun<?> reading = TrainingRun.of(plan, new ToyExamples(), folder.resolve("checkpoint"))) {
            reading.train(r -> {}, 1);
        }
        requireRefused(run(schedule(2, 1, 1)));
    }

    @Test
    void keepsItsCheckpointFromTheNetworkThatReads() throws IOException, InterruptedException {
        trained(schedule(2, 1, 1));
        TrainingPlan plan = new TrainingPlan(ToyExamples.trainee(0), null, schedule(2, 1, 1), new Mix(0, 0));
        requireRefused(TrainingRun.of(plan, new ToyExamples(), folder.resolve("checkpoint")));
    }

    private static void requireRefused(TrainingRun<?> other) {
        try (other) {
            assertThatThrownBy(other::resume)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("belongs to another run");
        }
    }

    private List<Tensor> trained(Schedule schedule) throws IOException, InterruptedException {
        try (TrainingRun<Scene> run = run(schedule)) {
            run.train(r -> {}, 1);
            return run.tensors();
        }
    }

    private TrainingRun<Scene> run(Schedule schedule) {
        return run(null, schedule, "checkpoint");
    }

    private TrainingRun<Scene> run(@Nullable Release parent, Schedule schedule, String checkpoint) {
        return TrainingRun.of(TRAINEE, parent, schedule, SCENES, folder.resolve(checkpoint));
    }

    private static Schedule schedule(long steps, int replicas, long seed) {
        return new Schedule(steps * 16, 16, new Optimization(0.02, 0.05, 5, 0.9, replicas), seed);
    }

    /** A release of both networks with these weights of the locating one. */
    private static Release parent(List<Tensor> locating) throws InvalidWeightsException {
        List<Tensor> tensors = new ArrayList<>(locating);
        for (TensorShape shape : ToyExamples.NETWORK.tensors()) {
            tensors.add(new Tensor(shape, new float[shape.size()]));
        }
        SequenceReader reader = new SequenceReader(Calibration.none(5), 0);
        Networks networks = new Networks(ToyExamples.NETWORK, ToyScenes.NETWORK);
        return Release.of(networks, tensors, reader, new LookReader(reader), Map.of("name", "parent"));
    }

    private static List<Scene> scenes(long first, int count) {
        return LongStream.range(first, first + count).mapToObj(SCENES::example).toList();
    }

    private static void requireSame(List<Tensor> found, List<Tensor> expected) {
        assertThat(found)
                .extracting(Tensor::shape)
                .isEqualTo(expected.stream().map(Tensor::shape).toList());
        for (int i = 0; i < found.size(); i++) {
            assertThat(found.get(i).values())
                    .as(found.get(i).shape().name())
                    .isEqualTo(expected.get(i).values());
        }
    }
}
