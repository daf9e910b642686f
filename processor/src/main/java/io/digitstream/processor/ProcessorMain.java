package io.digitstream.processor;

import io.digitstream.application.registry.RegistryException;
import io.digitstream.processor.settings.InvalidSettingsException;
import io.digitstream.processor.settings.ProcessorSettings;
import io.digitstream.processor.settings.SettingsReader;
import io.digitstream.recognizer.engine.UnusableDeviceException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts a processor. Exit codes: 0 asked to stop, 1 failed (a restart goes on where it stopped), 2 wrong settings.
 */
public final class ProcessorMain {
    private static final Logger LOG = LoggerFactory.getLogger(ProcessorMain.class);
    private static final int FAILED = 1;
    private static final int WRONG_SETTINGS = 2;

    private ProcessorMain() {}

    /** @param args the path of a settings file, or nothing */
    public static void main(String[] args) throws InterruptedException {
        System.exit(run(args));
    }

    private static int run(String[] args) throws InterruptedException {
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
        try (ProcessorApplication application = ProcessorApplication.start(settings)) {
            Runtime.getRuntime().addShutdownHook(new Thread(application::close, "shutdown"));
            LOG.info(
                    "Reading {} into {}",
                    settings.topics().images(),
                    settings.topics().recognitions());
            return application.awaitEnd() ? 0 : FAILED;
        } catch (ExecutionException e) {
            LOG.error("The broker refuses", e.getCause());
            return FAILED;
        } catch (RegistryException e) {
            LOG.error("The schema registry refuses", e);
            return FAILED;
        } catch (UnusableDeviceException e) {
            LOG.error(e.getMessage());
            return FAILED;
        }
    }
}
