package io.digitstream.standalone;

import io.digitstream.trainer.TrainerMain;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;

/**
 * One call of the command line within a test, and what came of it.
 *
 * @param exitCode as the shell would see it
 * @param out lines on standard output
 * @param err lines on standard error
 */
record CommandRun(int exitCode, List<String> out, List<String> err) {
    static CommandRun of(String... arguments) {
        return of(new StringWriter(), arguments);
    }

    /** @param err where standard error may be looked at meanwhile */
    static CommandRun of(StringWriter err, String... arguments) {
        return of(StandaloneMain.commandLine(), err, arguments);
    }

    /** The same of the trainer's command line. */
    static CommandRun ofTrainer(String... arguments) {
        return of(TrainerMain.commandLine(), new StringWriter(), arguments);
    }

    private static CommandRun of(CommandLine command, StringWriter err, String... arguments) {
        StringWriter out = new StringWriter();
        command.setColorScheme(Help.defaultColorScheme(Ansi.OFF))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err));
        int exitCode = command.execute(arguments);
        return new CommandRun(
                exitCode,
                out.toString().lines().toList(),
                err.toString().lines().toList());
    }

    String lastLine() {
        return out.isEmpty() ? "" : out.get(out.size() - 1);
    }
}
