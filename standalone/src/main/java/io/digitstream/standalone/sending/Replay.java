package io.digitstream.standalone.sending;

import io.digitstream.application.connection.Connection;
import io.digitstream.application.connection.ConnectionException;
import io.digitstream.application.lifecycle.Closer;
import io.digitstream.application.result.ImagePosition;
import io.digitstream.processor.results.RejectionHeaders;
import io.digitstream.standalone.receiving.ResultOrigin;
import io.digitstream.standalone.topics.TopicSetup;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Puts rejected images back onto the topic of images, each once: how far it came is written in the transaction that writes the images.
 * One thread.
 */
public final class Replay implements AutoCloseable {
    /** Consumer group and transactional id. */
    public static final String GROUP = "digitstream-replay";

    /** What a processor writes beside a result. */
    private static final List<String> PROCESSORS_HEADERS = List.of("digitstream.rejected.", "digitstream.image.");

    private static final Duration POLL = Duration.ofMillis(500);

    private final Closer closer = new Closer();
    private final Connection connection;
    private final Set<String> reasons;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final KafkaProducer<byte[], byte[]> producer;
    private int imagePartitions;
    private long replayed;
    private long passedOver;
    private long withoutBytes;

    /**
     * What became of them. Immutable.
     *
     * @param passedOver rejected for another reason
     * @param withoutBytes whose payload is omitted: it did not fit the topic
     */
    public record Report(long replayed, long passedOver, long withoutBytes) {}

    /**
     * @param reasons why images were rejected that shall be tried again; empty for all
     * @throws ConnectionException if the broker does not answer, or lacks a topic
     */
    public Replay(Connection connection, Set<String> reasons) throws ConnectionException, InterruptedException {
        this.connection = connection;
        this.reasons = Set.copyOf(reasons);
        connection.require(connection.topics().images(), connection.topics().rejectedImages());
        Map<String, Object> consuming = connection.clientProperties();
        consuming.put(ConsumerConfig.GROUP_ID_CONFIG, GROUP);
        consuming.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        consuming.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        consuming.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        Map<String, Object> producing = connection.clientProperties();
        producing.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, GROUP);
        producing.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, TopicSetup.MAX_RECORD_BYTES);
        try {
            consumer = closer.add(
                    new KafkaConsumer<>(consuming, new ByteArrayDeserializer(), new ByteArrayDeserializer()));
            producer = new KafkaProducer<>(producing, new ByteArraySerializer(), new ByteArraySerializer());
            closer.add(() -> producer.close(Duration.ZERO));
        } catch (KafkaException e) {
            Closer.closeAfter(e, closer);
            throw connection.broken(e);
        }
    }

    /**
     * Replays what is rejected so far and was not replayed before; images that are rejected again meanwhile are left for the next time.
     *
     * @param again from the beginning, whatever was replayed before
     * @throws ConnectionException if the broker refuses, or goes away
     */
    public Report run(boolean again) throws ConnectionException {
        List<TopicPartition> partitions;
        try {
            partitions = consumer.partitionsFor(connection.topics().rejectedImages()).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            imagePartitions =
                    consumer.partitionsFor(connection.topics().images()).size();
            if (again) {
                consumer.seekToBeginning(partitions);
            }
            Map<TopicPartition, Long> end = consumer.endOffsets(partitions);
            producer.initTransactions();
            while (end.entrySet().stream().anyMatch(entry -> consumer.position(entry.getKey()) < entry.getValue())) {
                pass(end);
            }
            return new Report(replayed, passedOver, withoutBytes);
        } catch (KafkaException e) {
            throw connection.broken(e);
        }
    }

    private void pass(Map<TopicPartition, Long> end) {
        producer.beginTransaction();
        for (ConsumerRecord<byte[], byte[]> rejected : consumer.poll(POLL)) {
            TopicPartition place = new TopicPartition(rejected.topic(), rejected.partition());
            if (rejected.offset() < end.getOrDefault(place, 0L)) {
                replay(rejected);
            }
        }
        Map<TopicPartition, OffsetAndMetadata> done = new HashMap<>();
        end.forEach((place, last) -> done.put(place, new OffsetAndMetadata(Math.min(last, consumer.position(place)))));
        producer.sendOffsetsToTransaction(done, consumer.groupMetadata());
        producer.commitTransaction();
    }

    private void replay(ConsumerRecord<byte[], byte[]> rejected) {
        String reason = OwnHeaders.text(rejected.headers(), RejectionHeaders.REASON);
        if (!reasons.isEmpty() && (reason == null || !reasons.contains(reason))) {
            passedOver++;
        } else if (rejected.value() == null) {
            withoutBytes++;
        } else {
            ResultOrigin origin = ResultOrigin.of(rejected.headers());
            var unused = producer.send(new ProducerRecord<>(
                    connection.topics().images(),
                    partition(rejected, origin),
                    timestamp(rejected, origin),
                    rejected.key(),
                    rejected.value(),
                    own(rejected.headers())));
            replayed++;
        }
    }

    /** The one that the image came from, if it came from the topic that it goes to; null for any, where there is no such partition. */
    private @Nullable Integer partition(ConsumerRecord<byte[], byte[]> rejected, ResultOrigin origin) {
        ImagePosition position = origin.position();
        int partition =
                position != null && position.topic().equals(connection.topics().images())
                        ? position.partition()
                        : rejected.partition();
        return partition < imagePartitions ? partition : null;
    }

    /** The image's, or where that is not known its rejection's; null for now. */
    private static @Nullable Long timestamp(ConsumerRecord<byte[], byte[]> rejected, ResultOrigin origin) {
        long millis =
                origin.sentAt() == null ? rejected.timestamp() : origin.sentAt().toEpochMilli();
        return millis < 0 ? null : millis;
    }

    /** Those that the image came with. */
    private static Headers own(Headers headers) {
        Headers own = new RecordHeaders();
        for (Header header : headers) {
            if (PROCESSORS_HEADERS.stream().noneMatch(header.key()::startsWith)) {
                own.add(header);
            }
        }
        return own;
    }

    /** What is not committed then is replayed the next time. */
    @Override
    public void close() {
        closer.close();
    }
}
