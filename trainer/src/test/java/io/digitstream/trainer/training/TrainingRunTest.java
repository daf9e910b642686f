package io.digitstream.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.digitstream.recognizer.engine.Dl4jNetwork;
import io.digitstream.recognizer.engine.Dl4jRuntime;
import io.digitstream.recognizer.engine.Dl4jScorer;
import io.digitstream.recognizer.engine.Dl4jWeights;
import io.digitstream.recognizer.engine.Scorer;
import io.digitstream.recognizer.location.LookReader;
import io.digitstream.recognizer.network.Head;
import io.digitstream.recognizer.network.Networks;
import io.digitstream.recognizer.network.TensorShape;
import io.digitstream.recognizer.pixels.Pixels;
import io.digitstream.recognizer.sequence.Calibration;
import io.digitstream.recognizer.sequence.Reading;
import io.digitstream.recognizer.sequence.Scores;
import io.digitstream.recognizer.sequence.SequenceReader;
import io.digitstream.recognizer.weights.InvalidWeightsException;
import io.digitstream.recognizer.weights.Release;
import io.digitstream.recognizer.weights.Safetensors;
import io.digitstream.recognizer.weights.Tensor;
import io.digitstream.trainer.examples.Example;
import io.digitstream.trainer.examples.Mix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;

final class TrainingRunTest {
    private static final ToyExamples EXAMPLES = new ToyExamples();

    private final Path folder;

    TrainingRunTest(@TempDir Path folder) {
        this.folder = folder;
    }

    /** Threads that wait for each other take longer than so small a network. */
    @BeforeAll
    static void useOneCore() {
        Dl4jRuntime.useCores(1);
    }

