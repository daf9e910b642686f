package io.digitstream.application.commandline;

import io.digitstream.schemas.BrokenReleaseException;
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
 * Files and releases that are missing or broken, and brokers that are away, are the user's to mend: one line, exit code 1.
 * Anything else is a bug and is thrown on.
 */
public final class PlainErrors implements IExecutionExceptionHandler {
    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) throws Exception {
        if (!(e instanceof IOException || e instanceof KafkaException || e instanceof BrokenReleaseException)) {
            throw e;
        }
        String application = command.getCommandSpec().root().name();
        command.getErr().println(command.getColorScheme().errorText(application + ": " + message(e)));
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
