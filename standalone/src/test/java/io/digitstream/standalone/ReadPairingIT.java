package io.digitstream.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.digitstream.application.connection.Connection;
import io.digitstream.application.result.ImagePosition;
import io.digitstream.schemas.Topics;
import io.digitstream.standalone.broker.EmbeddedBroker;
import io.digitstream.standalone.topics.TopicSetup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What {@code read} makes of results that say little; the test plays the processor. */
@Timeout(240)
final class ReadPairingIT {
    private static final Topics TOPICS = Topics.defaults();
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Path folder;

    ReadPairingIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void knowsARejectionThatHasLostKeyAndHeadersByItsPosition() throws Exception {
        CommandRun run = read("60", image -> {
            var rejection = new ProducerRecord<byte[], byte[]>(TOPICS.rejectedImages(), 0, null, null);
            new ImagePosition(image.topic(), image.partition(), image.offset()).writeTo(rejection.headers());
            return rejection;
        });
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).anyMatch(line -> line.startsWith("b.png,REJECTED,"));
        assertThat(run.lastLine()).startsWith("read 2 of 2, ");
    }

    @Test
    void saysOnceThatResultsDoNotSayWhichImageTheyAreAbout() throws Exception {
        CommandRun run = read(
                "5",
                image -> new ProducerRecord<>(
                        TOPICS.rejectedImages(), 0, image.timestamp(), image.key(), null, image.headers()));
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .containsExactly(
                        "results do not say which image they are about (no headers digitstream.image.topic, .partition,"
                                + " .offset): upgrade the processors to this version",
                        "missing: a.png",
                        "missing: b.png");
    }

    /** Reads two files. */
    private CommandRun read(
            String timeout, Function<ConsumerRecord<byte[], byte[]>, ProducerRecord<byte[], byte[]>> processor)
            throws Exception {
        Path photos = Files.createDirectory(folder.resolve("photos"));
        Files.write(photos.resolve("a.png"), new byte[] {1});
        Files.write(photos.resolve("b.png"), new byte[] {2});
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"), 0)) {
            Connection connection = Connection.to(broker.bootstrapServers(), TOPICS);
            try (Admin admin = Admin.create(connection.clientProperties())) {
                new TopicSetup(TOPICS, 1).create(admin);
            }
            CompletableFuture<CommandRun> run = CompletableFuture.supplyAsync(() -> CommandRun.of(
                    "read",
                    "--images",
                    photos.toString(),
                    "--timeout",
                    timeout,
                    "--bootstrap-servers",
                    broker.bootstrapServers()));
            process(connection, processor);
            return run.get();
        }
    }

    private static void process(
            Connection connection, Function<ConsumerRecord<byte[], byte[]>, ProducerRecord<byte[], byte[]>> processor) {
        TopicPartition images = new TopicPartition(TOPICS.images(), 0);
        List<ConsumerRecord<byte[], byte[]>> processed = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                        connection.clientProperties(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
                KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                        connection.clientProperties(), new ByteArraySerializer(), new ByteArraySerializer())) {
            consumer.assign(List.of(images));
            consumer.seekToBeginning(List.of(images));
            await().atMost(PATIENCE).until(() -> {
                for (ConsumerRecord<byte[], byte[]> image : consumer.poll(Duration.ofMillis(100))) {
                    var unused = producer.send(processor.apply(image));
                    processed.add(image);
                }
                return processed.size() == 2;
            });
        }
    }
}
