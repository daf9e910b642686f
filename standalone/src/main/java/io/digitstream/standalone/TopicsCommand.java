package io.digitstream.standalone;

import io.digitstream.application.connection.Connection;
import io.digitstream.application.connection.KafkaOptions;
import io.digitstream.application.topic.TopicRefusedException;
import io.digitstream.standalone.topics.TopicConfigChoice;
import io.digitstream.standalone.topics.TopicSetup;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.jspecify.annotations.Nullable;
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
            "Makes the topics that are not there yet, and leaves the others as they are. A configuration that the brokers refuse"
                    + " is left to them, with a warning, unless the topic needs it.",
            "Waits for brokers, --connect-timeout at most."
        },
        footer = {
            "%nExample:",
            "  ${ROOT-COMMAND-NAME} topics --partitions 8 --bootstrap-servers localhost:9092",
            "  ${ROOT-COMMAND-NAME} topics --config max.message.bytes=8388608 --config labeled-images:retention.ms="
        })
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

    @Option(
            names = "--replication-factor",
            paramLabel = "N",
            description = "Replicas of each partition. Default: the brokers' default.replication.factor")
    private @Nullable Short replicas;

    @Option(
            names = "--config",
            paramLabel = "[TOPIC:]NAME=VALUE",
            description =
                    "Configuration of a topic, or of all, by Kafka's own name; may be given more than once. Without VALUE:"
                            + " the brokers' default instead of ours.")
    private List<String> configs = new ArrayList<>();

    @Mixin
    private final KafkaOptions kafka = new KafkaOptions();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Connection connection = kafka.connection();
        connection.requireSameProtocol();
        try (Admin admin = Admin.create(properties(connection))) {
            create(setup(connection), admin, connection.patience(), InstantSource.system());
        } catch (TopicRefusedException e) {
            throw e;
        } catch (KafkaException e) {
            throw connection.broken(e);
        }
        spec.commandLine().getOut().println("all topics are there");
        return ExitCode.OK;
    }

    private TopicSetup setup(Connection connection) {
        if (partitions < 1) {
            throw wrong("--partitions: a topic has at least 1 partition, not " + partitions);
        }
        if (replicas != null && replicas < 1) {
            throw wrong("--replication-factor: a partition has at least 1 replica, not " + replicas);
        }
        try {
            List<TopicConfigChoice> choices =
                    configs.stream().map(TopicConfigChoice::parse).toList();
            return new TopicSetup(connection.topics(), partitions, Optional.ofNullable(replicas), choices);
        } catch (IllegalArgumentException e) {
            throw wrong("--config: " + e.getMessage());
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
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
