package io.digitstream.standalone;

import io.digitstream.standalone.bench.BenchImage;
import io.digitstream.standalone.bench.BenchTable;
import io.digitstream.standalone.bench.Environment;
import io.digitstream.standalone.bench.ProcessorBenchmark;
import io.digitstream.standalone.processes.Folders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What memory an image, and a million of them, takes. */
@Command(
        name = "memory",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Says how much a processor in a process of its own allocates for each byte of the images, and how its physical"
                    + " memory goes on while it reads a million drawn numbers.",
            "Images and labels as for 'read'; the networks need not look for the numbers."
        },
        footer = {"%nExample:", "  ${ROOT-COMMAND-NAME} bench memory --images photos.zip --labels photos.csv"})
final class BenchMemoryCommand implements Callable<Integer> {
    private static final long SEED = 23;
    private static final int PARTITIONS = 4;
    private static final int DRAWN = 400;
    private static final int WARM_UP = 30_000;
    private static final int ALLOCATING = 30_000;
    private static final int ROWS = 20;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    private final BenchOptions options = new BenchOptions();

    @Option(
            names = "--count",
            paramLabel = "N",
            defaultValue = "1000000",
            description = "Drawn numbers to read. Default: ${DEFAULT-VALUE}.")
    private int count = 1_000_000;

    private final BenchTable table =
            BenchTable.of("memory", "images read", "resident MB").charting("resident MB");

    @Override
    public Integer call() throws Exception {
        List<BenchImage> photos = options.load();
        List<BenchImage> drawn = BenchImage.drawn(SEED, DRAWN);
        Path folder = Files.createTempDirectory("digitstream-bench-");
        try (ProcessorBenchmark benchmark = new ProcessorBenchmark(folder, 1, PARTITIONS)) {
            benchmark.read(photos, WARM_UP);
            double allocated = benchmark.allocated(photos, ALLOCATING);
            terminal().print(String.format(Locale.ROOT, "allocated %.1f bytes for each byte of a record", allocated));
            terminal().print(table.header());
            List<Double> resident = new ArrayList<>();
            for (int row = 1; row <= ROWS; row++) {
                benchmark.read(drawn, count / ROWS);
                resident.add(benchmark.residentMegabytes());
                terminal()
                        .print(table.add(
                                row * (count / ROWS), String.format(Locale.ROOT, "%.0f", resident.get(row - 1))));
            }
            table.write(options.out(), Environment.here());
            // After a tenth all is loaded, compiled and cached.
            double growth = resident.get(ROWS - 1) / resident.get(ROWS / 10 - 1) - 1;
            terminal()
                    .print(String.format(
                            Locale.ROOT,
                            "allocation %.1f times the image, memory %+.1f %% over the last nine tenths of %,d images",
                            allocated,
                            100 * growth,
                            count));
        } finally {
            Folders.delete(folder);
        }
        return 0;
    }

    private Terminal terminal() {
        return new Terminal(spec);
    }
}
