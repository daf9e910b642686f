package io.digitstream.trainer.cycle;

import io.digitstream.application.lifecycle.Closer;
import io.digitstream.recognizer.image.ImageRejectedException;
import io.digitstream.recognizer.pixels.InputShape;
import io.digitstream.recognizer.weights.InvalidWeightsException;
import io.digitstream.recognizer.weights.Release;
import io.digitstream.recognizer.weights.Tensor;
import io.digitstream.synthetic.lettering.Typefaces;
import io.digitstream.trainer.evaluation.Evaluator;
import io.digitstream.trainer.evaluation.WholeEvaluator;
import io.digitstream.trainer.examples.Example;
import io.digitstream.trainer.examples.ExampleSource;
import io.digitstream.trainer.examples.Mix;
import io.digitstream.trainer.examples.Replay;
import io.digitstream.trainer.examples.TrainingExamples;
import io.digitstream.trainer.photos.LabeledPhoto;
import io.digitstream.trainer.releasing.Calibrator;
import io.digitstream.trainer.training.AbsentDigits;
import io.digitstream.trainer.training.LossCombination;
import io.digitstream.trainer.training.Objective;
import io.digitstream.trainer.training.ReadingTrainee;
import io.digitstream.trainer.training.Schedule;
import io.digitstream.trainer.training.TrainingPlan;
import io.digitstream.trainer.training.TrainingRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trains the reading network of a challenger: from the champion's weights, on new photos among known ones. A training that was
 * killed goes on from its checkpoint.
 *
 * @param settings how long and how fast
 * @param listener is told of every step
 */
record ChallengerTraining(CycleSettings settings, InstantSource clock, CycleListener listener) {
    private static final Logger LOG = LoggerFactory.getLogger(ChallengerTraining.class);
    private static final Duration BETWEEN_MESSAGES = Duration.ofMinutes(1);
    private static final double DROPOUT = 0.1;

    /** Of what is known: where photos came along, a share of these is recombined and drawn as when the champion was made. */
    private static final double DRAWN = 0.25;

    private static final double RECOMBINED = 0.4;

    Release train(CyclePlan plan, Release champion, Split split, WorkFolder work)
            throws IOException, InterruptedException {
        TrainingPlan training = plan(plan, champion, split);
        try (TrainingRun<Example> run = begin(training, split, work.checkpoint())) {
            Instant[] said = {clock.instant()};
            run.train(
                    progress -> {
                        said[0] = say(progress, said[0]);
                        listener.trained(
                                settings.batchSize(),
                                progress.step(),
                                progress.schedule().steps());
                    },
                    1);
            return release(run, training, champion, split);
        } catch (InvalidWeightsException e) {
            throw new IOException("the training went astray: " + e.getMessage(), e);
        } catch (ImageRejectedException e) {
            throw new IOException("a region that was checked lies outside its photo: " + e.getMessage(), e);
        }
    }

    /** Where a checkpoint left off; anew where there is none, or one that is damaged or was begun with other settings. */
    private TrainingRun<Example> begin(TrainingPlan plan, Split split, Path checkpoint) throws IOException {
        TrainingRun<Example> run = TrainingRun.of(plan, examples(plan, split), checkpoint);
        if (!Files.exists(checkpoint)) {
            return run;
        }
        try {
            run.resume();
            LOG.info(
                    "Going on with the training at step {} of {}",
                    run.step(),
                    run.schedule().steps());
            return run;
        } catch (IOException e) {
            LOG.warn("Training anew: {}", e.getMessage());
            run.close();
            Files.delete(checkpoint);
            return TrainingRun.of(plan, examples(plan, split), checkpoint);
        } catch (RuntimeException | Error e) {
            Closer.closeAfter(e, run);
            throw e;
        }
    }

    private TrainingPlan plan(CyclePlan plan, Release champion, Split split) {
        List<LabeledPhoto> known = split.known().training().photos();
        boolean located = known.stream().anyMatch(photo -> !photo.digits().isEmpty());
        Mix mix = known.isEmpty() ? new Mix(1, 0) : new Mix(DRAWN, located ? RECOMBINED : 0);
        ReadingTrainee trainee = new ReadingTrainee(
                champion.networks().reading(),
                new Objective(new LossCombination.Sum(), 0, AbsentDigits.LEARN),
                DROPOUT);
        return new TrainingPlan(
                trainee,
                champion,
                new Schedule(settings.images(), settings.batchSize(), settings.optimization(), plan.seed()),
                mix);
    }

    private ExampleSource<Example> examples(TrainingPlan plan, Split split) {
        InputShape shape = plan.trainee().architecture().input();
        long seed = plan.schedule().seed();
        TrainingExamples old = new TrainingExamples(
                split.known().training().photos(),
                plan.mix(),
                plan.trainee().architecture(),
                Typefaces.builtIn(),
                seed);
        return new Replay(old, split.fresh().training().photos(), settings.freshShare(), shape, seed);
    }

    private Instant say(TrainingRun<?> run, Instant said) {
        Instant now = clock.instant();
        if (now.isBefore(said.plus(BETWEEN_MESSAGES))) {
            return said;
        }
        LOG.info("Trained {} of {} steps", run.step(), run.schedule().steps());
        return now;
    }

    private Release release(TrainingRun<Example> run, TrainingPlan plan, Release champion, Split split)
            throws InvalidWeightsException, ImageRejectedException {
        List<Tensor> tensors = new ArrayList<>(run.tensors());
        tensors.addAll(champion.locatingTensors());
        Calibrator calibrator = new Calibrator(
                champion.networks(),
                new Evaluator(
                        split.toCalibrateOn(), champion.networks().reading().input()),
                new WholeEvaluator(split.toCalibrateOn(), champion.networks()));
        return calibrator.release(tensors, notes(plan, champion, split));
    }

    private Map<String, String> notes(TrainingPlan plan, Release champion, Split split) {
        Map<String, String> notes = new TreeMap<>();
        notes.put("name", settings.name());
        notes.put("created", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
        notes.put("parent", champion.version());
        notes.put("locator_of", champion.metadata().getOrDefault("locator_of", champion.version()));
        notes.put(
                "trained_on",
                String.format(
                        Locale.ROOT,
                        "%,d photos of new labels, replayed beside %,d known ones and drawn numbers",
                        split.fresh().training().photos().size(),
                        split.known().training().photos().size()));
        notes.put(
                "recipe",
                "%d images in batches of %d, %.0f %% of them new, %s, %s, dropout %s, seed %d"
                        .formatted(
                                plan.schedule().images(),
                                plan.schedule().batchSize(),
                                100 * settings.freshShare(),
                                plan.schedule().optimization(),
                                plan.trainee().objective(),
                                plan.trainee().dropout(),
                                plan.schedule().seed()));
        String terms = champion.note("terms");
        if (terms != null) {
            notes.put("terms", terms);
        }
        return notes;
    }
}
