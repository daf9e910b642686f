package io.digitstream.trainer;

import io.digitstream.recognizer.engine.Dl4jLocator;
import io.digitstream.recognizer.network.LocatorArchitecture;
import io.digitstream.recognizer.network.Networks;
import io.digitstream.recognizer.weights.InvalidWeightsException;
import io.digitstream.recognizer.weights.Release;
import io.digitstream.recognizer.weights.Tensor;
import io.digitstream.trainer.evaluation.Evaluator;
import io.digitstream.trainer.evaluation.WholeEvaluator;
import io.digitstream.trainer.photos.PhotoSet;
import io.digitstream.trainer.releasing.Calibrator;
import io.digitstream.trainer.scenes.Scene;
import io.digitstream.trainer.scenes.Scenes;
import io.digitstream.trainer.training.LocatingTrainee;
import io.digitstream.trainer.training.Schedule;
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

/** {@code trainer train-locator}: from photos with regions to a release that finds numbers by itself. */
@Command(
        name = "train-locator",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Trains the network that finds numbers in whole photos, and writes a release file: that network with"
                        + " the reading network of another release.",
        footer = {
            "",
            "Example: ${ROOT-COMMAND-NAME} train-locator --images photos.zip --digit-boxes photos_digits.csv --release mine.safetensors --out new.safetensors",
            "",
            "Ctrl-C saves the run; the same command with --resume goes on with it. Set OMP_WAIT_POLICY=PASSIVE in the",
            "environment where anything else runs on the machine: training is several times faster then."
        })
final class TrainLocatorCommand implements Callable<Integer> {
    @ArgGroup(exclusive = false, multiplicity = "1..*")
    private List<LabeledImages> sources = new ArrayList<>();

    @Mixin
    private ReleaseFile releaseFile = new ReleaseFile();

    @Option(
            names = "--from",
            paramLabel = "FILE",
            description =
                    "Release file whose locating network to go on from, on other images: give another --seed than it"
                            + " had. Default: random weights.")
    private @Nullable Path from;

    @Mixin
    private ScheduleOptions scheduleOptions = new ScheduleOptions();

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Of all that is drawn by chance. Default: ${DEFAULT-VALUE}")
    private long seed;

    @Mixin
    private RunOptions options = new RunOptions();

    @Override
    public Integer call() throws Exception {
        options.check();
        Schedule schedule = options.made(() -> scheduleOptions.schedule(seed));
        Release parent = releaseFile.load();
        PhotoSet photos = LabeledImages.load(sources);
        PhotoSet training = photos.training();
        PhotoSet validation = photos.validation();
        LocatorArchitecture architecture = LocatorArchitecture.CURRENT;
        System.out.printf(
                Locale.ROOT,
                "%,d photos to train on, %,d to validate on; %,d parameters, %.0f MFLOP a photo%n",
                training.photos().size(),
                validation.photos().size(),
                architecture.parameters(),
                architecture.operations() / 1e6);
        Scenes scenes = options.made(() -> new Scenes(training.photos(), architecture.input(), seed));
        Path checkpoint = options.checkpoint();
        Release begun = from == null ? null : ReleaseFile.read(from);
        try (TrainingRun<Scene> run =
                TrainingRun.of(new LocatingTrainee(architecture), begun, schedule, scenes, checkpoint)) {
            TrainingSession session = new TrainingSession(run, checkpoint, options.threads());
            if (options.resumed()) {
                session.resume();
            }
            Networks networks = new Networks(parent.networks().reading(), architecture);
            WholeEvaluator whole = new WholeEvaluator(validation, networks);
            if (!session.train(() -> whole.found(new Dl4jLocator(run.network(), architecture)))) {
                return 130;
            }
            Evaluator given =
                    new Evaluator(validation, parent.networks().reading().input());
            release(parent, begun, run, new Calibrator(networks, given, whole));
            run.forget();
        }
        return 0;
    }

    /** The parent's reading network with the new locator. */
    private void release(Release parent, @Nullable Release begun, TrainingRun<Scene> run, Calibrator calibrator)
            throws IOException, InvalidWeightsException {
        List<Tensor> tensors = new ArrayList<>(run.tensors());
        tensors.addAll(parent.readingTensors());
        Map<String, String> notes = new TreeMap<>(parent.metadata());
        notes.remove("locator_of");
        notes.remove("locator_parent");
        if (begun != null) {
            notes.put("locator_parent", begun.version());
        }
        notes.put("name", options.name());
        notes.put("parent", parent.version());
        notes.put("created", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        notes.put("locator_trained_on", sources.toString());
        notes.put("locator_recipe", run.schedule().toString());
        Release release = calibrator.release(tensors, notes);
        Files.write(options.out(), release.write());
        System.out.printf("%s: release %s%n", options.out(), release.version());
        System.out.printf("given: %s%nfound: %s%n", release.note("validation"), release.note("found.validation"));
    }
}
