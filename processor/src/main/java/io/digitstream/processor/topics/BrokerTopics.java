package io.digitstream.processor.topics;

import io.digitstream.processor.settings.ProcessorSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.InvalidPartitionsException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.streams.StreamsConfig;

/** What a broker says of topics and of the offsets of groups. Thread-safe. */
final class BrokerTopics implements AutoCloseable {
    private static final int REQUEST_MILLIS = 5_000;

    private final TopicNames names;
    private final Admin admin;

    BrokerTopics(TopicNames names, ProcessorSettings settings) {
        this.names = names;
        Map<String, Object> properties = new StreamsConfig(settings.kafka()).getAdminConfigs("topics");
        properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MILLIS);
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 2 * REQUEST_MILLIS);
        this.admin = Admin.create(properties);
    }

    /** Returns those of the topics that are there, and the names of those that may not be described. */
    DescribedTopics describe(Collection<String> topics) throws InterruptedException, ExecutionException {
        Map<String, Topic> there = new HashMap<>();
        Set<String> denied = new HashSet<>();
        for (Map.Entry<String, KafkaFuture<TopicDescription>> entry :
                admin.describeTopics(topics).topicNameValues().entrySet()) {
            try {
                TopicDescription topic = entry.getValue().get();
                there.put(
                        entry.getKey(),
                        new Topic(topic.topicId(), topic.partitions().size()));
            } catch (ExecutionException e) {
                if (e.getCause() instanceof TopicAuthorizationException) {
                    denied.add(entry.getKey());
                } else if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw e;
                }
            }
        }
        return new DescribedTopics(there, denied);
    }

    /**
     * Returns how far images are read; partitions without a committed offset are left out.
     *
     * @param withBeginnings whether to ask for the beginnings of partitions; otherwise, and where a partition does not answer, they
     *     are 0
     */
    List<CommittedOffset> committed(boolean withBeginnings) throws InterruptedException, ExecutionException {
        Map<TopicPartition, OffsetAndMetadata> ofImages = new HashMap<>();
        offsets(names.group()).forEach((partition, offset) -> {
            if (offset != null && partition.topic().equals(names.images())) {
                ofImages.put(partition, offset);
            }
        });
        Map<TopicPartition, Long> beginnings = withBeginnings ? beginnings(ofImages.keySet()) : Map.of();
        List<CommittedOffset> committed = new ArrayList<>();
        for (Map.Entry<TopicPartition, OffsetAndMetadata> offset : ofImages.entrySet()) {
            committed.add(new CommittedOffset(
                    offset.getKey().partition(),
                    offset.getValue().offset(),
                    !offset.getValue().metadata().isEmpty(),
                    beginnings.getOrDefault(offset.getKey(), 0L)));
        }
        return committed;
    }

    /** Returns the first offsets of partitions; one that does not answer, such as one without a leader, is left out. */
    private Map<TopicPartition, Long> beginnings(Set<TopicPartition> partitions)
            throws InterruptedException, ExecutionException {
        Map<TopicPartition, OffsetSpec> earliest = new HashMap<>();
        partitions.forEach(partition -> earliest.put(partition, OffsetSpec.earliest()));
        ListOffsetsResult answer = admin.listOffsets(earliest);
        Map<TopicPartition, Long> beginnings = new HashMap<>();
        for (TopicPartition partition : partitions) {
            try {
                beginnings.put(
                        partition, answer.partitionResult(partition).get().offset());
            } catch (ExecutionException e) {
                // Includes TimeoutException and UnknownTopicOrPartitionException.
                if (!(e.getCause() instanceof RetriableException)) {
                    throw e;
                }
            }
        }
        return beginnings;
    }

    private Map<TopicPartition, OffsetAndMetadata> offsets(String group)
            throws InterruptedException, ExecutionException {
        return admin.listConsumerGroupOffsets(Map.of(group, new ListConsumerGroupOffsetsSpec()))
                .partitionsToOffsetAndMetadata(group)
                .get();
    }

    /** Returns what was remembered last; nothing where the broker denies access to it. */
    Optional<KnownTopics> known() throws InterruptedException, ExecutionException {
        Map<TopicPartition, OffsetAndMetadata> offsets;
        try {
            offsets = offsets(names.idGroup());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupAuthorizationException) {
                return Optional.empty();
            }
            throw e;
        }
        for (String topic : List.of(names.images(), names.pending())) {
            OffsetAndMetadata offset = offsets.get(new TopicPartition(topic, 0));
            if (offset != null) {
                return KnownTopics.parse(offset.metadata());
            }
        }
        return Optional.empty();
    }

    /**
     * Remembers topics for the next start. A broker forgets offsets of a topic that is deleted: each of the two topics keeps the
     * ids of both.
     */
    void remember(KnownTopics known) throws InterruptedException, ExecutionException {
        OffsetAndMetadata ids = new OffsetAndMetadata(0, Optional.empty(), known.metadata());
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        offsets.put(new TopicPartition(names.images(), 0), ids);
        if (known.pending().isPresent()) {
            offsets.put(new TopicPartition(names.pending(), 0), ids);
        }
        admin.alterConsumerGroupOffsets(names.idGroup(), offsets).all().get();
    }

    /** Adds partitions to the changelog of pending images; another processor may have done so already. */
    void addPartitionsToPending(int partitions) throws InterruptedException, ExecutionException {
        try {
            admin.createPartitions(Map.of(names.pending(), NewPartitions.increaseTo(partitions)))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof InvalidPartitionsException)) {
                throw e;
            }
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }
}
