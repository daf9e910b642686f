package io.digitstream.standalone;

import io.digitstream.application.commandline.ExitCodes;
import io.digitstream.application.commandline.PlainErrors;
import io.digitstream.application.commandline.ProductVersion;
import io.digitstream.trainer.TrainerMain;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command line of the whole system on one machine. */
@Command(
        name = "digitstream",
        mixinStandardHelpOptions = true,
        versionProvider = ProductVersion.class,
        description = {
            "Digitstream on one machine, to try it; not for production.",
            "Without a command: starts a broker and the processor, sends a stream of drawn numbers and shows"
                    + " what is read, until Ctrl-C."
        },
        footer = {
            "%nExample:",
            "  ${ROOT-COMMAND-NAME} --once",
            "%nCompletion in Bash and Zsh:",
            "  source <(${ROOT-COMMAND-NAME} generate-completion)"
        },
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {
            ExitCodes.DONE,
            ExitCodes.FAILED,
            ExitCodes.WRONG_USAGE,
            ExitCodes.INTERRUPTED,
            ExitCodes.TERMINATED
        },
        scope = ScopeType.INHERIT,
        subcommands = {
            ReadCommand.class,
            SendCommand.class,
            TopicsCommand.class,
            ReplayCommand.class,
            WatchCommand.class,
            PageCommand.class,
            BenchCommand.class,
            SwapsCommand.class,
            TortureCommand.class,
            GenerateCompletion.class
        })
public final class StandaloneMain implements Callable<Integer> {
    /** The trainer's commands that those who read numbers need too. */
    private static final List<String> ABOUT_RELEASES =
            List.of("releases", "publish", "rollback", "pin", "export", "keys");

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--once", description = "Stop after " + FirstRun.ONCE + " images.")
    private boolean once;

    @Option(
            names = "--page-port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "Port of the page beside it, at http://localhost:PORT. Default: ${DEFAULT-VALUE}")
    private int pagePort;

    private StandaloneMain() {}

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        CommandLine digitstream = new CommandLine(new StandaloneMain());
        Map<String, CommandLine> trainer = TrainerMain.commandLine().getSubcommands();
        ABOUT_RELEASES.forEach(name -> digitstream.addSubcommand(name, trainer.get(name)));
        return PlainErrors.reportedBy(digitstream);
    }

    @Override
    public Integer call() throws Exception {
        return new FirstRun(new Terminal(spec), once ? null : Integer.valueOf(pagePort))
                .run(once ? FirstRun.ONCE : Integer.MAX_VALUE);
    }
}
