package io.digitstream.standalone;

import io.digitstream.standalone.bench.BenchTable;
import io.digitstream.standalone.bench.Environment;
import io.digitstream.standalone.processes.Folders;
import io.digitstream.standalone.torture.TortureReport;
import io.digitstream.standalone.torture.TortureRun;
import io.digitstream.standalone.torture.TortureRun.Suffered;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
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
                    + " thing after the other: kills, halts, stops, restarts with other settings, lost state.",
            "Counts what is lost, doubled, out of order or read wrong. Exit code 1 if anything is.",
            "The same seed gives the same schedule of faults."
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
            names = "--out",
            paramLabel = "FOLDER",
            defaultValue = "target/torture",
            description = "Where the faults are written, as CSV and Markdown. Default: ${DEFAULT-VALUE}.")
    private Path out = Path.of("target/torture");

    private final BenchTable table = BenchTable.of("torture", "at", "recovery s", "memory MB", "fault (target, held)");

    @Override
    public Integer call() throws Exception {
        if (minutes < 1 || brokers < 1) {
            throw new ParameterException(spec.commandLine(), "--minutes and --brokers: expected 1 or more");
        }
        Terminal terminal = new Terminal(spec);
        Path folder = Files.createTempDirectory("digitstream-torture-");
        try {
            terminal.print("seed " + seed);
            terminal.print(table.header());
            TortureReport report = new TortureRun(folder, brokers, Duration.ofMinutes(minutes), seed, this::log).run();
            table.write(out, Environment.here());
            terminal.print(report.toString());
            return report.isRight() ? ExitCode.OK : ExitCode.SOFTWARE;
        } finally {
            Folders.delete(folder);
        }
    }

    private void log(Suffered suffered) {
        new Terminal(spec)
                .print(table.add(
                        "%02d:%02d"
                                .formatted(
                                        suffered.at().toMinutes(), suffered.at().toSecondsPart()),
                        String.format(Locale.ROOT, "%.1f", suffered.recovery().toMillis() / 1e3),
                        suffered.resident(),
                        suffered.step()));
    }
}
