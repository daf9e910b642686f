package io.digitstream.standalone;

import io.digitstream.application.commandline.PlainErrors;
import io.digitstream.application.commandline.ProductVersion;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command line of the whole system on one machine. Exit codes: 0 done, 1 failed, 2 wrong usage. */
@Command(
        name = "standalone",
        mixinStandardHelpOptions = true,
        versionProvider = ProductVersion.class,
        description = {
            "Digitstream on one machine, to try it; not for production.",
            "Without a command: starts a broker and the processor, sends a stream of drawn numbers and shows"
                    + " what is read, until Ctrl-C."
        },
        footer = {"%nExample:", "  java -jar standalone/target/standalone.jar --once"},
        subcommands = {
            ReadCommand.class,
            SendCommand.class,
            TopicsCommand.class,
            WatchCommand.class,
            BenchCommand.class,
            SwapsCommand.class
        })
public final class StandaloneMain implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--once", description = "Stop after " + FirstRun.ONCE + " images.")
    private boolean once;

    private StandaloneMain() {}

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new StandaloneMain()).setExecutionExceptionHandler(new PlainErrors());
    }

    @Override
    public Integer call() throws Exception {
        return new FirstRun(new Terminal(spec)).run(once ? FirstRun.ONCE : Integer.MAX_VALUE);
    }
}
