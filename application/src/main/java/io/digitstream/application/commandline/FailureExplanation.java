package io.digitstream.application.commandline;

import io.digitstream.application.connection.ConnectionException;
import io.digitstream.application.connection.KafkaFailure;
import io.digitstream.application.registry.RegistryException;
import io.digitstream.application.topic.TopicRefusedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NotDirectoryException;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.jspecify.annotations.Nullable;

/**
 * Explains a failure that the user can correct: what failed, the value found, what to change. Immutable.
 *
 * @param lines one line a problem
 * @param exitCode {@link #MAY_PASS} or {@link #MISCONFIGURED}
 */
public record FailureExplanation(List<String> lines, int exitCode) {
    /** A restart may help. */
    public static final int MAY_PASS = 1;

    /** Nothing but another configuration helps. */
    public static final int MISCONFIGURED = 2;

    private static final Pattern NATIVE_LIBRARY =
            Pattern.compile("(fail|unable|cannot|can't|could not).*(load|unpack).*(librar|native|lib[a-z0-9-]+)");

    /** The more a rule knows, the earlier it is asked. */
    private static final List<Function<List<Throwable>, Optional<FailureExplanation>>> RULES = List.of(
            FailureExplanation::ours,
            FailureExplanation::nativeLibrary,
            FailureExplanation::port,
            FailureExplanation::stateFolder,
            FailureExplanation::kafka,
            FailureExplanation::file);

    public FailureExplanation {
        lines = List.copyOf(lines);
    }

    private FailureExplanation(String line, int exitCode) {
        this(List.of(line), exitCode);
    }

    /** Explains a failure by the exceptions that caused it; empty for a bug, whose stack trace is needed. */
    public static Optional<FailureExplanation> of(Throwable failure) {
        List<Throwable> causes = new ArrayList<>();
        for (Throwable cause = failure; cause != null && !causes.contains(cause); cause = cause.getCause()) {
            causes.add(cause);
        }
        return RULES.stream().flatMap(rule -> rule.apply(causes).stream()).findFirst();
    }

    private static Optional<FailureExplanation> ours(List<Throwable> causes) {
        for (Throwable cause : causes) {
            if (cause instanceof MisconfiguredException wrong) {
                return Optional.of(new FailureExplanation(wrong.problems(), MISCONFIGURED));
            }
            if (cause instanceof TopicRefusedException refused) {
                boolean fewBrokers = refused.getCause() instanceof InvalidReplicationFactorException;
                return explain(text(refused), fewBrokers ? MAY_PASS : MISCONFIGURED);
            }
            if (cause instanceof ConnectionException connection) {
                return explain(text(connection), KafkaFailure.isConfiguration(connection) ? MISCONFIGURED : MAY_PASS);
            }
            if (cause instanceof RegistryException registry) {
                return explain(text(registry), MAY_PASS);
            }
        }
        return Optional.empty();
    }

    private static Optional<FailureExplanation> nativeLibrary(List<Throwable> causes) {
        Optional<Throwable> found = causes.stream()
                .filter(cause -> cause instanceof UnsatisfiedLinkError
                        || cause.getClass().getSimpleName().equals("NoAvailableBackendException")
                        || NATIVE_LIBRARY
                                .matcher(text(cause).toLowerCase(Locale.ROOT))
                                .find())
                .findFirst();
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Throwable deepest = causes.get(causes.size() - 1);
        String failed = "a native library cannot be loaded on %s %s: %s"
                .formatted(System.getProperty("os.name"), System.getProperty("os.arch"), text(deepest));
        return UnpackingFolder.all()
                .flatMap(folder -> folder.problem().stream().map(problem -> folderProblem(failed, folder, problem)))
                .findFirst()
                .or(() -> explain(
                        failed + "; install what it needs, or run on a platform that the build has libraries for",
                        MISCONFIGURED));
    }

    private static FailureExplanation folderProblem(String failed, UnpackingFolder folder, String problem) {
        return new FailureExplanation(
                "%s. It is unpacked into %s, which %s: set JAVA_TOOL_OPTIONS=-D%s=DIR to a folder that can be written to and"
                                .formatted(failed, folder.path(), problem, folder.property())
                        + " executed from",
                problem.startsWith("is full") ? MAY_PASS : MISCONFIGURED);
    }

