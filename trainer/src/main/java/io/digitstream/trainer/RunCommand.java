package io.digitstream.trainer;

import io.digitstream.application.connection.Connection;
import io.digitstream.application.connection.KafkaOptions;
import io.digitstream.application.endpoint.Endpoint;
import io.digitstream.recognizer.weights.Release;
import io.digitstream.trainer.cycle.CycleSettings;
import io.digitstream.trainer.cycle.CycleTrigger;
import io.digitstream.trainer.cycle.Retraining;
import io.digitstream.trainer.cycle.WorkFolder;
import io.digitstream.trainer.gate.GateRules;
import io.digitstream.trainer.metrics.CycleHealth;
import io.digitstream.trainer.metrics.CycleMetrics;
import io.digitstream.trainer.photos.PhotoSet;
import io.digitstream.trainer.training.Optimization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code trainer run}: retrains whenever there is something to learn, until it is stopped. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Follows the topic of labelled images. Once enough new ones are there, or after a while, it goes on training from"
                    + " the release in force, compares both on images that neither was trained on, and publishes the new"
                    + " one if it is better; processors take it over. What it decides, and why, it says on the topic of"
                    + " training reports.",
            "",
            "It may be killed at any time: it goes on where it stopped. Of two with the same broker the younger works on,"
                    + " the older one ends."
        },
        footer = {
            "",
            "Example: ${ROOT-COMMAND-NAME} run --bootstrap-servers kafka:9092 --images photos.zip --new-labels 500 --every 24h",
            "",
            "Give it the photos that the release in force was trained on, or some like them: they are replayed beside the"
                    + " new ones, and nothing that gets worse on them is published. Set OMP_WAIT_POLICY=PASSIVE in the"
                    + " environment."
        })
final class RunCommand implements Callable<Integer> {
    private static final int REPLICAS = 2;
    private static final double WEIGHT_DECAY = 0.05;
    private static final double CLIP = 10;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @ArgGroup(exclusive = false, multiplicity = "0..*")
    private List<LabeledImages> sources = new ArrayList<>();

    @Option(
            names = "--every",
            paramLabel = "TIME",
            defaultValue = "24h",
            description = "A cycle after so long, if there is any new label: a number and s, m, h or d."
                    + " Default: ${DEFAULT-VALUE}")
    private String every = "";

    @Option(
            names = "--new-labels",
            paramLabel = "N",
            defaultValue = "500",
            description = "A cycle as soon as there are so many. Default: ${DEFAULT-VALUE}")
    private long newLabels;

    @Option(names = "--once", description = "One cycle if it is due, then the end.")
    private boolean once;

    @Option(
            names = "--count",
            paramLabel = "N",
            defaultValue = "60000",
            description = "Images to train on in a cycle. Default: ${DEFAULT-VALUE}")
    private long count;

    @Option(
            names = "--batch",
            paramLabel = "N",
            defaultValue = "64",
            description = "Images a step. Default: ${DEFAULT-VALUE}")
    private int batch;

    @Option(
            names = "--learning-rate",
            paramLabel = "R",
            defaultValue = "0.001",
            description = "At its highest. Default: ${DEFAULT-VALUE}")
    private double learningRate;

    @Option(
            names = "--new-share",
            paramLabel = "SHARE",
            defaultValue = "0.5",
            description = "Of the images that are new; the rest is replayed. Default: ${DEFAULT-VALUE}")
    private double freshShare;

    @Option(
            names = "--most-labels",
            paramLabel = "N",
            defaultValue = "10000",
            description = "Newest labels that are kept in memory, old ones included. Default: ${DEFAULT-VALUE}")
    private int mostLabels;

    @Option(
            names = "--least-held-out",
            paramLabel = "N",
            defaultValue = "200",
            description = "Without so many held-out images nothing is published. Default: ${DEFAULT-VALUE}")
    private int leastHeldOut;

    @Option(
            names = "--margin",
            paramLabel = "SHARE",
            defaultValue = "0.02",
            description = "Accuracy that may be lost on what the release in force was made for."
                    + " Default: ${DEFAULT-VALUE}")
    private double margin;

