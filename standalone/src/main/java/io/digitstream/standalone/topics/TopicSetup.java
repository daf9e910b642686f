package io.digitstream.standalone.topics;

import io.digitstream.application.topic.PlannedTopic;
import io.digitstream.application.topic.TopicNegotiation;
import io.digitstream.application.topic.TopicRefusedException;
import io.digitstream.schemas.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The product's topics as a broker should have them. Immutable.
 *
 * @param topics their names
 * @param partitions of the topics that images and results travel through, at least 1
 * @param replicas of each partition; empty for the broker's default
 * @param choices configurations that a user chose, which go before ours; the later of two goes before the earlier
 */
public record TopicSetup(Topics topics, int partitions, Optional<Short> replicas, List<TopicConfigChoice> choices) {
    /** The largest record that a topic takes, and the largest that clients should try to send. */
    public static final int MAX_RECORD_BYTES = 12 << 20;

    private static final Logger LOG = LoggerFactory.getLogger(TopicSetup.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(50);
    private static final Duration LABELS_RETENTION = Duration.ofDays(3650);

    /** @throws IllegalArgumentException if a choice is about no topic of these, or takes away what a topic needs */
    public TopicSetup {
        choices = List.copyOf(choices);
        if (partitions < 1) {
            throw new IllegalArgumentException("a topic has at least 1 partition, not " + partitions);
        }
        require(choices, topics);
    }

    /** Without anything that a user chose. */
    public TopicSetup(Topics topics, int partitions) {
        this(topics, partitions, Optional.empty(), List.of());
    }

    private static void require(List<TopicConfigChoice> choices, Topics topics) {
        List<String> names = names(topics);
        for (TopicConfigChoice choice : choices) {
            if (choice.topic().isPresent() && !names.contains(choice.topic().get())) {
                throw new IllegalArgumentException(
                        "there is no topic %s among %s".formatted(choice.topic().get(), names));
            }
            boolean weights = choice.topic().isEmpty() || choice.topic().get().equals(topics.weights());
            boolean deletes = choice.name().equals(TopicConfig.CLEANUP_POLICY_CONFIG)
                    && !Set.of("", TopicConfig.CLEANUP_POLICY_COMPACT).contains(choice.value());
            if (weights && deletes) {
                throw new IllegalArgumentException(
                        "%s of topic %s: expected compact, not %s: the release in force would be deleted"
                                .formatted(choice.name(), topics.weights(), choice.value()));
            }
        }
    }

    private static List<String> names(Topics topics) {
        return List.of(
                topics.images(),
                topics.recognitions(),
                topics.rejectedImages(),
                topics.labeledImages(),
                topics.weights(),
                topics.trainingReports());
    }

    /**
     * Makes the topics that are not there, and waits until they take records; leaves the others as they are. A topic is made without
     * the optional configurations that the broker refuses.
     *
     * @throws TopicRefusedException if the broker refuses a topic, or a configuration that it needs or that a user chose
     * @throws KafkaException if the broker is away or refuses for want of rights
     */
    public void create(Admin admin) throws InterruptedException {
        Set<String> created = new HashSet<>();
        Set<String> refused = request(admin, all(), created);
        if (!refused.isEmpty()) {
            TopicNegotiation negotiation = new TopicNegotiation(
                    admin,
                    (topic, config) -> "--config %s:%s=VALUE sets another, and without VALUE the broker's default"
                            .formatted(topic, config));
            List<PlannedTopic> accepted = new ArrayList<>();
            for (PlannedTopic topic : all()) {
                if (refused.contains(topic.name())) {
                    accepted.add(negotiation.accepted(topic));
                }
            }
            Set<String> again = request(admin, accepted, created);
            if (!again.isEmpty()) {
                throw new KafkaException("the broker accepts topics %s and then refuses to make them".formatted(again));
            }
        }
        awaitLeaders(admin, created);
    }

    /**
     * Makes topics.
     *
     * @param created the names of those that were not there are added to it
     * @return the names of those that the broker refuses as they are
     */
    private static Set<String> request(Admin admin, List<PlannedTopic> topics, Set<String> created)
            throws InterruptedException {
        Map<String, PlannedTopic> wanted =
                topics.stream().collect(Collectors.toMap(PlannedTopic::name, topic -> topic));
        List<NewTopic> requests = topics.stream().map(PlannedTopic::request).toList();
        Set<String> refused = new HashSet<>();
        for (Map.Entry<String, KafkaFuture<Void>> creation :
                admin.createTopics(requests).values().entrySet()) {
            try {
                creation.getValue().get();
                created.add(creation.getKey());
            } catch (ExecutionException e) {
                if (TopicNegotiation.isRefusal(e.getCause())) {
                    LOG.debug("Topic {} is refused as it is", creation.getKey(), e.getCause());
                    refused.add(creation.getKey());
                } else if (!(e.getCause() instanceof TopicExistsException)) {
                    throw TopicNegotiation.failed(Objects.requireNonNull(wanted.get(creation.getKey())), e.getCause());
                }
            }
        }
        return refused;
    }

    /**
     * A topic is made before its partitions have leaders. A producer whose first batch comes too early for its partition, and whose second
     * does not, has the first refused as out of order until it gives up.
     */
    private void awaitLeaders(Admin admin, Set<String> created) throws InterruptedException {
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        for (PlannedTopic topic : all()) {
            for (int partition = 0; created.contains(topic.name()) && partition < topic.partitions(); partition++) {
                ends.put(new TopicPartition(topic.name(), partition), OffsetSpec.latest());
            }
        }
        long begun = System.nanoTime();
        while (true) {
            try {
                admin.listOffsets(ends).all().get();
                return;
            } catch (ExecutionException e) {
                // The broker that was asked has not heard of them yet, which the client takes for an answer.
                boolean early = e.getCause() instanceof UnknownTopicOrPartitionException;
                if (!early || System.nanoTime() - begun > PATIENCE.toNanos()) {
                    throw new KafkaException(
                            "the topics that were made have no leaders: " + e.getMessage(), e.getCause());
                }
            }
            TimeUnit.MILLISECONDS.sleep(BETWEEN_ATTEMPTS.toMillis());
        }
    }

    List<PlannedTopic> all() {
        // Without these labels and reports are kept for as long as the broker keeps others.
        Map<String, String> forYears =
                Map.of(TopicConfig.RETENTION_MS_CONFIG, Long.toString(LABELS_RETENTION.toMillis()));
        Map<String, String> compacted = Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
        return List.of(
                topic(topics.images(), partitions, Map.of(), Map.of()),
                topic(topics.recognitions(), partitions, Map.of(), Map.of()),
                topic(topics.rejectedImages(), partitions, Map.of(), Map.of()),
                topic(topics.labeledImages(), partitions, Map.of(), forYears),
                // Releases and the word which of them is in force are in order only within one partition.
                topic(topics.weights(), 1, compacted, Map.of()),
                topic(topics.trainingReports(), 1, Map.of(), forYears));
    }

    private PlannedTopic topic(String name, int count, Map<String, String> required, Map<String, String> optional) {
        Map<String, String> droppable = new HashMap<>(optional);
        // A rejected image is the record it came as and its reason on top: it should fit. Smaller images do without.
        droppable.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(MAX_RECORD_BYTES));
        PlannedTopic topic = new PlannedTopic(name, count, replicas, required, droppable);
        for (TopicConfigChoice choice : choices) {
            if (choice.topic().isEmpty() || choice.topic().get().equals(name)) {
                topic = topic.with(choice.name(), choice.value());
            }
        }
        return topic;
    }
}
