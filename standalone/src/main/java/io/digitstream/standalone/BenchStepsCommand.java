package io.digitstream.standalone;

import io.digitstream.standalone.bench.BenchTable;
import io.digitstream.standalone.bench.Environment;
import io.digitstream.standalone.bench.StepBenchmarks;
import java.util.Collection;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What the steps of an image's path take, by JMH. */
@Command(
        name = "steps",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Times what is done to an image in Java, by JMH in a JVM of its own: decoding, cutting out, reading the"
                    + " sequence, the wire format. Says also how many bytes each allocates.",
            "Images and labels as for 'read'."
        },
        footer = {"%nExample:", "  ${ROOT-COMMAND-NAME} bench steps --images photos.zip --labels photos.csv"})
final class BenchStepsCommand implements Callable<Integer> {
    private static final int ITERATIONS = 3;

    /** The garbage collector's profiler says under this name how many bytes a call allocates. */
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    private final BenchOptions options = new BenchOptions();

    @Override
    public Integer call() throws Exception {
        options.load();
        TimeValue time = TimeValue.milliseconds(1000L * options.seconds() / ITERATIONS);
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include(StepBenchmarks.class.getName())
                        .param("images", options.images().images().toString())
                        .param(
                                "labels",
                                Objects.requireNonNull(options.images().labels())
                                        .toString())
                        .forks(1)
                        // What is touched for the first time costs more than all that is measured here.
                        .jvmArgsAppend("-Xms512m", "-Xmx512m", "-XX:+AlwaysPreTouch")
                        .warmupIterations(ITERATIONS)
                        .warmupTime(time)
                        .measurementIterations(ITERATIONS)
                        .measurementTime(time)
                        .addProfiler(GCProfiler.class)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run();
        BenchTable table = BenchTable.of("steps", "step", "microseconds", "bytes allocated")
                .charting("microseconds");
        Terminal terminal = new Terminal(spec);
        terminal.print(table.header());
        for (RunResult result : results) {
            double bytes = Objects.requireNonNull(result.getSecondaryResults().get(ALLOCATED))
                    .getScore();
            terminal.print(table.add(
                    result.getPrimaryResult().getLabel(),
                    String.format(Locale.ROOT, "%.1f", result.getPrimaryResult().getScore()),
                    String.format(Locale.ROOT, "%.0f", bytes)));
        }
        table.write(options.out(), Environment.here());
        return 0;
    }
}
