package io.digitstream.standalone;

import io.digitstream.schemas.Topics;
import io.digitstream.standalone.connection.Connection;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options about the system that a command talks to, beside the address of its broker. */
final class SystemOptions {
    private static final String ADDRESSES = "[^,\\s]+:\\d{1,5}(,[^,\\s]+:\\d{1,5})*";

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--command-config",
            paramLabel = "FILE",
            description = "Properties file for Kafka's clients, by Kafka's own names: TLS and SASL.")
    private @Nullable Path config;

    @Option(
            names = "--connect-timeout",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "A broker that is silent for longer counts as away. Default: ${DEFAULT-VALUE}.")
    private int patience = 10;

    @Option(
            names = "--images-topic",
            paramLabel = "NAME",
            defaultValue = Topics.DEFAULT_IMAGES,
            description = "Default: ${DEFAULT-VALUE}.")
    private String images = Topics.DEFAULT_IMAGES;

    @Option(
            names = "--recognitions-topic",
            paramLabel = "NAME",
            defaultValue = Topics.DEFAULT_RECOGNITIONS,
            description = "Default: ${DEFAULT-VALUE}.")
    private String recognitions = Topics.DEFAULT_RECOGNITIONS;

    @Option(
            names = "--rejected-images-topic",
            paramLabel = "NAME",
            defaultValue = Topics.DEFAULT_REJECTED_IMAGES,
            description = "Default: ${DEFAULT-VALUE}.")
    private String rejectedImages = Topics.DEFAULT_REJECTED_IMAGES;

    Topics topics() {
        try {
            return new Topics(
                    images,
                    recognitions,
                    rejectedImages,
                    Topics.DEFAULT_LABELED_IMAGES,
                    Topics.DEFAULT_WEIGHTS,
                    Topics.DEFAULT_TRAINING_REPORTS);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    /** @throws IOException if the properties file cannot be read */
    Connection connection(String bootstrapServers) throws IOException {
        if (!bootstrapServers.matches(ADDRESSES)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Invalid value for option '--bootstrap-servers': expected HOST:PORT, several with commas between, got '"
                            + bootstrapServers + "'");
        }
        if (patience < 1) {
            throw new ParameterException(
                    spec.commandLine(), "Invalid value for option '--connect-timeout': expected 1 or more");
        }
        return new Connection(bootstrapServers, properties(), topics(), Duration.ofSeconds(patience));
    }

    private Map<String, String> properties() throws IOException {
        Properties properties = new Properties();
        if (config != null) {
            try (Reader reader = Files.newBufferedReader(config)) {
                properties.load(reader);
            }
        }
        Map<String, String> values = new HashMap<>();
        properties.stringPropertyNames().forEach(name -> values.put(name, properties.getProperty(name)));
        return values;
    }
}