    private static Optional<FailureExplanation> port(List<Throwable> causes) {
        Optional<IOException> found = first(causes, BindException.class)
                .<IOException>map(bind -> bind)
                .or(() -> first(causes, UnknownHostException.class));
        return found.flatMap(reason -> {
            String where = causes.stream()
                    .filter(cause -> cause instanceof IOException || cause instanceof UncheckedIOException)
                    .map(FailureExplanation::text)
                    .findFirst()
                    .orElse("a port cannot be opened");
            boolean unknown = reason instanceof UnknownHostException;
            boolean taken = !unknown && text(reason).contains("in use");
            String why = unknown ? "no host of that name is known" : text(reason);
            return explain(
                    "%s: %s: %sname another (METRICS_PORT and METRICS_HOST, --metrics-port, --port, --host)"
                            .formatted(where, why, taken ? "stop what has the port, or " : ""),
                    taken ? MAY_PASS : MISCONFIGURED);
        });
    }

    /** Streams has no exceptions of its own for these. */
    private static Optional<FailureExplanation> stateFolder(List<Throwable> causes) {
        for (Throwable cause : causes) {
            String text = text(cause);
            if (text.contains("state directory [") && text.contains("couldn't be created")) {
                return explain(
                        innermost(text) + ": set kafka.state.dir to a folder that can be written to", MISCONFIGURED);
            }
            if (text.contains("Unable to initialize state, this can happen if multiple instances")) {
                return explain(
                        innermost(text) + ": stop the other process, or give each a kafka.state.dir of its own",
                        MAY_PASS);
            }
        }
        return Optional.empty();
    }

    /** Without the names of exceptions that stand before their message. */
    private static String innermost(String text) {
        return text.replaceAll("^([\\w.$]+(Exception|Error): )+", "");
    }

    private static Optional<FailureExplanation> kafka(List<Throwable> causes) {
        Throwable failure = causes.get(0);
        return KafkaFailure.of(failure)
                .map(known -> new FailureExplanation(known.line(), known.configuration() ? MISCONFIGURED : MAY_PASS));
    }

    private static Optional<FailureExplanation> file(List<Throwable> causes) {
        if (first(causes, ReadOnlyFileSystemException.class).isPresent()) {
            return explain("a file cannot be written: the file system is read-only", MISCONFIGURED);
        }
        return first(causes, FileSystemException.class).flatMap(broken -> {
            String file = String.valueOf(broken.getFile());
            if (broken instanceof AccessDeniedException) {
                return explain(
                        "permission denied: %s, as user %s: give it the right, or name another file or folder"
                                .formatted(file, System.getProperty("user.name")),
                        MISCONFIGURED);
            }
            if (broken instanceof FileAlreadyExistsException || broken instanceof NotDirectoryException) {
                return explain(file + " is a file, not a folder: name another", MISCONFIGURED);
            }
            String reason = Objects.requireNonNullElse(broken.getReason(), "");
            if (reason.contains("Read-only file system") || reason.contains("Not a directory")) {
                return explain("%s: %s: name another file or folder".formatted(file, reason), MISCONFIGURED);
            }
            return reason.contains("No space left")
                    ? explain("%s: %s: free some".formatted(file, reason), MAY_PASS)
                    : Optional.empty();
        });
    }

    private static <T extends Throwable> Optional<T> first(List<Throwable> causes, Class<T> type) {
        return causes.stream()
                .flatMap(cause -> type.isInstance(cause) ? Stream.of(type.cast(cause)) : Stream.empty())
                .findFirst();
    }

    private static Optional<FailureExplanation> explain(String line, int exitCode) {
        return Optional.of(new FailureExplanation(line.replaceAll("\\s*\\R\\s*", " "), exitCode));
    }

    private static String text(@Nullable Throwable failure) {
        return failure == null ? "" : Objects.requireNonNullElse(failure.getMessage(), failure.toString());
    }
}
