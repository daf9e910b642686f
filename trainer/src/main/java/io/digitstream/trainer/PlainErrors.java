package io.digitstream.trainer;

import io.digitstream.schemas.BrokenReleaseException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/**
 * Files and releases that are missing or broken, and brokers that are away, are the user's to mend: one line, exit code 1.
 * Anything else is a bug and is thrown on.
 */
final class PlainErrors implements IExecutionExceptionHandler {
    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) throws Exception {
        if (!(e instanceof IOException || e instanceof BrokenReleaseException)) {
            throw e;
        }
        String message = e instanceof NoSuchFileException ? "no such file: " + e.getMessage() : e.getMessage();
        command.getErr().println(command.getColorScheme().errorText("trainer: " + message));
        return CommandLine.ExitCode.SOFTWARE;
    }
}