    @Test
    void learns() throws IOException, InterruptedException {
        List<Double> losses = new ArrayList<>();
        try (TrainingRun<Example> run = run(plan(150, 0, 1))) {
            assertThat(run.train(r -> losses.add(sum(r)), 1)).isTrue();
            assertThat(run.step()).isEqualTo(150);
            assertThat(losses).hasSize(150);
            assertThat(losses.get(0)).isGreaterThan(8);
            assertThat(losses.get(149)).isLessThan(1.5);

            List<Example> unseen = examples(1_000_000, 100);
            SequenceReader reader = new SequenceReader(Calibration.none(5), 0);
            List<Pixels> pixels = unseen.stream().map(Example::pixels).toList();
            List<Reading> readings =
                    scorer(run).score(pixels).stream().map(reader::read).toList();
            long right = LongStream.range(0, 100)
                    .filter(i -> readings.get((int) i).best().length()
                            == Example.target(unseen.get((int) i).label(), 0, 5))
                    .count();
            assertThat(right).isGreaterThan(95);
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "0, 7", "0.3, 1", "0.3, 7"})
    void computesAfterAStopWhatItWouldHaveComputedWithout(double dropout, long stopAt)
            throws IOException, InterruptedException {
        requireTheSameAfterAStop(plan(12, dropout, 5), stopAt);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void computesTheSameAfterAStopWithEveryOption(int replicas) throws IOException, InterruptedException {
        Objective objective = new Objective(new LossCombination.Geometric(), 0.1, AbsentDigits.IGNORE);
        requireTheSameAfterAStop(plan(12, new Optimization(0.01, 0.1, 0.5, 0.9, replicas), objective, 0.3, 5), 7);
    }

    private void requireTheSameAfterAStop(TrainingPlan plan, long stopAt) throws IOException, InterruptedException {
        List<Tensor> uninterrupted;
        Map<String, Double> losses;
        try (TrainingRun<Example> run = TrainingRun.of(plan, EXAMPLES, folder.resolve("other"))) {
            run.train(r -> {}, 2);
            uninterrupted = run.tensors();
            losses = run.losses();
        }
        try (TrainingRun<Example> run = run(plan)) {
            assertThat(run.train(r -> stopAt(r, stopAt), 1)).isFalse();
            assertThat(run.step()).isEqualTo(stopAt);
        }
        try (TrainingRun<Example> run = run(plan)) {
            run.resume();
            assertThat(run.step()).isEqualTo(stopAt);
            assertThat(run.train(r -> {}, 1)).isTrue();
            assertThat(run.losses()).isEqualTo(losses);
            requireSame(run.tensors(), uninterrupted);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void givesTheSameWeightsForTheSamePlanAndOthersForAnotherSeed(int replicas)
            throws IOException, InterruptedException {
        Optimization optimization = new Optimization(0.01, 0.05, 5, 0.9, replicas);
        List<Tensor> some = trained(plan(5, optimization, ToyExamples.OBJECTIVE, 0.3, 1));
        requireSame(trained(plan(5, optimization, ToyExamples.OBJECTIVE, 0.3, 1)), some);
        assertThat(trained(plan(5, optimization, ToyExamples.OBJECTIVE, 0.3, 2))
                        .get(0)
                        .values())
                .isNotEqualTo(some.get(0).values());
    }

    /** The average begins with the drawn weights; after one step it keeps 2/11 of them. */
    @Test
    void givesAwayTheAverageOfTheWeights() throws IOException, InterruptedException {
        List<Tensor> drawn = weights(0.9, 0);
        List<Tensor> last = weights(0, 1);
        List<Tensor> averaged = weights(0.9, 1);
        for (int tensor = 0; tensor < drawn.size(); tensor++) {
            float[] values = averaged.get(tensor).values();
            for (int i = 0; i < values.length; i++) {
                double expected = 2.0 / 11 * drawn.get(tensor).values()[i]
                        + 9.0 / 11 * last.get(tensor).values()[i];
                assertThat((double) values[i])
                        .as(averaged.get(tensor).shape().name())
                        .isCloseTo(expected, within(1e-6));
            }
        }
        assertThat(averaged.get(0).values()).isNotEqualTo(last.get(0).values());
    }

    private List<Tensor> weights(double averaging, long afterSteps) throws IOException, InterruptedException {
        try (TrainingRun<Example> run =
                run(plan(2, new Optimization(0.01, 0.05, 5, averaging, 2), ToyExamples.OBJECTIVE, 0, 1))) {
            if (afterSteps > 0) {
                run.train(r -> stopAt(r, afterSteps), 1);
            }
            return run.tensors();
        }
    }

    @Test
    void scoresWithTheWeightsThatItGivesAway() throws IOException, InterruptedException {
        List<Pixels> pixels = examples(0, 3).stream().map(Example::pixels).toList();
        try (TrainingRun<Example> run = run(plan(3, 0, 1))) {
            run.train(r -> scorer(r).score(pixels), 1);
            ComputationGraph given =
                    Dl4jNetwork.over(ToyExamples.NETWORK, Dl4jNetwork.drawParameters(ToyExamples.NETWORK, 99));
            Dl4jWeights.fill(given, ToyExamples.NETWORK.tensors(), run.tensors());
            List<Scores> expected = new Dl4jScorer(given, ToyExamples.NETWORK.input()).score(pixels);
            List<Scores> found = scorer(run).score(pixels);
            for (int i = 0; i < pixels.size(); i++) {
                assertThat(found.get(i).head(1)).containsExactly(expected.get(i).head(1), within(1e-6f));
            }
        }
    }

    /** With the same image and all but the same weights, only the units left out make a difference. */
    @Test
    void leavesOutOtherUnitsInEveryStep() throws IOException, InterruptedException {
        Optimization still = new Optimization(1e-30, 0, 5, 0, 2);
        List<Double> losses = new ArrayList<>();
        try (TrainingRun<Example> run = TrainingRun.of(
                plan(4, still, ToyExamples.OBJECTIVE, 0.5, 1), index -> EXAMPLES.example(0), checkpoint())) {
            run.train(r -> losses.add(sum(r)), 1);
        }
        assertThat(losses).doesNotHaveDuplicates();
    }

    @Test
    void tellsHowLongTheGradientWasBeforeItWasClipped() throws IOException, InterruptedException {
        Optimization clipped = new Optimization(0.01, 0, 1e-3, 0, 1);
        try (TrainingRun<Example> run = run(plan(1, clipped, ToyExamples.OBJECTIVE, 0, 1))) {
            run.train(r -> {}, 1);
            assertThat(run.gradientLength()).isGreaterThan(0.1);
        }
    }

    @Test
    void leavesNoThreadBehind() throws IOException, InterruptedException {
        trained(ToyExamples.plan(3));
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("replica-") || thread.getName().startsWith("parameters-")) {
                // A pool has terminated a moment before its last thread has.
                thread.join(120_000);
                assertThat(thread.isAlive()).as(thread.getName()).isFalse();
            }
        }
    }

    @Test
    void goesOnFromTheWeightsOfAReleaseAndResumesSo()
            throws IOException, InterruptedException, InvalidWeightsException {
        List<Tensor> learnt = trained(plan(20, 0, 1));
        Release parent = parent(learnt);
        Optimization still = new Optimization(1e-30, 0, 5, 0, 1);
        TrainingPlan plan = from(parent, 1, still);
        try (TrainingRun<Example> run = run(plan)) {
            requireSame(run.tensors(), learnt);
            run.train(r -> {}, 1);
            requireSame(weights(run.tensors()), weights(learnt));
        }
        requireTheSameAfterAStop(from(parent, 12, new Optimization(0.01, 0.05, 5, 0.9, 2)), 7);
    }

    @Test
    void doesNotGoOnWithTheCheckpointOfARunFromOtherWeights()
            throws IOException, InterruptedException, InvalidWeightsException {
        List<Tensor> learnt = trained(plan(2, 0, 1));
        Release parent = parent(learnt);
        try (TrainingRun<Example> run =
                run(from(parent, 2, plan(2, 0, 1).schedule().optimization()))) {
            assertThatThrownBy(run::resume)
                    .hasMessageContaining("belongs to another run")
                    .hasMessageContaining(parent.version());
        }
    }

    private static TrainingPlan from(Release parent, long steps, Optimization optimization) {
        Schedule schedule = new Schedule(steps * 32, 32, optimization, 1);
        return new TrainingPlan(ToyExamples.trainee(0), parent, schedule, new Mix(0, 0));
    }

    /** A release of both networks with these weights of the reading one. */
    private static Release parent(List<Tensor> reading) throws InvalidWeightsException {
        Networks networks = new Networks(ToyExamples.NETWORK, ToyScenes.NETWORK);
        List<Tensor> tensors = new ArrayList<>(reading);
        for (TensorShape shape : ToyScenes.NETWORK.tensors()) {
            tensors.add(new Tensor(shape, new float[shape.size()]));
        }
        SequenceReader reader = new SequenceReader(Calibration.none(5), 0);
        return Release.of(networks, tensors, reader, new LookReader(reader), Map.of("name", "parent"));
    }

    /** Those that only gradients change. */
    private static List<Tensor> weights(List<Tensor> tensors) {
        return tensors.stream()
                .filter(tensor -> !tensor.shape().name().matches(".*\\.(mean|variance)"))
                .toList();
    }

    private List<Tensor> trained(TrainingPlan plan) throws IOException, InterruptedException {
        try (TrainingRun<Example> run = run(plan)) {
            run.train(r -> {}, 1);
            return run.tensors();
        }
    }

    @Test
    void goesOnWithThePlanThatIsDoneByDoingNothing() throws IOException, InterruptedException {
        List<Tensor> done = trained(plan(3, 0, 1));
        try (TrainingRun<Example> run = run(plan(3, 0, 1))) {
            run.resume();
            assertThat(run.train(
                            r -> {
                                throw new AssertionError("a step too many");
                            },
                            1))
                    .isTrue();
            requireSame(run.tensors(), done);
        }
    }

    /** As the outputs of the network that was trained in the step say, with the batch's own mean and variance. */
    @Test
    void namesTheMeanCrossEntropyOfEachHead() throws IOException, InterruptedException {
        TrainingPlan plan = plan(1, new Optimization(0.01, 0.05, 5, 0.9, 1), ToyExamples.OBJECTIVE, 0, 3);
        ReadingTrainee trainee = plan.trainee();
        List<Example> batch = examples(0, plan.schedule().batchSize());
        ComputationGraph same =
                trainee.over(trainee.drawParameters(plan.schedule().seed()));
        try (TrainingRun<Example> run = run(plan);
                TrainingBatch data = trainee.batch(batch)) {
            run.train(r -> {}, 1);
            INDArray[] outputs = same.output(true, data.pixels());
            for (int head = 0; head < Head.of(5).size(); head++) {
                int number = head;
                String name = Head.of(5).get(head).name();
                assertThat(run.losses())
                        .as(name)
                        .hasEntrySatisfying(
                                name,
                                mean -> assertThat(mean)
                                        .isCloseTo(crossEntropy(outputs[number], batch, number), within(1e-4)));
            }
            assertThat(run.losses().keySet())
                    .containsExactlyElementsOf(
                            Head.of(5).stream().map(Head::name).toList());
        } finally {
            same.close();
        }
    }

    private static double crossEntropy(INDArray output, List<Example> batch, int head) {
        double sum = 0;
        for (int i = 0; i < batch.size(); i++) {
            sum -= Math.log(output.getDouble(i, Example.target(batch.get(i).label(), head, 5)));
        }
        return sum / batch.size();
    }

    @Test
    void leavesOneCheckpointAndForgetsItWhenAsked() throws IOException, InterruptedException {
        try (TrainingRun<Example> run = run(plan(2, 0, 1))) {
            run.train(r -> {}, 1);
            assertThat(folder).isDirectoryContaining("glob:**/checkpoint");
            assertThat(folder).isDirectoryNotContaining("glob:**/*.unfinished");
            run.forget();
            assertThat(folder).isEmptyDirectory();
            run.forget();
        }
    }

    @Test
    void doesNotGoOnWithoutACheckpoint() {
        try (TrainingRun<Example> run = run(plan(2, 0, 1))) {
            assertThatThrownBy(run::resume)
                    .isInstanceOf(NoSuchFileException.class)
                    .hasMessageContaining("checkpoint");
        }
    }

    @Test
    void doesNotGoOnWithTheCheckpointOfAnotherPlan() throws IOException, InterruptedException {
        trained(plan(2, 0, 1));
        for (TrainingPlan other : List.of(plan(3, 0, 1), plan(2, 0.1, 1), plan(2, 0, 2))) {
            try (TrainingRun<Example> run = run(other)) {
                assertThatThrownBy(run::resume)
                        .isInstanceOf(IOException.class)
                        .hasMessageContaining("belongs to another run")
                        .hasMessageContaining(other.toString());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.01, 0.3, 0.9, 0.9999})
    void doesNotGoOnWithACheckpointThatIsCutOff(double share) throws IOException, InterruptedException {
        trained(plan(2, 0, 1));
        byte[] whole = Files.readAllBytes(checkpoint());
        Files.write(checkpoint(), Arrays.copyOf(whole, (int) (share * whole.length)));
        requireDamaged();
    }

    @Test
    void doesNotGoOnWithACheckpointThatLacksSomething()
            throws IOException, InterruptedException, InvalidWeightsException {
        trained(plan(2, 0, 1));
        Safetensors whole = Safetensors.read(Files.readAllBytes(checkpoint()));
        Files.write(checkpoint(), new Safetensors(whole.metadata(), List.of()).write());
        requireDamaged();
        Files.write(
                checkpoint(), new Safetensors(whole.metadata(), whole.tensors().subList(0, 1)).write());
        requireDamaged();
        Tensor parameters = whole.tensors().get(0);
        Tensor shorter = new Tensor(new TensorShape("first-moment", List.of(3)), new float[] {1, 2, 3});
        Files.write(checkpoint(), new Safetensors(whole.metadata(), List.of(parameters, shorter)).write());
        requireDamaged();
        Map<String, String> metadata = new HashMap<>(whole.metadata());
        metadata.put("steps", "two");
        Files.write(checkpoint(), new Safetensors(metadata, whole.tensors()).write());
        requireDamaged();
        metadata.remove("steps");
        Files.write(checkpoint(), new Safetensors(metadata, whole.tensors()).write());
        requireDamaged();
    }

    private void requireDamaged() {
        try (TrainingRun<Example> run = run(plan(2, 0, 1))) {
            assertThatThrownBy(run::resume)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("checkpoint is damaged: ");
        }
    }

    private static void stopAt(TrainingRun<?> run, long step) {
        if (run.step() == step) {
            run.stop();
        }
    }

    private TrainingRun<Example> run(TrainingPlan plan) {
        return TrainingRun.of(plan, EXAMPLES, checkpoint());
    }

    /** With the weights that the run gives away. */
    private static Scorer scorer(TrainingRun<?> run) {
        return new Dl4jScorer(run.network(), ToyExamples.NETWORK.input());
    }

    private Path checkpoint() {
        return folder.resolve("checkpoint");
    }

    private static TrainingPlan plan(long steps, double dropout, long seed) {
        return plan(steps, new Optimization(0.01, 0.05, 5, 0.9, 2), ToyExamples.OBJECTIVE, dropout, seed);
    }

    private static TrainingPlan plan(
            long steps, Optimization optimization, Objective objective, double dropout, long seed) {
        return new TrainingPlan(
                new ReadingTrainee(ToyExamples.NETWORK, objective, dropout),
                null,
                new Schedule(steps * 32, 32, optimization, seed),
                new Mix(0, 0));
    }

    private static List<Example> examples(long first, int count) {
        return LongStream.range(first, first + count)
                .mapToObj(EXAMPLES::example)
                .toList();
    }

    private static double sum(TrainingRun<?> run) {
        return run.losses().values().stream().mapToDouble(Double::doubleValue).sum();
    }

    private static void requireSame(List<Tensor> found, List<Tensor> expected) {
        assertThat(found).hasSameSizeAs(expected);
        for (int i = 0; i < found.size(); i++) {
            assertThat(found.get(i).values())
                    .as(found.get(i).shape().name())
                    .isEqualTo(expected.get(i).values());
        }
    }
}
