package io.digitstream.processor;

import io.digitstream.application.commandline.FailureExplanation;
import io.digitstream.processor.settings.InvalidSettingsException;
import io.digitstream.processor.settings.ProcessorSettings;
import io.digitstream.processor.settings.SettingsReader;
import io.digitstream.processor.topics.TopicChangedException;
import io.digitstream.recognizer.engine.Engine;
import io.digitstream.recognizer.engine.UnusableDeviceException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts a processor. Exit codes: 0 asked to stop, 1 failed (a restart goes on where it stopped), 2 wrong settings, or a
 * system around it that does not fit.
 */
public final class ProcessorMain {
    private static final Logger LOG = LoggerFactory.getLogger(ProcessorMain.class);
    private static final int FAILED = 1;
    private static final int WRONG_SETTINGS = 2;

    private ProcessorMain() {}

    /** @param args the path of a settings file, or nothing */
    public static void main(String[] args) {
        System.exit(run(args, UnaryOperator.identity()));
    }

    /**
     * Runs a processor until it is asked to stop, or fails.
     *
     * @param args the path of a settings file, or nothing
     * @param engines given each engine when it is filled; what it returns is used and closed in its place
     * @return exit code
     */
    public static int run(String[] args, UnaryOperator<Engine> engines) {
        ProcessorSettings settings;
        try {
            Path file = args.length == 0 ? null : Path.of(args[0]);
            settings = SettingsReader.of(System.getenv(), file).read();
        } catch (InvalidSettingsException e) {
            System.err.println("These settings are wrong:");
            e.problems().forEach(problem -> System.err.println("  " + problem));
            return WRONG_SETTINGS;
        } catch (IOException e) {
            System.err.println("The settings file cannot be read: " + e);
            return WRONG_SETTINGS;
        }
        CompletableFuture<Optional<ProcessorApplication>> started = new CompletableFuture<>();
        Thread starting = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(starting, started), "shutdown"));
        try (ProcessorApplication application = ProcessorApplication.start(settings, engines)) {
            started.complete(Optional.of(application));
            LOG.info(
                    "Reading {} into {}",
                    settings.topics().images(),
                    settings.topics().recognitions());
            return application.awaitEnd() ? 0 : FAILED;
        } catch (InterruptedException e) {
            LOG.info("Stopped while starting");
            return FAILED;
        } catch (TopicChangedException e) {
            LOG.error("The processor does not start. {}", e.getMessage());
            return FAILED;
        } catch (UnusableDeviceException e) {
            LOG.error(e.getMessage());
            return FAILED;
        } catch (Exception | LinkageError e) {
            return isShuttingDown() ? stopped(e) : failed(e);
        } finally {
            started.complete(Optional.empty());
        }
    }

    /** Libraries that add hooks of their own while they are loaded fail then. */
    private static boolean isShuttingDown() {
        Thread none = new Thread(() -> {}, "none");
        try {
            Runtime.getRuntime().addShutdownHook(none);
            return !Runtime.getRuntime().removeShutdownHook(none);
        } catch (IllegalStateException e) {
            return true;
        }
    }

    private static int stopped(Throwable failure) {
        LOG.info("Stopped while starting");
        LOG.debug("Failed while the process was stopped", failure);
        return FAILED;
    }

    private static int failed(Throwable failure) {
        Optional<FailureExplanation> explanation = FailureExplanation.of(failure);
        if (explanation.isEmpty()) {
            LOG.error("The processor does not start", failure);
            return FAILED;
        }
        explanation.get().lines().forEach(LOG::error);
        LOG.debug("The processor does not start", failure);
        return explanation.get().exitCode();
    }

    /** One that starts may wait for a broker for ever; but an engine that is being filled is not left: the process would crash. */
    private static void stop(Thread starting, CompletableFuture<Optional<ProcessorApplication>> started) {
        if (!started.isDone()) {
            starting.interrupt();
        }
        started.join().ifPresent(ProcessorApplication::close);
    }
}
