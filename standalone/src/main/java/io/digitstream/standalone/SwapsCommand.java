package io.digitstream.standalone;

import io.digitstream.standalone.processes.Folders;
import io.digitstream.standalone.swaps.SwapReport;
import io.digitstream.standalone.swaps.SwapRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code standalone swaps}: what many changes of weights under load cost. */
@Command(
        name = "swaps",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Starts a broker and a processor in a JVM of its own, sends images at a steady rate, changes the weights back"
                    + " and forth, and counts what is lost, doubled or mixed.",
            "Exit code 1 if anything is."
        },
        footer = {"%nExample:", "  ${ROOT-COMMAND-NAME} swaps --count 100"})
final class SwapsCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--count", paramLabel = "N", defaultValue = "100", description = "Default: ${DEFAULT-VALUE}.")
    private int count = 100;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "100",
            description = "Images a second. Default: ${DEFAULT-VALUE}.")
    private int rate = 100;

    @Override
    public Integer call() throws Exception {
        if (count < 1 || rate < 1) {
            throw new ParameterException(spec.commandLine(), "--count and --rate: expected 1 or more");
        }
        Terminal terminal = new Terminal(spec);
        Path folder = Files.createTempDirectory("digitstream-swaps-");
        try {
            SwapReport report =
                    new SwapRun(folder, count, rate, done -> terminal.progress("swap " + done + " of " + count)).run();
            terminal.progress("");
            terminal.print(report.toString());
            return report.lost() + report.doubled() + report.mixed() == 0 ? ExitCode.OK : ExitCode.SOFTWARE;
        } finally {
            Folders.delete(folder);
        }
    }
}
