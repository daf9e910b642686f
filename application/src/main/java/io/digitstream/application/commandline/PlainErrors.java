package io.digitstream.application.commandline;

import io.digitstream.schemas.BrokenReleaseException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/**
 * Says in one line what is the user's to mend: what {@link FailureExplanation} explains, and besides it files and releases that are
 * missing or broken, and brokers that are away. Anything else is a bug and is thrown on.
 */
public final class PlainErrors implements IExecutionExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(PlainErrors.class);

    private PlainErrors() {}

    /** Lets a command line, with its subcommands, report failures so. */
    public static CommandLine reportedBy(CommandLine commands) {
        return commands.setExecutionExceptionHandler(new PlainErrors()).setExecutionStrategy(PlainErrors::execute);
    }

    /** Native libraries that cannot be loaded are errors, which picocli does not hand to its handler. */
    private static int execute(ParseResult parsed) {
        try {
            return new RunLast().execute(parsed);
        } catch (LinkageError e) {
            List<CommandLine> commands = parsed.asCommandLineList();
            throw new ExecutionException(commands.get(commands.size() - 1), String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) throws Exception {
        Optional<FailureExplanation> explanation = FailureExplanation.of(e);
        boolean plain = e instanceof IOException || e instanceof KafkaException || e instanceof BrokenReleaseException;
        if (explanation.isEmpty() && !plain) {
            throw e;
        }
        FailureExplanation told =
                explanation.orElseGet(() -> new FailureExplanation(List.of(message(e)), FailureExplanation.MAY_PASS));
        String application = command.getCommandSpec().root().name();
        for (String line : told.lines()) {
            command.getErr().println(command.getColorScheme().errorText(application + ": " + line));
        }
        LOG.debug("The command failed", e);
        return told.exitCode();
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
