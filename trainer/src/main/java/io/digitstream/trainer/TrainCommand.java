package io.digitstream.trainer;

import io.digitstream.recognizer.engine.Dl4jScorer;
import io.digitstream.recognizer.engine.Scorer;
import io.digitstream.recognizer.image.ImageRejectedException;
import io.digitstream.recognizer.network.Architecture;
import io.digitstream.recognizer.network.Networks;
import io.digitstream.recognizer.sequence.Calibration;
import io.digitstream.recognizer.sequence.SequenceReader;
import io.digitstream.recognizer.weights.InvalidWeightsException;
import io.digitstream.recognizer.weights.Release;
import io.digitstream.recognizer.weights.ShippedWeights;
import io.digitstream.recognizer.weights.Tensor;
import io.digitstream.trainer.evaluation.Evaluation;
import io.digitstream.trainer.evaluation.Evaluator;
import io.digitstream.trainer.evaluation.WholeEvaluator;
import io.digitstream.trainer.examples.Example;
import io.digitstream.trainer.examples.TrainingExamples;
import io.digitstream.trainer.photos.PhotoSet;
import io.digitstream.trainer.releasing.Calibrator;
import io.digitstream.trainer.training.ReadingTrainee;
import io.digitstream.trainer.training.Schedule;
import io.digitstream.trainer.training.TrainingPlan;
import io.digitstream.trainer.training.TrainingRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code trainer train}: from photos and drawn numbers to a release file. */
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Trains a network on photos, on drawn numbers, or on both, and writes a release file.",
        optionListHeading = "%nData and release:%n",
        footer = {
            "",
            "Example: ${ROOT-COMMAND-NAME} train --images photos.zip --labels photos.csv --drawn 0.4 --count 300000 --out my.safetensors",
            "",
            "Ctrl-C saves the run; the same command with --resume goes on with it. Set OMP_WAIT_POLICY=PASSIVE in the",
            "environment where anything else runs on the machine: training is several times faster then."
        })
final class TrainCommand implements Callable<Integer> {
    @Mixin
    private TrainingData data = new TrainingData();

    @Option(
            names = "--from",
            paramLabel = "FILE",
            description = "Release file whose weights to go on from, on other images: give another --seed than it had."
                    + " Default: random weights.")
    private @Nullable Path parent;

    @Mixin
    private DigitsOption digits = new DigitsOption();

    @ArgGroup(validate = false, heading = "%nSchedule:%n")
    private ScheduleOptions schedule = new ScheduleOptions();

    @ArgGroup(validate = false, heading = "%nObjective:%n")
    private ObjectiveOptions recipe = new ObjectiveOptions();

    @Option(
            names = "--terms",
            paramLabel = "TEXT",
            description = "Terms of the training data, to stand in the release.")
    private @Nullable String terms;

    @Mixin
    private RunOptions options = new RunOptions();

    @Override
    public Integer call() throws Exception {
        options.check();
        PhotoSet photos = data.photos();
        TrainingPlan plan = plan(photos);
        PhotoSet training = photos.training();
        PhotoSet validation = photos.validation();
        Architecture architecture = plan.trainee().architecture();
        System.out.printf(
                Locale.ROOT,
                "%,d photos to train on, %,d to validate on, %.0f %% drawn, %.0f %% recombined;"
                        + " %,d parameters, %.0f MFLOP an image%n",
                training.photos().size(),
                validation.photos().size(),
                100 * plan.mix().drawn(),
                100 * plan.mix().recombined(),
                architecture.parameters(),
                architecture.operations() / 1e6);
        TrainingExamples examples =
                new TrainingExamples(training.photos(), plan.mix(), architecture, data.typefaces(), data.seed());
        Path checkpoint = options.checkpoint();
        try (TrainingRun<Example> run = TrainingRun.of(plan, examples, checkpoint)) {
            TrainingSession session = new TrainingSession(run, checkpoint, options.threads());
            if (options.resumed()) {
                session.resume();
            }
            Evaluator evaluator = new Evaluator(validation, architecture.input());
            Scorer scorer = new Dl4jScorer(run.network(), architecture.input());
            SequenceReader reader = new SequenceReader(Calibration.none(architecture.digits()), 0);
            if (!session.train(
                    () -> evaluator.evaluate(evaluator.score(scorer), reader).numbers())) {
                return 130;
            }
            release(run, plan, validation, evaluator, scorer);
            run.forget();
        }
        return 0;
    }

    private TrainingPlan plan(PhotoSet photos) throws IOException {
        Release from = parent == null ? null : ReleaseFile.read(parent);
        options.check(List.of(this::schedule, () -> trainee(from), () -> data.mix(photos)));
        return options.made(() -> new TrainingPlan(trainee(from), from, schedule(), data.mix(photos)));
    }

    private ReadingTrainee trainee(@Nullable Release from) {
        return new ReadingTrainee(digits.architecture(from), recipe.objective(), recipe.dropout);
    }

    private Schedule schedule() {
        return schedule.schedule(data.seed());
    }

    /** The new reading network with the parent's locator, or the shipped one. */
    private void release(
            TrainingRun<Example> run, TrainingPlan plan, PhotoSet validation, Evaluator given, Scorer scorer)
            throws IOException, InvalidWeightsException, ImageRejectedException {
        Release locating = plan.parent() == null ? ShippedWeights.load() : plan.parent();
        List<Tensor> tensors = new ArrayList<>(run.tensors());
        tensors.addAll(locating.locatingTensors());
        Networks networks =
                new Networks(plan.trainee().architecture(), locating.networks().locating());
        Calibrator calibrator = new Calibrator(networks, given, new WholeEvaluator(validation, networks));
        Release release = calibrator.release(tensors, notes(plan, locating));
        Files.write(options.out(), release.write());
        Evaluation released = given.evaluate(given.score(scorer), release.reader());
        System.out.printf("%s: release %s%n%s%n", options.out(), release.version(), new EvaluationTable(released));
        Map<String, Evaluation> bySource = given.bySource(released);
        if (bySource.size() > 1) {
            System.out.printf("%n%s%n", new SourceTable(bySource));
        }
    }

    private Map<String, String> notes(TrainingPlan plan, Release locating) throws IOException {
        Map<String, String> notes = new TreeMap<>();
        notes.put("name", options.name());
        notes.put("created", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        notes.put(
                "trained_on",
                String.format(
                        Locale.ROOT,
                        "%s, %.0f %% drawn numbers in %d typefaces of %d families, %.0f %% recombined",
                        data,
                        100 * plan.mix().drawn(),
                        data.typefaces().all().size(),
                        data.typefaces().families(),
                        100 * plan.mix().recombined()));
        notes.put(
                "recipe",
                "%d images in batches of %d, %s, %s, dropout %s, seed %d"
                        .formatted(
                                plan.schedule().images(),
                                plan.schedule().batchSize(),
                                plan.schedule().optimization(),
                                plan.trainee().objective(),
                                plan.trainee().dropout(),
                                plan.schedule().seed()));
        if (plan.parent() != null) {
            notes.put("parent", plan.parent().version());
        }
        notes.put("locator_of", locating.version());
        if (terms != null) {
            notes.put("terms", terms);
        }
        return notes;
    }
}
