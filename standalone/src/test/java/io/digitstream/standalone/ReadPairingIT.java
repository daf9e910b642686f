package io.digitstream.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.digitstream.application.connection.Connection;
import io.digitstream.application.result.ImagePosition;
import io.digitstream.schemas.Topics;
import io.digitstream.standalone.broker.EmbeddedBroker;
import io.digitstream.standalone.topics.TopicSetup;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code read} makes of results that say little; the test plays the processor. */
final class ReadPairingIT {
    private static final Topics TOPICS = Topics.defaults();
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Path folder;
    private final StringWriter err = new StringWriter();

    ReadPairingIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void knowsARejectionThatHasLostKeyAndHeadersByItsPosition() throws Exception {
        CommandRun run = read((image, answers) -> answers.accept(rejectionWithPosition(image)));
        assertThat(run.err()).hasSize(2).allMatch(line -> line.startsWith("rejected: "));
        assertThat(run.out()).anyMatch(line -> line.startsWith("b.png,REJECTED,"));
        assertThat(run.lastLine()).startsWith("read 2 of 2, ");
    }

    /** Each image gets two such results, and once that is said a third one, so that the command ends. */
    @Test
    void saysOnceThatResultsDoNotSayWhichImageTheyAreAbout() throws Exception {
        CommandRun run = read((image, answers) -> {
            var unpaired = new ProducerRecord<>(
                    TOPICS.rejectedImages(), 0, image.timestamp(), image.key(), (byte[]) null, image.headers());
            answers.accept(unpaired);
            answers.accept(unpaired);
            await().atMost(PATIENCE).until(() -> !err.toString().isEmpty());
            answers.accept(rejectionWithPosition(image));
        });
        assertThat(run.err())
                .filteredOn(line -> !line.startsWith("rejected: "))
                .containsExactly(
                        "results do not say which image they are about (no headers digitstream.image.topic, .partition,"
                                + " .offset): upgrade the processors to this version");
        assertThat(run.lastLine()).startsWith("read 2 of 2, ");
    }

    private static ProducerRecord<byte[], byte[]> rejectionWithPosition(ConsumerRecord<byte[], byte[]> image) {
        var rejection = new ProducerRecord<byte[], byte[]>(TOPICS.rejectedImages(), 0, null, null);
        new ImagePosition(image.topic(), image.partition(), image.offset()).writeTo(rejection.headers());
        return rejection;
    }

    /** What the processor makes of an image, and where to. */
    private interface Processor
            extends BiConsumer<ConsumerRecord<byte[], byte[]>, Consumer<ProducerRecord<byte[], byte[]>>> {}

    /** Reads two files. */
    private CommandRun read(Processor processor) throws Exception {
        Path photos = Files.createDirectory(folder.resolve("photos"));
        Files.write(photos.resolve("a.png"), new byte[] {1});
        Files.write(photos.resolve("b.png"), new byte[] {2});
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"), 0)) {
            Connection connection = Connection.to(broker.bootstrapServers(), TOPICS);
            try (Admin admin = Admin.create(connection.clientProperties())) {
                new TopicSetup(TOPICS, 1).create(admin);
            }
            CompletableFuture<CommandRun> run = CompletableFuture.supplyAsync(() -> CommandRun.of(
                    err,
                    "read",
                    "--images",
                    photos.toString(),
                    "--timeout",
                    "300",
                    "--bootstrap-servers",
                    broker.bootstrapServers()));
            process(connection, processor);
            return run.get();
        }
    }

    private static void process(Connection connection, Processor processor) {
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
                    processor.accept(image, result -> {
                        var unused = producer.send(result);
                    });
                    processed.add(image);
                }
                return processed.size() == 2;
            });
        }
    }
}
