package io.digitstream.standalone.topics;

import io.digitstream.schemas.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * The product's topics as a broker should have them. Immutable.
 *
 * @param topics their names
 * @param partitions of the topics that images and results travel through, at least 1
 */
public record TopicSetup(Topics topics, int partitions) {
    /** The largest record that a topic takes, and the largest that clients should try to send. */
    public static final int MAX_RECORD_BYTES = 12 << 20;

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(50);
    private static final Duration LABELS_RETENTION = Duration.ofDays(3650);
    private static final Optional<Short> BROKERS_OWN_REPLICATION = Optional.empty();

    public TopicSetup {
        if (partitions < 1) {
            throw new IllegalArgumentException("a topic has at least 1 partition, not " + partitions);
        }
    }

    /**
     * Makes the topics that are not there, and waits until they take records; leaves the others as they are.
     *
     * @throws KafkaException if the broker is away or refuses
     */
    public void create(Admin admin) throws InterruptedException {
        Set<String> created = new HashSet<>();
        for (Map.Entry<String, KafkaFuture<Void>> creation :
                admin.createTopics(all()).values().entrySet()) {
            try {
                creation.getValue().get();
                created.add(creation.getKey());
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw new KafkaException("the topics cannot be made: " + e.getMessage(), e.getCause());
                }
            }
        }
        awaitLeaders(admin, created);
    }

    /**
     * A topic is made before its partitions have leaders. A producer whose first batch comes too early for its partition, and whose second
     * does not, has the first refused as out of order until it gives up.
     */
    private void awaitLeaders(Admin admin, Set<String> created) throws InterruptedException {
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        for (NewTopic topic : all()) {
            for (int partition = 0; created.contains(topic.name()) && partition < topic.numPartitions(); partition++) {
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

    List<NewTopic> all() {
        String forYears = Long.toString(LABELS_RETENTION.toMillis());
        return List.of(
                topic(topics.images(), partitions, Map.of()),
                topic(topics.recognitions(), partitions, Map.of()),
                topic(topics.rejectedImages(), partitions, Map.of()),
                topic(topics.labeledImages(), partitions, Map.of(TopicConfig.RETENTION_MS_CONFIG, forYears)),
                // Releases and the word which of them is in force are in order only within one partition.
                topic(
                        topics.weights(),
                        1,
                        Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT)),
                topic(topics.trainingReports(), 1, Map.of(TopicConfig.RETENTION_MS_CONFIG, forYears)));
    }

    private static NewTopic topic(String name, int partitions, Map<String, String> own) {
        Map<String, String> config = new HashMap<>(own);
        // A rejected image is the record it came as and its reason on top: it must always fit.
        config.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(MAX_RECORD_BYTES));
        return new NewTopic(name, Optional.of(partitions), BROKERS_OWN_REPLICATION).configs(config);
    }
}