    @Option(
            names = "--least-accuracy",
            paramLabel = "SHARE",
            defaultValue = "0.5",
            description = "Below it nothing is published, unless it is better than what there is."
                    + " Default: ${DEFAULT-VALUE}")
    private double leastAccuracy;

    @Option(
            names = "--keep",
            paramLabel = "K",
            defaultValue = "10",
            description = "How many of the newest releases stay on the topic. Default: ${DEFAULT-VALUE}")
    private int keep;

    @Mixin
    private SigningOption signing = new SigningOption();

    @Option(
            names = "--name",
            paramLabel = "NAME",
            defaultValue = "retrained",
            description = "First part of the releases' versions. Default: ${DEFAULT-VALUE}")
    private String name = "";

    @Option(
            names = "--work",
            paramLabel = "DIR",
            defaultValue = "trainer-work",
            description = "Folder of the cycle that is not over. Default: ${DEFAULT-VALUE}")
    private Path work = Path.of("");

    @Option(
            names = "--metrics-port",
            paramLabel = "PORT",
            defaultValue = "${env:METRICS_PORT}",
            description =
                    "Port of /metrics, /health/live and /health/ready. Default: METRICS_PORT of the environment, or none")
    private @Nullable Integer metricsPort;

    @Option(
            names = "--metrics-host",
            paramLabel = "NAME",
            defaultValue = "${env:METRICS_HOST:-localhost}",
            description =
                    "Name or address that it is opened on. Default: METRICS_HOST of the environment, or localhost")
    private String metricsHost = "";

    @Mixin
    private KafkaOptions kafka = new KafkaOptions();

    @Override
    public Integer call() throws Exception {
        Optional<PrivateKey> key = signing.key();
        CycleSettings settings;
        CycleTrigger trigger;
        try {
            settings = settings(key);
            trigger = new CycleTrigger(interval(), newLabels);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
        Connection connection = kafka.connection();
        PhotoSet known = LabeledImages.load(sources);
        try (Endpoint endpoint = endpoint();
                WorkFolder folder = WorkFolder.open(work)) {
            InstantSource clock = InstantSource.system();
            CycleHealth health = new CycleHealth(clock, new CycleMetrics(endpoint.registry()));
            health.watch(endpoint.health());
            Retraining retraining = new Retraining(connection, folder, known, settings, trigger, health, clock);
            if (once) {
                retraining.once();
            } else {
                retraining.forever();
            }
        }
        return 0;
    }

    private Endpoint endpoint() throws IOException {
        OptionalInt port = metricsPort == null ? OptionalInt.empty() : OptionalInt.of(metricsPort);
        try {
            return Endpoint.open(metricsHost, port);
        } catch (UncheckedIOException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private CycleSettings settings(Optional<PrivateKey> key) {
        if (!Release.isName(name)) {
            throw new IllegalArgumentException("--name: expected 1 to 80 letters, digits, '.', '_' or '-'");
        }
        GateRules usual = GateRules.DEFAULT;
        return new CycleSettings(
                name,
                count,
                batch,
                new Optimization(learningRate, WEIGHT_DECAY, CLIP, 0.999, REPLICAS),
                freshShare,
                mostLabels,
                new GateRules(
                        leastHeldOut,
                        margin,
                        usual.significance(),
                        leastAccuracy,
                        usual.mostCalibrationError(),
                        usual.leastAccuracyOfLength(),
                        usual.leastOfLength()),
                keep,
                key);
    }

    private Duration interval() {
        if (!every.matches("[1-9][0-9]{0,6}[smhd]")) {
            throw new IllegalArgumentException("--every: expected a number and s, m, h or d, not '" + every + "'");
        }
        long number = Long.parseLong(every.substring(0, every.length() - 1));
        return switch (every.charAt(every.length() - 1)) {
            case 's' -> Duration.ofSeconds(number);
            case 'm' -> Duration.ofMinutes(number);
            case 'h' -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }
}
