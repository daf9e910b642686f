package io.digitstream.processor.topics;

import io.digitstream.processor.settings.ProcessorSettings;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.KafkaClientSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The clients of another supplier, but for the consumer of images: it reports offsets that the topic no longer has, before Kafka Streams
 * goes on at the beginning. Thread-safe.
 */
public final class ResetAwareClients implements KafkaClientSupplier {
    private static final Logger LOG = LoggerFactory.getLogger(ResetAwareClients.class);

    private final KafkaClientSupplier clients;
    private final TopicNames names;
    private final Counter expired;

    /** Beginnings of partitions up to which expired offsets are counted. */
    private final Map<TopicPartition, Long> counted = new ConcurrentHashMap<>();

    public ResetAwareClients(KafkaClientSupplier clients, ProcessorSettings settings, MeterRegistry registry) {
        this.clients = clients;
        names = TopicNames.of(settings);
        expired = Counter.builder("digitstream.images.expired")
                .description("Offsets that the topic deleted before they were read")
                .register(registry);
    }

    @Override
    public Admin getAdmin(Map<String, Object> config) {
        return clients.getAdmin(config);
    }

    @Override
    public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
        return clients.getProducer(config);
    }

    @Override
    public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer()) {
            @Override
            public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
                try {
                    return super.poll(timeout);
                } catch (OffsetOutOfRangeException e) {
                    return afterReset(e, this);
                }
            }
        };
    }

    /**
     * Reports offsets that expired and throws the reason, for Kafka Streams to go on at the beginning.
     *
     * @return no records if the broker does not tell the beginnings: the next poll meets the same offsets
     */
    ConsumerRecords<byte[], byte[]> afterReset(OffsetOutOfRangeException reason, Consumer<?, ?> consumer) {
        try {
            report(reason, consumer);
        } catch (RetriableException e) {
            LOG.warn("The broker does not tell the beginnings of {}; trying again", reason.partitions(), e);
            return ConsumerRecords.empty();
        }
        throw reason;
    }

    /**
     * Counts offsets that expired, each once.
     *
     * @throws TopicChangedException if an offset did not expire but was never in this topic
     */
    void report(OffsetOutOfRangeException reason, Consumer<?, ?> consumer) {
        Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(reason.partitions());
        reason.offsetOutOfRangePartitions().forEach((partition, offset) -> {
            long beginning = beginnings.getOrDefault(partition, 0L);
            if (offset >= beginning) {
                throw new TopicChangedException(
                        "Partition %s does not have the records before offset %d, which were read: the topic was deleted and created again, or its leader lost records. Images would be left out.%s"
                                .formatted(partition, offset, new RepairSteps(names).readFromBeginning()));
            }
            long first = Math.max(offset, counted.getOrDefault(partition, 0L));
            if (first >= beginning) {
                return;
            }
            counted.put(partition, beginning);
            expired.increment((double) (beginning - first));
            LOG.warn(
                    "{}: {} offsets, from {} to {}, expired before they were read: their images have no results. If this is not"
                            + " intended, raise retention.ms or retention.bytes of the topic, or start more processors",
                    partition,
                    beginning - first,
                    first,
                    beginning - 1);
        });
    }

    @Override
    public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
        return clients.getRestoreConsumer(config);
    }

    @Override
    public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
        return clients.getGlobalConsumer(config);
    }
}
