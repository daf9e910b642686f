package io.digitstream.standalone;

import io.digitstream.standalone.bench.BenchTable;
import io.digitstream.standalone.bench.Environment;
import io.digitstream.standalone.processes.Folders;
import io.digitstream.standalone.torture.Fault;
import io.digitstream.standalone.torture.TortureReport;
import io.digitstream.standalone.torture.TortureRun;
import io.digitstream.standalone.torture.TortureRun.Plan;
import io.digitstream.standalone.torture.TortureRun.Suffered;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.kafka.streams.StreamsConfig;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows that nothing is lost, whatever breaks. */
@Command(
        name = "torture",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Starts brokers and processors as processes of their own, keeps them busy with numbered images, and breaks one"
                    + " thing after the other: kills, halts, restarts, lost state, engines that misbehave; as root also a full"
                    + " disk and a cut network.",
            "Counts and names what is lost, doubled, out of order or read wrong. Exit code 1 if anything is that must not be.",
            "The same seed and kinds give the same schedule of faults."
        },
        footer = {"%nExample:", "  ${ROOT-COMMAND-NAME} torture --minutes 5 --seed 1"})
final class TortureCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--minutes", paramLabel = "N", defaultValue = "5", description = "Default: ${DEFAULT-VALUE}.")
    private int minutes = 5;

    @Option(names = "--seed", paramLabel = "S", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Option(
            names = "--brokers",
            paramLabel = "N",
            defaultValue = "3",
            description = "1, or 3 that replicate. Default: ${DEFAULT-VALUE}.")
    private int brokers = 3;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "100000",
            description = "Images a second at most; by default as many as are read, so that the system is always busy.")
    private int rate = 100_000;

    @Option(
            names = "--guarantee",
            paramLabel = "NAME",
            defaultValue = StreamsConfig.EXACTLY_ONCE_V2,
            description =
                    "What the processors promise: exactly_once_v2, or at_least_once, whose doubled results are counted but"
                            + " are no failure. Default: ${DEFAULT-VALUE}.")
    private String guarantee = StreamsConfig.EXACTLY_ONCE_V2;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "KIND",
            description =
                    "Only these kinds of faults, of: ${COMPLETION-CANDIDATES}. By default all that can be done here: some"
                            + " need root.")
    private @Nullable Set<Fault> only;

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            defaultValue = "target/torture",
            description = "Where tables are written, as CSV and Markdown, and the logs of all processes. Default:"
                    + " ${DEFAULT-VALUE}.")
    private Path out = Path.of("target/torture");

    private final BenchTable faults = BenchTable.of("faults", "at", "recovery s", "fault (target, held)");

    @Override
    public Integer call() throws Exception {
        boolean exactly = guarantee.equals(StreamsConfig.EXACTLY_ONCE_V2);
        if (minutes < 1 || brokers < 1 || rate < 1) {
            throw new ParameterException(spec.commandLine(), "--minutes, --brokers and --rate: expected 1 or more");
        }
        if (!exactly && !guarantee.equals(StreamsConfig.AT_LEAST_ONCE)) {
            throw new ParameterException(spec.commandLine(), "--guarantee: exactly_once_v2 or at_least_once");
        }
        Set<Fault> possible = Plan.possible();
        Set<Fault> kinds = only == null ? possible : only;
        String impossible = kinds.stream()
                .filter(kind -> !possible.contains(kind))
                .map(Fault::name)
                .collect(Collectors.joining(", "));
        if (!impossible.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "--only: not possible here without root: " + impossible);
        }
        Terminal terminal = new Terminal(spec);
        Plan plan = Plan.drawn(brokers, guarantee, rate, Duration.ofMinutes(minutes), seed, kinds);
        Path folder = Files.createTempDirectory("digitstream-torture-");
        try {
            terminal.print("seed " + seed + ", " + kinds.size() + " kinds of faults");
            terminal.print(faults.header());
            TortureReport report = new TortureRun(folder, plan, this::log).run();
            faults.write(out, Environment.here());
            terminal.print("");
            writeKinds(terminal, report);
            writeMinutes(terminal, report);
            terminal.print("%d times a processor had ended or hung, and was started again".formatted(report.revived()));
            report.findings().forEach(terminal::print);
            terminal.print(report.toString());
            return (exactly ? report.isExact() : report.isComplete()) ? ExitCode.OK : ExitCode.SOFTWARE;
        } finally {
            Folders.copyLogs(folder, out.resolve("logs"));
            Folders.delete(folder);
        }
    }

    private void log(Suffered suffered) {
        String at =
                "%02d:%02d".formatted(suffered.at().toMinutes(), suffered.at().toSecondsPart());
        new Terminal(spec).print(faults.add(at, seconds(suffered.recovery()), suffered.step()));
    }

    private void writeKinds(Terminal terminal, TortureReport report) {
        BenchTable table = BenchTable.of("kinds", "faults", "recovery s", "longest", "kind");
        terminal.print(table.header());
        report.kinds()
                .forEach(of -> terminal.print(
                        table.add(of.faults(), seconds(of.recovery()), seconds(of.longest()), of.kind())));
        table.write(out, Environment.here());
    }

    private void writeMinutes(Terminal terminal, TortureReport report) {
        BenchTable table = BenchTable.of("minutes", "minute", "memory MB", "images");
        terminal.print(table.header());
        report.minutes()
                .forEach(minute ->
                        terminal.print(table.add(minute.number(), minute.residentMegabytes(), minute.images())));
        table.write(out, Environment.here());
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f", time.toMillis() / 1e3);
    }
}
