package io.digitstream.trainer;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The trainer's command line. */
@Command(
        name = "trainer",
        mixinStandardHelpOptions = true,
        versionProvider = ProductVersion.class,
        description = "Makes weights for Digitstream, and says how good they are.",
        subcommands = {
            TrainCommand.class,
            TrainLocatorCommand.class,
            PreviewCommand.class,
            EvaluateCommand.class,
            LabelCommand.class
        })
public final class TrainerMain {
    private TrainerMain() {}

    public static void main(String[] args) {
        // Pictures go into files: a display that is named but cannot be reached must not matter.
        System.setProperty("java.awt.headless", "true");
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new TrainerMain())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(new PlainErrors());
    }
}
