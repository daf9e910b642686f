package io.digitstream.standalone;

import io.digitstream.recognizer.image.ImageRejectedException;
import io.digitstream.standalone.bench.BenchImage;
import io.digitstream.standalone.bench.BenchTable;
import io.digitstream.standalone.bench.Environment;
import io.digitstream.standalone.bench.ProcessorBenchmark;
import io.digitstream.standalone.bench.ProcessorBenchmark.Cost;
import io.digitstream.standalone.processes.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What becomes of an image's cost as there is more of everything. */
@Command(
        name = "scale",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Says what reading an image costs one or two processors in processes of their own, as more images wait, there are"
                    + " more partitions, and photos have more pixels. The broker is in this process.",
            "Images and labels as for 'read'; the networks need not look for the numbers."
        },
        footer = {"%nExample:", "  ${ROOT-COMMAND-NAME} bench scale --images photos.zip --labels photos.csv"})
final class BenchScaleCommand implements Callable<Integer> {
    private static final int PARTITIONS = 4;
    private static final int WAITING = 1_000;
    private static final int MANY_WAITING = 20_000;
    private static final int MANY_PARTITIONS = 64;
    /** Images after which the compiler has done its part. */
    private static final int WARM_UP = 25_000;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    private final BenchOptions options = new BenchOptions();

    private final BenchTable table = BenchTable.of(
                    "scale", "processes", "partitions", "waiting", "kB an image", "images/s", "CPU ms an image")
            .charting("images/s", "CPU ms an image");

    @Override
    public Integer call() throws Exception {
        List<BenchImage> photos = options.load();
        List<BenchImage> large = enlarged(photos, 2);
        List<BenchImage> huge = enlarged(photos, 4);
        terminal().print(table.header());
        Case usual = new Case(1, PARTITIONS);
        List<Cost> one = measure(
                usual,
                photos,
                List.of(
                        new Load(photos, 100),
                        new Load(photos, WAITING),
                        new Load(photos, MANY_WAITING),
                        new Load(large, WAITING),
                        new Load(huge, WAITING)));
        measure(new Case(1, 1), photos, List.of(new Load(photos, WAITING)));
        measure(new Case(1, 16), photos, List.of(new Load(photos, WAITING)));
        List<Cost> many = measure(new Case(1, MANY_PARTITIONS), photos, List.of(new Load(photos, WAITING)));
        List<Cost> two = measure(new Case(2, PARTITIONS), photos, List.of(new Load(photos, WAITING)));
        table.write(options.out(), Environment.here());
        Cost base = one.get(1);
        terminal()
                .print(String.format(
                        Locale.ROOT,
                        "two processes/one %.2f images/s; CPU an image: %,d/%,d waiting %.2f, %d/%d partitions %.2f",
                        two.get(0).imagesASecond() / base.imagesASecond(),
                        MANY_WAITING,
                        WAITING,
                        one.get(2).cpuMillis() / base.cpuMillis(),
                        MANY_PARTITIONS,
                        PARTITIONS,
                        many.get(0).cpuMillis() / base.cpuMillis()));
        return 0;
    }

    private record Case(int processes, int partitions) {}

    private record Load(List<BenchImage> images, int waiting) {
        double kilobytes() {
            return images.stream()
                            .mapToInt(image -> image.file().length)
                            .average()
                            .orElseThrow()
                    / 1e3;
        }
    }

    private static List<BenchImage> enlarged(List<BenchImage> photos, int times)
            throws IOException, ImageRejectedException {
        List<BenchImage> enlarged = new ArrayList<>();
        for (BenchImage photo : photos) {
            enlarged.add(photo.enlarged(times));
        }
        return enlarged;
    }

    private List<Cost> measure(Case setUp, List<BenchImage> photos, List<Load> loads)
            throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("digitstream-bench-");
        List<Cost> costs = new ArrayList<>();
        try (ProcessorBenchmark benchmark = new ProcessorBenchmark(folder, setUp.processes, setUp.partitions)) {
            benchmark.read(photos, WARM_UP);
            for (Load load : loads) {
                Cost cost = benchmark.cost(load.images, load.waiting, Duration.ofSeconds(options.seconds()));
                costs.add(cost);
                terminal()
                        .print(table.add(
                                setUp.processes,
                                setUp.partitions,
                                load.waiting,
                                String.format(Locale.ROOT, "%.0f", load.kilobytes()),
                                String.format(Locale.ROOT, "%.0f", cost.imagesASecond()),
                                String.format(Locale.ROOT, "%.2f", cost.cpuMillis())));
            }
        } finally {
            Folders.delete(folder);
        }
        return costs;
    }

    private Terminal terminal() {
        return new Terminal(spec);
    }
}
