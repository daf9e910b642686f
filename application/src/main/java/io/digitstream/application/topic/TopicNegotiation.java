package io.digitstream.application.topic;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.BinaryOperator;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.InvalidPartitionsException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.InvalidRequestException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out which configurations of a topic a broker accepts. Hosted brokers refuse some by a policy, and word that in their own
 * way; so the topic is proposed with one configuration after another, and never made. One thread.
 */
public final class TopicNegotiation {
    private static final Logger LOG = LoggerFactory.getLogger(TopicNegotiation.class);

    private final Admin admin;
    private final BinaryOperator<String> setting;

    /** @param setting says how a user changes a configuration; given the names of topic and configuration */
    public TopicNegotiation(Admin admin, BinaryOperator<String> setting) {
        this.admin = admin;
        this.setting = setting;
    }

    /** Returns whether a broker that answers so may accept the topic with other configurations. */
    public static boolean isRefusal(@Nullable Throwable answer) {
        // By Kafka's classes, a refused login and too many replicas are invalid configurations as well.
        boolean config = answer instanceof InvalidConfigurationException
                && !(answer instanceof AuthenticationException)
                && !(answer instanceof InvalidReplicationFactorException);
        return config || answer instanceof PolicyViolationException || answer instanceof InvalidRequestException;
    }

    /**
     * Returns the topic without the optional configurations that the broker refuses, each of which is logged. A topic that is there
     * already is accepted.
     *
     * @throws TopicRefusedException if the broker refuses a required configuration, or the topic as such
     * @throws KafkaException if the broker does not answer, or for want of rights
     */
    public PlannedTopic accepted(PlannedTopic wanted) throws InterruptedException {
        Optional<KafkaException> refusal = propose(wanted, wanted.configs());
        if (refusal.isEmpty()) {
            return wanted;
        }
        Optional<KafkaException> required = propose(wanted, wanted.required());
        if (required.isPresent()) {
            throw refused(wanted, required.get());
        }
        Map<String, String> optional = new TreeMap<>();
        for (Map.Entry<String, String> config : new TreeMap<>(wanted.optional()).entrySet()) {
            Map<String, String> one = new TreeMap<>(wanted.required());
            one.put(config.getKey(), config.getValue());
            Optional<KafkaException> answer = propose(wanted, one);
            if (answer.isEmpty()) {
                optional.put(config.getKey(), config.getValue());
            } else {
                LOG.warn(
                        "The broker refuses {}={} on topic {}: {}. The topic gets the broker's default; {}",
                        config.getKey(),
                        config.getValue(),
                        wanted.name(),
                        answer.get().getMessage(),
                        setting.apply(wanted.name(), config.getKey()));
            }
        }
        return wanted.withOptional(optional);
    }

    private TopicRefusedException refused(PlannedTopic wanted, KafkaException refusal) throws InterruptedException {
        if (propose(wanted, Map.of()).isEmpty()) {
            for (Map.Entry<String, String> config : wanted.required().entrySet()) {
                Optional<KafkaException> answer = propose(wanted, Map.ofEntries(config));
                if (answer.isPresent()) {
                    return new TopicRefusedException(
                            "the broker refuses %s=%s, which is required, on topic %s: %s; %s"
                                    .formatted(
                                            config.getKey(),
                                            config.getValue(),
                                            wanted.name(),
                                            answer.get().getMessage(),
                                            setting.apply(wanted.name(), config.getKey())),
                            answer.get());
                }
            }
        }
        return TopicRefusedException.of(wanted, refusal);
    }

    private Optional<KafkaException> propose(PlannedTopic wanted, Map<String, String> configs)
            throws InterruptedException {
        try {
            admin.createTopics(List.of(wanted.request(configs)), new CreateTopicsOptions().validateOnly(true))
                    .all()
                    .get();
            return Optional.empty();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TopicExistsException) {
                return Optional.empty();
            }
            if (isRefusal(e.getCause()) && e.getCause() instanceof KafkaException refusal) {
                return Optional.of(refusal);
            }
            throw failed(wanted, e.getCause());
        }
    }

    /** Returns the exception for an answer that other configurations do not change. */
    public static KafkaException failed(PlannedTopic wanted, @Nullable Throwable answer) {
        if (answer instanceof InvalidPartitionsException || answer instanceof InvalidReplicationFactorException) {
            return TopicRefusedException.of(wanted, answer);
        }
        return new KafkaException("topic %s cannot be made: %s".formatted(wanted.name(), answer), answer);
    }
}
