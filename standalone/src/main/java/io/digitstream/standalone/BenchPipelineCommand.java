package io.digitstream.standalone;

import io.digitstream.recognizer.engine.Engine;
import io.digitstream.recognizer.engine.EngineKind;
import io.digitstream.recognizer.weights.Release;
import io.digitstream.recognizer.weights.ShippedWeights;
import io.digitstream.standalone.bench.BenchBroker;
import io.digitstream.standalone.bench.BenchImage;
import io.digitstream.standalone.bench.BenchTable;
import io.digitstream.standalone.bench.EngineBenchmark;
import io.digitstream.standalone.bench.Environment;
import io.digitstream.standalone.bench.PipelineBenchmark;
import io.digitstream.standalone.processes.Folders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What is left of the engine's speed between two Kafka topics. */
@Command(
        name = "pipeline",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Reads images that wait on a topic of a broker in this process, and counts the readings that are committed: by"
                    + " DL4J as it comes, an image at a time; in batches held in memory, which a kill loses; and by our"
                    + " processor. Compares each with the engine alone, measured before and after.",
            "Images and labels as for 'read'; the networks need not look for the numbers."
        },
        footer = {"%nExample:", "  ${ROOT-COMMAND-NAME} bench pipeline --images photos.zip --labels photos.csv"})
final class BenchPipelineCommand implements Callable<Integer> {
    private static final List<Integer> PARTITIONS = List.of(1, 4, 16);
    private static final int COMPARED = 4;
    private static final int BATCH = 32;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    private final BenchOptions options = new BenchOptions();

    private final BenchTable table = BenchTable.of(
                    "pipeline", "system", "guarantee", "threads", "partitions", "images/s", "of engine")
            .charting("images/s");

    private double bare;

    @Override
    public Integer call() throws Exception {
        Release release = ShippedWeights.load();
        List<BenchImage> images = options.load();
        Path folder = Files.createTempDirectory("digitstream-bench-");
        terminal().print(table.header());
        try (Engine engine = EngineKind.USUAL.fill(release);
                BenchBroker broker = new BenchBroker(folder)) {
            PipelineBenchmark pipeline =
                    new PipelineBenchmark(release, images, Duration.ofSeconds(options.seconds()), broker);
            EngineBenchmark alone = new EngineBenchmark(BenchImage.crops(images, release), options.seconds());
            bare = alone.cropsASecond(engine, BATCH);
            add("engine before", "-", 1, 0, bare);
            for (int partitions : PARTITIONS) {
                pipeline.fill(partitions, bare);
            }
            pipeline.warmUp(COMPARED);
            double oneAtATime = add("one at a time", "at_least_once", 1, COMPARED, pipeline.oneAtATime(COMPARED));
            add("batch in memory", "at_least_once", 1, COMPARED, pipeline.batchInMemory(COMPARED));
            double ours = 0;
            for (String guarantee : List.of("at_least_once", "exactly_once_v2")) {
                for (int threads = 1; threads <= 2; threads++) {
                    for (int partitions : PARTITIONS) {
                        double rate = pipeline.ours(partitions, threads, guarantee);
                        add("digitstream", guarantee, threads, partitions, rate);
                        if (partitions == COMPARED && threads == 1) {
                            ours = rate;
                        }
                    }
                }
            }
            double after = alone.cropsASecond(engine, BATCH);
            add("engine after", "-", 1, 0, after);
            table.write(options.out(), Environment.here());
            terminal()
                    .print(String.format(
                            Locale.ROOT,
                            "pipeline/engine %.2f, pipeline/one-at-a-time %.1f",
                            ours / ((bare + after) / 2),
                            ours / oneAtATime));
        } finally {
            Folders.delete(folder);
        }
        return 0;
    }

    private double add(String system, String guarantee, int threads, int partitions, double rate) {
        terminal()
                .print(table.add(
                        system,
                        guarantee,
                        threads,
                        partitions,
                        String.format(Locale.ROOT, "%.0f", rate),
                        String.format(Locale.ROOT, "%.2f", rate / bare)));
        return rate;
    }

    private Terminal terminal() {
        return new Terminal(spec);
    }
}
