package io.digitstream.trainer;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The trainer's command line. */
@Command(
        name = "trainer",
        mixinStandardHelpOptions = true,
        versionProvider = ProductVersion.class,
        description = "Makes weights for Digitstream, and says how good they are.",
        subcommands = {TrainCommand.class, EvaluateCommand.class, LabelCommand.class})
public final class TrainerMain {
    private TrainerMain() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new TrainerMain())
                .setExecutionExceptionHandler(new PlainErrors())
                .execute(args));
    }
}
