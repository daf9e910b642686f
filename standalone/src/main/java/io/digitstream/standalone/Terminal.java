package io.digitstream.standalone;

import io.digitstream.standalone.report.ResultTable;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.time.Instant;
import java.time.ZoneId;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;

/** Where a command writes to: a person's terminal, or a file or pipe that wants plain lines. Immutable. */
final class Terminal {
    private static final String CLEAR_LINE = "\r\u001B[2K";

    private final CommandLine command;

    Terminal(CommandSpec spec) {
        this.command = spec.commandLine();
    }

    PrintWriter out() {
        return command.getOut();
    }

    /** A line of output, seen at once. */
    void print(String line) {
        out().println(line);
        out().flush();
    }

    /** A line about the command itself, beside its output. */
    void say(String line) {
        command.getErr().println(line);
    }

    /** What a person who waits wants to know, in a line that the next one replaces; nothing in a file or pipe. */
    void progress(String line) {
        if (ansi().enabled()) {
            command.getErr().print(CLEAR_LINE + line);
            command.getErr().flush();
        }
    }

    ResultTable table() {
        return new ResultTable(out(), ansi(), charset(), ZoneId.systemDefault(), Instant.now());
    }

    /** Off where output is not a terminal, and where NO_COLOR is set. */
    private Ansi ansi() {
        return command.getColorScheme().ansi();
    }

    /** Java 17 says it under another name than later ones, and only on a terminal. */
    private static Charset charset() {
        String name = System.getProperty("stdout.encoding", System.getProperty("sun.stdout.encoding"));
        return name == null ? Charset.defaultCharset() : Charset.forName(name);
    }
}
