package io.digitstream.standalone;

import io.digitstream.recognizer.engine.Engine;
import io.digitstream.recognizer.engine.EngineChoice;
import io.digitstream.recognizer.engine.EngineKind;
import io.digitstream.recognizer.engine.Precision;
import io.digitstream.recognizer.engine.Scorer;
import io.digitstream.recognizer.pixels.Pixels;
import io.digitstream.recognizer.weights.Release;
import io.digitstream.recognizer.weights.ShippedWeights;
import io.digitstream.standalone.bench.Agreement;
import io.digitstream.standalone.bench.BenchImage;
import io.digitstream.standalone.bench.BenchTable;
import io.digitstream.standalone.bench.DjlScorer;
import io.digitstream.standalone.bench.Dl4jAsShipped;
import io.digitstream.standalone.bench.EngineBenchmark;
import io.digitstream.standalone.bench.Environment;
import io.digitstream.standalone.bench.MatrixProduct;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What the engines can do on their own. */
@Command(
        name = "engines",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Scores crops of the images with the shipped weights in batches of 1 to 128, without Kafka: on ONNX Runtime in"
                    + " 32 and 8 bits and on DL4J, one core each, on DL4J as it comes without our settings, which takes all cores,"
                    + " and, in a build with the Maven profile djl, on PyTorch through DJL, one core again.",
            "Says how near that is to the fastest product of matrices on one core, and how far both libraries agree.",
            "Images and labels as for 'read'."
        },
        footer = {"%nExample:", "  ${ROOT-COMMAND-NAME} bench engines --images photos.zip --labels photos.csv"})
final class BenchEnginesCommand implements Callable<Integer> {
    private static final List<Integer> BATCHES = List.of(1, 8, 32, 128);
    private static final int COMPARED = 32;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    private final BenchOptions options = new BenchOptions();

    private final BenchTable table = BenchTable.of("engines", "engine", "batch", "crops/s", "GFLOP/s", "of peak")
            .charting("crops/s");

    @Override
    public Integer call() throws Exception {
        Release release = ShippedWeights.load();
        List<Pixels> crops = BenchImage.crops(options.load(), release);
        EngineBenchmark benchmark = new EngineBenchmark(crops, options.seconds());
        long operations = release.networks().reading().operations();
        terminal().print(table.header());
        double peak;
        try (MatrixProduct product = new MatrixProduct()) {
            // Once to warm up.
            peak = Math.max(product.gigaflops(options.seconds()), product.gigaflops(options.seconds()));
        }
        terminal().print(table.add("product", "-", whole(peak * 1e9 / operations), whole(peak), "1.00"));
        try (Engine onnx = EngineKind.ONNX.fill(release);
                Engine int8 = new EngineChoice(EngineKind.ONNX, Precision.INT8).fill(release);
                Engine dl4j = EngineKind.DL4J.fill(release);
                Dl4jAsShipped shipped = new Dl4jAsShipped(release.networks().reading())) {
            double ofOnnx = measure("onnx", onnx, benchmark, operations, peak);
            double ofInt8 = measure("onnx int8", int8, benchmark, operations, peak);
            double ofDl4j = measure("dl4j", dl4j, benchmark, operations, peak);
            double ofShipped = measure("dl4j default", shipped, benchmark, operations, peak);
            if (hasDjl()) {
                measureDjl(release, onnx, benchmark, operations, peak);
            } else {
                terminal().print("djl pytorch: not in this build, 'mvn -Pdjl package' makes one that has it");
            }
            terminal().print("onnx and dl4j: " + Agreement.of(onnx, dl4j, release.reader(), crops));
            terminal().print("onnx and onnx int8: " + Agreement.of(onnx, int8, release.reader(), crops));
            table.write(options.out(), Environment.here());
            terminal()
                    .print(String.format(
                            Locale.ROOT,
                            "onnx/peak %.2f, int8/fp32 %.1f, dl4j/default %.1f",
                            ofOnnx * operations / 1e9 / peak,
                            ofInt8 / ofOnnx,
                            ofDl4j / ofShipped));
        }
        return 0;
    }

    /** The classes that use it cannot be loaded otherwise. */
    private static boolean hasDjl() {
        try {
            Class.forName("ai.djl.pytorch.engine.PtEngineProvider");
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    private void measureDjl(Release release, Engine onnx, EngineBenchmark benchmark, long operations, double peak) {
        try (DjlScorer djl = new DjlScorer(release)) {
            measure("djl pytorch", djl, benchmark, operations, peak);
            terminal().print("onnx and djl: " + Agreement.of(onnx, djl, release.reader(), benchmark.crops()));
        }
    }

    /** @return crops a second in batches of {@value #COMPARED} */
    private double measure(String name, Scorer engine, EngineBenchmark benchmark, long operations, double peak) {
        double compared = 0;
        for (int batch : BATCHES) {
            double crops = benchmark.cropsASecond(engine, batch);
            double gigaflops = crops * operations / 1e9;
            String share = String.format(Locale.ROOT, "%.2f", gigaflops / peak);
            terminal().print(table.add(name, batch, whole(crops), whole(gigaflops), share));
            if (batch == COMPARED) {
                compared = crops;
            }
        }
        return compared;
    }

    private static String whole(double number) {
        return String.format(Locale.ROOT, "%.0f", number);
    }

    private Terminal terminal() {
        return new Terminal(spec);
    }
}
