package io.digitstream.standalone;

import io.digitstream.recognizer.weights.Release;
import io.digitstream.recognizer.weights.ShippedWeights;
import io.digitstream.standalone.bench.BenchBroker;
import io.digitstream.standalone.bench.BenchImage;
import io.digitstream.standalone.bench.BenchTable;
import io.digitstream.standalone.bench.Environment;
import io.digitstream.standalone.bench.Latencies;
import io.digitstream.standalone.bench.LatencyBenchmark;
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

/** How long an image takes. */
@Command(
        name = "latency",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Sends images to a broker in this process at 25, 50, 75 and 90 %% of what the processor can read, at times that"
                    + " are fixed before, and takes the time until their committed readings are received.",
            "An image that goes out late counts from when it was due, so that a sender that is held up hides nothing"
                    + " (coordinated omission). Sender, broker, processor and receiver share this process.",
            "Images and labels as for 'read'; the networks need not look for the numbers."
        },
        footer = {"%nExample:", "  ${ROOT-COMMAND-NAME} bench latency --images photos.zip --labels photos.csv"})
final class BenchLatencyCommand implements Callable<Integer> {
    private static final List<Integer> LOADS = List.of(25, 50, 75, 90);
    private static final int HALF = 50;
    private static final int PARTITIONS = 4;
    private static final double FASTEST = 2_100;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    private final BenchOptions options = new BenchOptions();

    private final BenchTable table = BenchTable.of(
                    "latency",
                    "load, %",
                    "images/s",
                    "p50 ms",
                    "p99 ms",
                    "p99.9 ms",
                    "arrive p99",
                    "read p99",
                    "commit p99",
                    "ours p99",
                    "decode mean",
                    "queue mean",
                    "batch mean")
            .charting("p50 ms", "p99 ms", "p99.9 ms");

    @Override
    public Integer call() throws Exception {
        Release release = ShippedWeights.load();
        List<BenchImage> images = options.load();
        Path folder = Files.createTempDirectory("digitstream-bench-");
        Duration time = Duration.ofSeconds(options.seconds());
        try (BenchBroker broker = new BenchBroker(folder)) {
            PipelineBenchmark pipeline = new PipelineBenchmark(release, images, time, broker);
            pipeline.fill(PARTITIONS, FASTEST);
            pipeline.warmUp(PARTITIONS);
            double capacity = pipeline.ours(PARTITIONS, 1, "exactly_once_v2");
            terminal().print(String.format(Locale.ROOT, "capacity %.0f images/s", capacity));
            terminal().print(table.header());
            LatencyBenchmark benchmark = new LatencyBenchmark(images, time, broker);
            String atHalf = "";
            // Small batches, and idle times between them, are another thing to warm up to than a backlog.
            benchmark.at(capacity * HALF / 100);
            for (int load : LOADS) {
                LatencyBenchmark.Measurement measured = benchmark.at(capacity * load / 100);
                add(load, capacity * load / 100, measured);
                if (load == HALF) {
                    atHalf = String.format(
                            Locale.ROOT,
                            "p50 %.0f ms, p99 %.0f ms at 50 %% load",
                            measured.whole().quantile(0.5),
                            measured.whole().quantile(0.99));
                }
            }
            table.write(options.out(), Environment.here());
            terminal().print(atHalf);
        } finally {
            Folders.delete(folder);
        }
        return 0;
    }

    private void add(int load, double rate, LatencyBenchmark.Measurement measured) {
        Latencies whole = measured.whole();
        terminal()
                .print(table.add(
                        load,
                        String.format(Locale.ROOT, "%.0f", rate),
                        millis(whole.quantile(0.5)),
                        millis(whole.quantile(0.99)),
                        millis(whole.quantile(0.999)),
                        millis(measured.arrive().quantile(0.99)),
                        millis(measured.read().quantile(0.99)),
                        millis(measured.commit().quantile(0.99)),
                        millis(measured.ours().quantile(0.99)),
                        millis(measured.decode()),
                        millis(measured.queue()),
                        millis(measured.infer())));
    }

    private static String millis(double millis) {
        return String.format(Locale.ROOT, "%.1f", millis);
    }

    private Terminal terminal() {
        return new Terminal(spec);
    }
}
