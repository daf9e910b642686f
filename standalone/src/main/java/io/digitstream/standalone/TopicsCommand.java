package io.digitstream.standalone;

import io.digitstream.application.connection.Connection;
import io.digitstream.application.connection.KafkaOptions;
import io.digitstream.standalone.topics.TopicSetup;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Makes the topics of a system that is to run. */
@Command(
        name = "topics",
        mixinStandardHelpOptions = true,
        description = {
            "Makes the topics that are not there yet, with as many replicas as the brokers' default.replication.factor says,"
                    + " and leaves the others as they are.",
            "Waits for brokers, --connect-timeout at most."
        },
        footer = {"%nExample:", "  ${ROOT-COMMAND-NAME} topics --partitions 8 --bootstrap-servers localhost:9092"})
final class TopicsCommand implements Callable<Integer> {
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(500);

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--partitions",
            paramLabel = "N",
            defaultValue = "4",
            description =
                    "Of the topics of images and results: so many can be read in parallel. Default: ${DEFAULT-VALUE}")
    private int partitions;

    @Mixin
    private final KafkaOptions kafka = new KafkaOptions();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Connection connection = kafka.connection();
        try (Admin admin = Admin.create(properties(connection))) {
            create(setup(connection), admin, connection.patience(), InstantSource.system());
        } catch (KafkaException e) {
            throw connection.broken(e);
        }
        spec.commandLine().getOut().println("all topics are there");
        return ExitCode.OK;
    }

    private TopicSetup setup(Connection connection) {
        try {
            return new TopicSetup(connection.topics(), partitions);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--partitions: " + e.getMessage(), e);
        }
    }

    private static Map<String, Object> properties(Connection connection) {
        Map<String, Object> properties = connection.clientProperties();
        int patience = (int) connection.patience().toMillis();
        properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, patience);
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, patience);
        return properties;
    }

    /**
     * Makes the topics; of brokers that start together, waits until there are enough for the replicas.
     *
     * @throws KafkaException if there are not in time, or anything else is wrong
     */
    static void create(TopicSetup setup, Admin admin, Duration patience, InstantSource clock)
            throws InterruptedException {
        Instant end = clock.instant().plus(patience);
        while (true) {
            try {
                setup.create(admin);
                return;
            } catch (KafkaException e) {
                boolean tooFew = e.getCause() instanceof InvalidReplicationFactorException;
                if (!tooFew || !clock.instant().isBefore(end)) {
                    throw e;
                }
            }
            TimeUnit.MILLISECONDS.sleep(BETWEEN_ATTEMPTS.toMillis());
        }
    }
}
