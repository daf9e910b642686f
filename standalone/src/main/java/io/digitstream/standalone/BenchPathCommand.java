package io.digitstream.standalone;

import io.digitstream.recognizer.location.LookPlan;
import io.digitstream.recognizer.weights.ShippedWeights;
import io.digitstream.standalone.bench.PathBenchmark;
import io.digitstream.trainer.evaluation.Share;
import io.digitstream.trainer.photos.PhotoSet;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What more looks at a photo gain, and what they cost. */
@Command(
        name = "path",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Reads the images again and again with the shipped weights, without Kafka, on one thread and one core, decoding"
                    + " included: with the regions that the labels give, then without them at one to three places in one to"
                    + " " + LookPlan.MOST_SIZES + " sizes.",
            "Images and labels as for 'read'."
        },
        footer = {"%nExample:", "  ${ROOT-COMMAND-NAME} bench path --images photos.zip --labels photos.csv"})
final class BenchPathCommand implements Callable<Integer> {
    private static final int MOST_PLACES = 3;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    private final ImageOptions images = new ImageOptions();

    @Option(
            names = "--held-out",
            description = "Only the photos that training keeps for validation: for choosing the number of looks.")
    private boolean heldOut;

    @Option(
            names = "--batch",
            paramLabel = "N",
            defaultValue = "32",
            description = "Images in a batch. Default: ${DEFAULT-VALUE}.")
    private int batch = 32;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "5",
            description = "How long each case is measured. Default: ${DEFAULT-VALUE}.")
    private int seconds = 5;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        try (PathBenchmark benchmark = new PathBenchmark(
                ShippedWeights.load(),
                images.load(image -> !heldOut || PhotoSet.isHeldOut(image.name())),
                batch,
                seconds)) {
            out.printf("%-24s%12s%12s%n", "", "images/s", "right, %");
            print("region given", benchmark.given());
            Map<LookPlan, PathBenchmark.Measurement> measured = new HashMap<>();
            for (int places = 1; places <= MOST_PLACES; places++) {
                for (int sizes = 1; sizes <= LookPlan.MOST_SIZES; sizes++) {
                    LookPlan plan = new LookPlan(places, sizes);
                    PathBenchmark.Measurement ofPlan = benchmark.whole(plan);
                    print(places + " places, " + sizes + " sizes", ofPlan);
                    measured.put(plan, ofPlan);
                }
            }
            PathBenchmark.Measurement standard = Objects.requireNonNull(measured.get(LookPlan.DEFAULT));
            out.printf(
                    Locale.ROOT,
                    "without regions %.0f images/s on one core, %s %% right (%d places, %d sizes)%n",
                    standard.imagesASecond(),
                    percent(standard.right()),
                    LookPlan.DEFAULT.places(),
                    LookPlan.DEFAULT.sizes());
        }
        return 0;
    }

    private void print(String what, PathBenchmark.Measurement measured) {
        spec.commandLine()
                .getOut()
                .printf(Locale.ROOT, "%-24s%12.0f%12s%n", what, measured.imagesASecond(), percent(measured.right()));
        spec.commandLine().getOut().flush();
    }

    private static String percent(Share share) {
        return share.whole() == 0 ? "-" : String.format(Locale.ROOT, "%.1f", 100 * share.value());
    }
}
