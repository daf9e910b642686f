package io.digitstream.standalone.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.digitstream.processor.results.RejectionHeaders;
import io.digitstream.schemas.Topics;
import io.digitstream.standalone.broker.EmbeddedBroker;
import io.digitstream.standalone.processes.ProcessorProcess;
import io.digitstream.standalone.topics.TopicSetup;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records that are no readable images, through a real broker into a processor with a small heap. */
class BadImagesIT {
    private static final Topics TOPICS = Topics.defaults();
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int ROUNDS = 200;

    @Test
    void eachBadRecordEndsAsExactlyOneRejectionWithAReasonAndTheProcessorLives(@TempDir Path folder) throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"), 0);
                Admin admin =
                        Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers()))) {
            new TopicSetup(TOPICS, 1).create(admin);
            String servers = broker.bootstrapServers();
            try (KafkaProducer<String, byte[]> producer = producer(servers);
                    KafkaConsumer<String, byte[]> results = consumer(servers);
                    ProcessorProcess processor = ProcessorProcess.start(folder, "processor", servers, Map.of())) {
                List<BadImages.Case> cases = BadImages.all();
                cases.forEach(bad -> send(producer, bad.name(), bad));
                BadImages.Case good = cases.get(cases.size() - 1);
                send(producer, null, good);

                List<ConsumerRecord<String, byte[]>> records = receive(results, cases.size() + 1);
                cases.forEach(bad -> assertOneResult(records, bad));
                assertThat(records)
                        .as("a null key is kept")
                        .anySatisfy(record -> assertThat(record.key()).isNull());

                assertRejectedWithoutItsBytes(producer, results);
                assertFlatMemory(producer, results, processor, cases);
            }
        }
    }

    private static void assertOneResult(List<ConsumerRecord<String, byte[]>> records, BadImages.Case bad) {
        List<ConsumerRecord<String, byte[]>> own = records.stream()
                .filter(record -> bad.name().equals(record.key()))
                .toList();
        assertThat(own).as(bad.name()).hasSize(1);
        ConsumerRecord<String, byte[]> result = own.get(0);
        if (bad.reason() == null) {
            assertThat(result.topic()).as(bad.name()).isEqualTo(TOPICS.recognitions());
            return;
        }
        System.out.printf(
                "%-28s %-20s %s%n",
                bad.name(), header(result, RejectionHeaders.REASON), header(result, RejectionHeaders.MESSAGE));
        assertThat(result.topic()).as(bad.name()).isEqualTo(TOPICS.rejectedImages());
        assertThat(result.value()).as("untouched").isEqualTo(bad.value());
        assertThat(header(result, RejectionHeaders.REASON))
                .isEqualTo(bad.reason().name());
        assertThat(header(result, RejectionHeaders.MESSAGE)).as(bad.name()).contains(bad.words());
        assertThat(header(result, RejectionHeaders.EXCEPTION)).isNotEmpty();
        assertThat(header(result, RejectionHeaders.TOPIC)).isEqualTo(TOPICS.images());
        assertThat(header(result, RejectionHeaders.PARTITION)).isEqualTo("0");
        assertThat(Long.parseLong(header(result, RejectionHeaders.OFFSET))).isBetween(0L, 100L);
    }

    /** Zeros compress so well that the broker takes more of them than the processor could write on. */
    private static void assertRejectedWithoutItsBytes(
            KafkaProducer<String, byte[]> producer, KafkaConsumer<String, byte[]> results) {
        var unused = producer.send(new ProducerRecord<>(TOPICS.images(), "20 MiB of zeros", new byte[20 << 20]));
        ConsumerRecord<String, byte[]> result = receive(results, 1).get(0);
        assertThat(result.key()).isEqualTo("20 MiB of zeros");
        assertThat(header(result, RejectionHeaders.REASON)).isEqualTo("TOO_LARGE");
        assertThat(result.value()).isNull();
    }

    /** Rounds of all of them again: what one bad image leaves behind would add up. */
    private static void assertFlatMemory(
            KafkaProducer<String, byte[]> producer,
            KafkaConsumer<String, byte[]> results,
            ProcessorProcess processor,
            List<BadImages.Case> cases)
            throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            cases.forEach(bad -> send(producer, bad.name(), bad));
        }
        int all = ROUNDS * cases.size();
        int received = receive(results, all / 2).size();
        long halfway = processor.java().residentKilobytes();
        receive(results, all - received);
        long atTheEnd = processor.java().residentKilobytes();
        System.out.printf("resident after half of the rounds %,d kB, after all %,d kB%n", halfway, atTheEnd);
        assertThat(processor.java().isAlive()).as(processor.java().lastLines()).isTrue();
        assertThat(atTheEnd).as("resident kB").isLessThanOrEqualTo(halfway + halfway / 5);
    }

    private static void send(KafkaProducer<String, byte[]> producer, String key, BadImages.Case bad) {
        var unused = producer.send(new ProducerRecord<>(TOPICS.images(), key, bad.value()));
    }

    private static List<ConsumerRecord<String, byte[]>> receive(KafkaConsumer<String, byte[]> results, int count) {
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (records.size() < count && System.nanoTime() < deadline) {
            results.poll(Duration.ofMillis(100)).forEach(records::add);
        }
        // One more look, so that a double would be seen.
        results.poll(Duration.ofMillis(300)).forEach(records::add);
        assertThat(records.size()).as("results").isGreaterThanOrEqualTo(count);
        return records;
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        return new String(
                Objects.requireNonNull(record.headers().lastHeader(name), name).value(), StandardCharsets.UTF_8);
    }

    private static KafkaProducer<String, byte[]> producer(String servers) {
        return new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        servers,
                        ProducerConfig.COMPRESSION_TYPE_CONFIG,
                        "lz4",
                        ProducerConfig.BUFFER_MEMORY_CONFIG,
                        64 << 20,
                        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                        32 << 20),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    private static KafkaConsumer<String, byte[]> consumer(String servers) {
        KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        servers,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions =
                List.of(new TopicPartition(TOPICS.recognitions(), 0), new TopicPartition(TOPICS.rejectedImages(), 0));
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return consumer;
    }
}
