package io.digitstream.trainer;

import io.digitstream.application.commandline.ExitCodes;
import io.digitstream.application.commandline.PlainErrors;
import io.digitstream.application.commandline.ProductVersion;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ScopeType;

/** The trainer's command line. */
@Command(
        name = "trainer",
        mixinStandardHelpOptions = true,
        versionProvider = ProductVersion.class,
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {
            ExitCodes.DONE,
            ExitCodes.FAILED,
            ExitCodes.WRONG_USAGE,
            ExitCodes.INTERRUPTED,
            ExitCodes.TERMINATED
        },
        scope = ScopeType.INHERIT,
        description = "Makes weights for Digitstream, says how good they are, and brings them to the processors.",
        subcommands = {
            TrainCommand.class,
            TrainLocatorCommand.class,
            PreviewCommand.class,
            EvaluateCommand.class,
            LabelCommand.class,
            AuditCommand.class,
            RunCommand.class,
            ReleasesCommand.class,
            QuantizeCommand.class,
            PublishCommand.class,
            RollbackCommand.class,
            PinCommand.class,
            ExportCommand.class,
            KeysCommand.class,
            GenerateCompletion.class
        })
public final class TrainerMain {
    private TrainerMain() {}

    public static void main(String[] args) {
        // Pictures go into files: a display that is named but cannot be reached must not matter.
        System.setProperty("java.awt.headless", "true");
        System.exit(commandLine().execute(args));
    }

    /** The whole command line; it does not end the process. */
    public static CommandLine commandLine() {
        return PlainErrors.reportedBy(new CommandLine(new TrainerMain()).setCaseInsensitiveEnumValuesAllowed(true));
    }
}
