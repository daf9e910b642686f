package io.digitstream.standalone.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.digitstream.application.result.ImagePosition;
import io.digitstream.schemas.ImageEvent;
import io.digitstream.schemas.ImageValue;
import io.digitstream.schemas.Region;
import io.digitstream.schemas.TopicValues;
import io.digitstream.schemas.Topics;
import io.digitstream.schemas.WireFormat;
import io.digitstream.standalone.broker.EmbeddedBroker;
import io.digitstream.standalone.processes.ProcessorProcess;
import io.digitstream.standalone.topics.TopicSetup;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Records of every kind in random order, with two kills: each gets exactly one result. {@code -Drandom.records=50000} sends more of
 * them, {@code -Drandom.files=FOLDER} files of one's own among them.
 */
class RandomRecordsIT {
    private static final int RECORDS = Integer.getInteger("random.records", 1_000);
    private static final int PARTITIONS = 4;
    private static final Topics TOPICS = Topics.defaults();
    private static final List<Long> TIMESTAMPS = List.of(-1L, 0L, 1_000L, 1_700_000_000_000L, Long.MAX_VALUE);

    private final SplittableRandom random = new SplittableRandom(25);
    private final Set<ImagePosition> sent = ConcurrentHashMap.newKeySet();
    private final Map<ImagePosition, List<String>> results = new HashMap<>();

    @Test
    void eachRecordGetsExactlyOneResult(@TempDir Path folder) throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"), 0);
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            String servers = broker.bootstrapServers();
            new TopicSetup(TOPICS, PARTITIONS).create(admin);
            configure(admin, TOPICS.images(), "message.timestamp.after.max.ms", Long.toString(Long.MAX_VALUE));
            configure(admin, TOPICS.recognitions(), "max.message.bytes", "1048588");
            List<byte[]> values = values();
            try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                            Map.of("bootstrap.servers", servers, "max.request.size", 20 << 20),
                            new ByteArraySerializer(),
                            new ByteArraySerializer());
                    KafkaConsumer<byte[], byte[]> consumer = consumer(servers);
                    ProcessorProcess processor = ProcessorProcess.start(folder, "processor", servers, Map.of())) {
                for (int third = 1; third <= 3; third++) {
                    int end = RECORDS * third / 3;
                    for (int i = RECORDS * (third - 1) / 3; i < end; i++) {
                        send(producer, values);
                    }
                    producer.flush();
                    if (third < 3) {
                        // In the midst of them, but not before it has begun.
                        awaitResults(consumer, processor, end - RECORDS / 6);
                        processor.killAndRestart();
                    }
                }
                awaitResults(consumer, processor, RECORDS);
                consumer.poll(Duration.ofSeconds(1)).forEach(this::receive);

                assertThat(sent).hasSize(RECORDS);
                assertThat(sent).as("answered").allMatch(results::containsKey);
                assertThat(results)
                        .as("once, and nothing else")
                        .hasSize(RECORDS)
                        .allSatisfy((position, topics) -> assertThat(topics).hasSize(1));
                assertThat(processor.java().isAlive()).isTrue();
                System.out.printf("%d records, 2 kills: %s%n", RECORDS, countsByTopic());
            }
        }
    }

    private Map<String, Long> countsByTopic() {
        return results.values().stream()
                .flatMap(List::stream)
                .collect(Collectors.groupingBy(topic -> topic, Collectors.counting()));
    }

    private void send(KafkaProducer<byte[], byte[]> producer, List<byte[]> values) {
        byte[] value = values.get(random.nextInt(values.size()));
        long timestamp = TIMESTAMPS.get(random.nextInt(TIMESTAMPS.size()));
        ProducerRecord<byte[], byte[]> record =
                AnyTimestamp.record(TOPICS.images(), random.nextInt(PARTITIONS), timestamp, key(), value);
        switch (random.nextInt(50)) {
            case 0 -> record.headers().add("thumbnail", bytes(2_000_000));
            case 1 -> {
                for (int i = 0; i < 1_000; i++) {
                    record.headers().add("h" + i, new byte[] {1});
                }
            }
            case 2 -> record.headers().add("none", null);
            default -> {}
        }
        var unused = producer.send(record, (metadata, exception) -> {
            if (exception == null) {
                sent.add(new ImagePosition(metadata.topic(), metadata.partition(), metadata.offset()));
            }
        });
    }

    private byte @Nullable [] key() {
        return switch (random.nextInt(50)) {
            case 0 -> bytes(2_000_000);
            case 1 -> new byte[0];
            default -> random.nextBoolean() ? null : bytes(random.nextInt(1, 20));
        };
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private List<byte[]> values() throws IOException {
        List<byte[]> values = new ArrayList<>();
        BadImages.all().forEach(bad -> values.add(bad.value()));
        byte[] image = ImageValue.parse(TopicValues.singleObject(), values.get(values.size() - 1))
                .getImage()
                .array();
        for (long extreme : List.of(Long.MIN_VALUE, -1L, Long.MAX_VALUE)) {
            values.add(WireFormat.IMAGE_EVENT.encode(new ImageEvent(
                    ByteBuffer.wrap(image),
                    new Region((int) extreme, Integer.MIN_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE),
                    Instant.ofEpochMilli(extreme),
                    "x".repeat(100_000))));
        }
        values.add(bytes(2_000_000));
        // Confluent's wire format, without a registry.
        values.add(new byte[] {0, 0, 0, 3, 12, '{', '}'});
        String files = System.getProperty("random.files");
        if (files != null) {
            try (Stream<Path> all = Files.walk(Path.of(files))) {
                for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
                    values.add(Files.readAllBytes(file));
                }
            }
        }
        return values;
    }

    private void awaitResults(KafkaConsumer<byte[], byte[]> consumer, ProcessorProcess processor, int count) {
        await().atMost(Duration.ofMinutes(2).plus(Duration.ofMillis(RECORDS * 50L)))
                .pollInSameThread()
                .until(() -> {
                    consumer.poll(Duration.ofMillis(100)).forEach(this::receive);
                    assertThat(processor.java().isAlive())
                            .as(processor.java().lastLines())
                            .isTrue();
                    return results.size() >= count;
                });
    }

    private void receive(ConsumerRecord<byte[], byte[]> result) {
        results.computeIfAbsent(ImagePosition.of(result.headers()).orElseThrow(), position -> new ArrayList<>())
                .add(result.topic());
    }

    private static void configure(Admin admin, String topic, String name, String value) throws Exception {
        admin.incrementalAlterConfigs(Map.of(
                        new ConfigResource(ConfigResource.Type.TOPIC, topic),
                        List.of(new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET))))
                .all()
                .get();
    }

    private static KafkaConsumer<byte[], byte[]> consumer(String servers) {
        KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", servers, "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = Stream.of(TOPICS.recognitions(), TOPICS.rejectedImages())
                .flatMap(topic -> Stream.iterate(0, partition -> partition < PARTITIONS, partition -> partition + 1)
                        .map(partition -> new TopicPartition(topic, partition)))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return consumer;
    }
}
