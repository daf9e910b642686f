package io.digitstream.standalone;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/**
 * Files that are missing and brokers that are away are the user's to mend: one line, exit code 1. Anything else is a bug
 * and is thrown on.
 */
final class PlainErrors implements IExecutionExceptionHandler {
    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) throws Exception {
        if (!(e instanceof IOException || e instanceof KafkaException)) {
            throw e;
        }
        command.getErr().println(command.getColorScheme().errorText("standalone: " + message(e)));
        return ExitCode.SOFTWARE;
    }

    private static String message(Exception e) {
        if (e instanceof NoSuchFileException missing) {
            return "no such file or folder: " + missing.getFile();
        }
        String message = Objects.requireNonNullElse(e.getMessage(), e.toString());
        boolean pathOnly = e instanceof FileSystemException broken && broken.getReason() == null;
        return pathOnly ? e.getClass().getSimpleName() + ": " + message : message;
    }
}
