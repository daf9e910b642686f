package io.digitstream.processor;

import io.digitstream.application.commandline.MisconfiguredException;
import io.digitstream.application.topic.PlannedTopic;
import io.digitstream.application.topic.TopicNegotiation;
import io.digitstream.application.topic.TopicRefusedException;
import io.digitstream.processor.pending.ChangelogTopic;
import io.digitstream.processor.results.OutputTopics;
import io.digitstream.processor.results.TopicLimits;
import io.digitstream.processor.settings.ProcessorSettings;
import io.digitstream.schemas.Topics;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.streams.StreamsConfig;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the broker at start-up whether the topics that a processor writes to take what it writes, and which configurations its
 * changelog topic may have. What the broker does not tell, for want of the right to describe configurations, is left open.
 */
final class TopicCheck {
    private static final Logger LOG = LoggerFactory.getLogger(TopicCheck.class);

    /** Kafka's default of max.message.bytes. */
    private static final String KAFKAS_MAX_MESSAGE_BYTES = "1048588";

    private final ProcessorSettings settings;
    private final Admin admin;

    private TopicCheck(ProcessorSettings settings, Admin admin) {
        this.settings = settings;
        this.admin = admin;
    }

    /**
     * Checks the topics and logs a warning for each that restricts results.
     *
     * @throws MisconfiguredException if results cannot be written
     * @throws TopicRefusedException if the broker refuses what the changelog needs
     */
    static CheckedTopics check(ProcessorSettings settings) throws InterruptedException {
        while (true) {
            try (Admin admin = BrokerWatch.admin(settings)) {
                return new TopicCheck(settings, admin).check();
            } catch (RetriableException e) {
                LOG.warn("The broker does not describe the topics: {}; trying again", e.getMessage());
            }
            TimeUnit.SECONDS.sleep(1);
        }
    }

    private CheckedTopics check() throws InterruptedException {
        Topics topics = settings.topics();
        String changelog = ChangelogTopic.name(applicationId());
        Map<String, TopicState> states =
                states(Set.of(topics.images(), topics.recognitions(), topics.rejectedImages(), changelog));
        CheckedTopics checked = CheckedTopics.unknown(settings);
        TopicState images = states.get(topics.images());
        if (images == null) {
            return checked;
        }
        TopicComparison comparison = new TopicComparison(images, settings.maxRecordBytes());
        TopicState recognitions = states.get(topics.recognitions());
        if (recognitions != null) {
            comparison.compareRecognitions(recognitions);
        }
        TopicState rejected = states.get(topics.rejectedImages());
        if (rejected != null) {
            comparison.compareRejectedImages(rejected);
        }
        int maxRecordBytes;
        Map<String, String> configs = checked.changelog();
        TopicState existing = states.get(changelog);
        if (existing == null) {
            PlannedTopic planned = negotiated(images);
            configs = planned.configs();
            maxRecordBytes = comparison.compareChangelog(new TopicState(
                    changelog, images.partitions(), planned.replicas().orElse(Short.MAX_VALUE), effective(planned)));
        } else {
            maxRecordBytes = comparison.compareChangelog(existing);
        }
        comparison.warnings().forEach(warning -> LOG.warn("{}", warning));
        if (!comparison.problems().isEmpty()) {
            throw new MisconfiguredException(comparison.problems());
        }
        return new CheckedTopics(new OutputTopics(limits(recognitions), limits(rejected)), configs, maxRecordBytes);
    }

    private static TopicLimits limits(@Nullable TopicState topic) {
        return topic == null ? TopicLimits.UNKNOWN : topic.limits();
    }

    private String applicationId() {
        return Objects.requireNonNull(settings.kafka().get(StreamsConfig.APPLICATION_ID_CONFIG));
    }

    private Optional<Short> replicas() {
        int replicas = new StreamsConfig(settings.kafka()).getInt(StreamsConfig.REPLICATION_FACTOR_CONFIG);
        return replicas < 1 ? Optional.empty() : Optional.of((short) replicas);
    }

    /** The changelog topic that is not there yet, as the broker accepts it. */
    private PlannedTopic negotiated(TopicState images) throws InterruptedException {
        PlannedTopic wanted = ChangelogTopic.planned(
                applicationId(), images.partitions(), replicas(), settings.maxWrittenBytes(), settings.changelog());
        TopicNegotiation negotiation = new TopicNegotiation(
                admin,
                (topic, config) ->
                        "kafka.topic.%s=VALUE sets another, and without VALUE the broker's default".formatted(config));
        try {
            return negotiation.accepted(wanted);
        } catch (TopicRefusedException | RetriableException e) {
            throw e;
        } catch (KafkaException e) {
            LOG.debug("The broker does not say whether it accepts {}", wanted, e);
            return wanted;
        }
    }

    /** The configurations that a topic would have, those that are left to the broker among them. */
    private Map<String, String> effective(PlannedTopic topic) throws InterruptedException {
        CreateTopicsResult validated =
                admin.createTopics(Set.of(topic.request()), new CreateTopicsOptions().validateOnly(true));
        try {
            return values(validated.config(topic.name()).get());
        } catch (ExecutionException e) {
            LOG.debug("The broker does not tell the configurations of topic {}", topic.name(), e.getCause());
            Map<String, String> configs = new HashMap<>(topic.configs());
            configs.putIfAbsent(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, KAFKAS_MAX_MESSAGE_BYTES);
            return configs;
        }
    }

    /** Those of the topics that the broker describes. */
    private Map<String, TopicState> states(Set<String> names) throws InterruptedException {
        Map<String, TopicState> states = new HashMap<>();
        for (Map.Entry<String, KafkaFuture<TopicDescription>> asked :
                admin.describeTopics(names).topicNameValues().entrySet()) {
            Optional<TopicDescription> described = answer(asked.getValue());
            if (described.isPresent()) {
                states.put(asked.getKey(), state(described.get()));
            }
        }
        return states;
    }

    private TopicState state(TopicDescription topic) throws InterruptedException {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
        Optional<Config> configs = answer(Objects.requireNonNull(
                admin.describeConfigs(Set.of(resource)).values().get(resource)));
        return new TopicState(
                topic.name(),
                topic.partitions().size(),
                topic.partitions().get(0).replicas().size(),
                configs.map(TopicCheck::values).orElse(Map.of()));
    }

    private static Map<String, String> values(Config config) {
        Map<String, String> values = new HashMap<>();
        for (ConfigEntry entry : config.entries()) {
            if (entry.value() != null) {
                values.put(entry.name(), entry.value());
            }
        }
        return values;
    }

    private static <T> Optional<T> answer(KafkaFuture<T> asked) throws InterruptedException {
        try {
            return Optional.of(asked.get());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RetriableException again
                    && !(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                throw again;
            }
            if (e.getCause() instanceof KafkaException) {
                LOG.debug("The broker does not describe a topic", e.getCause());
                return Optional.empty();
            }
            throw new IllegalStateException("asking for a topic failed", e.getCause());
        }
    }
}
