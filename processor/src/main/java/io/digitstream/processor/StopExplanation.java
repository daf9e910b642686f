package io.digitstream.processor;

import io.digitstream.processor.topics.TopicChangedException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.InvalidPidMappingException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.streams.errors.MissingSourceTopicException;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.errors.StreamsException;

/** Explains to an operator why a processor stops, and what to do. */
final class StopExplanation {
    private static final String GOES_ON = " Nothing is lost: a restart goes on where it stopped.";
    private static final String GOES_ON_THEN = " Nothing is lost: a restart then goes on where it stopped.";
    private static final String RIGHTS = " Grant the rights that docs/security.md lists.";

    /** The first that fits a failure or one of its causes explains it. */
    private static final List<Case<?>> CASES = List.of(
            new Case<>(TopicChangedException.class, e -> message(e)),
            new Case<>(
                    MissingSourceTopicException.class,
                    e ->
                            "The topic of images is not there. Create it again and start the processor: it says then whether the"
                                    + " offsets are right for it. What is pending is kept."),
            new Case<>(StreamsException.class, StopExplanation::invalidPartitions),
            new Case<>(
                    TopicAuthorizationException.class,
                    e -> "The broker denies access to topics " + e.unauthorizedTopics() + "." + RIGHTS + GOES_ON_THEN),
            new Case<>(
                    GroupAuthorizationException.class,
                    e -> "The broker denies access to group " + e.groupId() + "." + RIGHTS + GOES_ON_THEN),
            new Case<>(
                    TransactionalIdAuthorizationException.class,
                    e -> "The broker denies the transactional id, which begins with kafka.application.id." + RIGHTS
                            + GOES_ON_THEN),
            new Case<>(
                    AuthorizationException.class,
                    e -> "The broker denies what the processor needs: " + message(e) + "." + RIGHTS + GOES_ON_THEN),
            new Case<>(
                    AuthenticationException.class,
                    e -> "The broker does not accept the processor's credentials: " + message(e)
                            + ". Check kafka.security.protocol, kafka.sasl.* and kafka.ssl.*." + GOES_ON_THEN),
            new Case<>(
                    InvalidTimestampException.class,
                    e -> "The broker refuses the time at which results are written: " + message(e)
                            + ". Compare the clocks of this machine and of the broker, and message.timestamp.before.max.ms and"
                            + " message.timestamp.after.max.ms of the topic." + GOES_ON_THEN),
            new Case<>(
                    RecordTooLargeException.class,
                    e -> "A record is larger than its topic or broker takes: " + message(e)
                            + ". Raise max.message.bytes of the topic (see the log line above), or lower images.max-bytes."
                            + " A restart alone fails at the same record. Nothing is lost."),
            new Case<>(
                    InvalidOffsetException.class,
                    e -> "The topics do not have the offsets to go on from: " + e.partitions()
                            + ". Set the group's offsets with kafka-consumer-groups.sh --reset-offsets; --to-earliest leaves out"
                            + " no image."),
            new Case<>(
                    UnknownTopicOrPartitionException.class,
                    e -> "A topic or partition is not there: " + message(e)
                            + ". Create the topics that README.md lists." + GOES_ON_THEN),
            new Case<>(
                    InvalidTopicException.class,
                    e -> "The broker does not accept topics " + e.invalidTopics() + ". Correct the settings topics.*."
                            + GOES_ON_THEN),
            new Case<>(
                    PolicyViolationException.class,
                    e -> "The broker's policy forbids what the processor needs: " + message(e)
                            + ". Change the policy or the setting that it names." + GOES_ON_THEN),
            new Case<>(
                    SerializationException.class,
                    e -> "Pending images cannot be parsed: " + message(e)
                            + ". If another version of the processor wrote them, start that version; it answers them. A restart"
                            + " alone fails again. Nothing is lost."),
            new Case<>(
                    ProcessorStateException.class,
                    e -> "The state directory (kafka.state.dir) cannot be used: " + message(e)
                            + ". Check its disk and permissions. The state is kept in Kafka as well." + GOES_ON_THEN),
            new Case<>(ProducerFencedException.class, e -> fenced()),
            new Case<>(InvalidProducerEpochException.class, e -> fenced()),
            new Case<>(InvalidPidMappingException.class, e -> fenced()),
            new Case<>(
                    RetriableException.class,
                    e -> "The broker does not answer as it should: " + message(e)
                            + ". Check that all brokers run and have in-sync replicas." + GOES_ON));

    private record Case<T extends Throwable>(Class<T> type, Function<T, String> explanation) {
        Optional<String> explain(Throwable failure) {
            return type.isInstance(failure)
                    ? Optional.of(explanation.apply(type.cast(failure))).filter(text -> !text.isEmpty())
                    : Optional.empty();
        }
    }

    private StopExplanation() {}

    /** Returns what happened and what to do; empty for an unknown failure. */
    static Optional<String> of(Throwable failure) {
        for (Case<?> known : CASES) {
            Throwable cause = failure;
            for (int depth = 0; cause != null && depth < 20; depth++) {
                Optional<String> text = known.explain(cause);
                if (text.isPresent()) {
                    return text;
                }
                cause = cause.getCause();
            }
        }
        return Optional.empty();
    }

    /** Kafka Streams has no exception of its own for this. */
    private static String invalidPartitions(StreamsException failure) {
        return message(failure).contains("has invalid partitions")
                ? "The number of partitions of the topic of images has changed. A restart adds partitions to the topic of pending"
                        + " images, or says why it cannot." + GOES_ON
                : "";
    }

    private static String fenced() {
        return "The broker has ended the processor's transaction or given its partitions to another processor, mostly because it"
                + " did not answer in time, or because another one has the same kafka.group.instance.id." + GOES_ON;
    }

    private static String message(Throwable failure) {
        return String.valueOf(failure.getMessage());
    }
}
