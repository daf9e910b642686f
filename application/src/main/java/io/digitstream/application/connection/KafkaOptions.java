package io.digitstream.application.connection;

import io.digitstream.application.registry.RegistryAddress;
import io.digitstream.application.registry.RegistryValues;
import io.digitstream.schemas.TopicValues;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of a command about the Kafka that it talks to. */
public final class KafkaOptions {
    private static final String ADDRESSES = "[^,\\s]+:\\d{1,5}(,[^,\\s]+:\\d{1,5})*";

    private static final int MOST_PATIENCE = 3_600;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--bootstrap-servers",
            paramLabel = "HOST:PORT",
            defaultValue = "${env:KAFKA_BOOTSTRAP_SERVERS:-localhost:9092}",
            description =
                    "The Kafka broker, several with commas between. Default: KAFKA_BOOTSTRAP_SERVERS of the environment,"
                            + " or localhost:9092")
    private String bootstrapServers = "";

    @Option(
            names = "--command-config",
            paramLabel = "FILE",
            description = "Properties file for Kafka's clients, by Kafka's own names: TLS and SASL.")
    private @Nullable Path config;

    @Option(
            names = "--connect-timeout",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "A broker that is silent for longer counts as away. Default: ${DEFAULT-VALUE}")
    private int patience;

    @Option(
            names = "--schema-registry-url",
            paramLabel = "URL",
            defaultValue = "${env:SCHEMA_REGISTRY_URL:-}",
            description = "Schema registry with Confluent's API, where the processors use one. Default:"
                    + " SCHEMA_REGISTRY_URL of the environment, or none")
    private String registry = "";

    @ArgGroup(validate = false, heading = "%nTopics, where they have names of their own:%n")
    private TopicOptions topics = new TopicOptions();

    /** Whether the command line itself says which broker. */
    public boolean nameABroker() {
        return spec.commandLine().getParseResult().hasMatchedOption("--bootstrap-servers");
    }

    /**
     * Where the options point; nothing is asked there yet.
     *
     * @throws ParameterException if an option is wrong
     * @throws IOException if the properties file cannot be read
     */
    public Connection connection() throws IOException {
        if (!bootstrapServers.matches(ADDRESSES)) {
            throw wrong(
                    "--bootstrap-servers: expected HOST:PORT, several with commas between, not " + bootstrapServers);
        }
        if (patience < 1 || patience > MOST_PATIENCE) {
            throw wrong("--connect-timeout: expected 1 to %d, not %d".formatted(MOST_PATIENCE, patience));
        }
        try {
            return new Connection(
                    bootstrapServers, properties(), topics.topics(), Duration.ofSeconds(patience), values());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private Map<String, String> properties() throws IOException {
        Properties properties = new Properties();
        if (config != null) {
            try (Reader reader = Files.newBufferedReader(config)) {
                properties.load(reader);
            } catch (IllegalArgumentException e) {
                throw new IOException(config + ": " + e.getMessage(), e);
            }
        }
        Map<String, String> values = new HashMap<>();
        properties.stringPropertyNames().forEach(name -> values.put(name, properties.getProperty(name)));
        return values;
    }

    private TopicValues values() {
        if (registry.isBlank()) {
            return TopicValues.singleObject();
        }
        try {
            return RegistryValues.of(RegistryAddress.of(registry), Duration.ofSeconds(patience));
        } catch (IllegalArgumentException e) {
            throw wrong("--schema-registry-url: " + e.getMessage());
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
