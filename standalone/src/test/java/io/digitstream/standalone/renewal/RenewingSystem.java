package io.digitstream.standalone.renewal;

import static org.assertj.core.api.Assertions.assertThat;

import io.digitstream.application.connection.Connection;
import io.digitstream.processor.ProcessorApplication;
import io.digitstream.processor.settings.ProcessorSettings;
import io.digitstream.schemas.Topics;
import io.digitstream.schemas.TrainingReport;
import io.digitstream.schemas.WireFormat;
import io.digitstream.standalone.broker.EmbeddedBroker;
import io.digitstream.standalone.receiving.Result;
import io.digitstream.standalone.receiving.ResultReader;
import io.digitstream.standalone.sending.ImageSender;
import io.digitstream.standalone.sending.OutgoingImage;
import io.digitstream.standalone.topics.TopicSetup;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A broker and a processor that go on running while releases come, and what is asked of them. */
final class RenewingSystem implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final EmbeddedBroker broker;
    private final Connection connection;
    private final ProcessorApplication processor;

    private RenewingSystem(EmbeddedBroker broker, Connection connection, ProcessorApplication processor) {
        this.broker = broker;
        this.connection = connection;
        this.processor = processor;
    }

    static RenewingSystem start(Path folder) throws Exception {
        EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"), 0);
        Connection connection = Connection.to(broker.bootstrapServers(), Topics.defaults());
        try (Admin admin = Admin.create(connection.clientProperties())) {
            new TopicSetup(Topics.defaults(), 2).create(admin);
        }
        ProcessorApplication processor = ProcessorApplication.start(ProcessorSettings.read(Map.of(
                "kafka.bootstrap.servers", broker.bootstrapServers(),
                "kafka.state.dir", folder.resolve("state").toString())));
        processor.awaitRunning(PATIENCE);
        return new RenewingSystem(broker, connection, processor);
    }

    Connection connection() {
        return connection;
    }

    /**
     * How images were read. Immutable.
     *
     * @param right share of numbers read right, in [0, 1]
     * @param weights versions that they were read with
     */
    record Readings(double right, Set<String> weights) {}

    /** Has images read, and waits for all of them. */
    Readings read(List<OutgoingImage> images) throws Exception {
        int right = 0;
        Set<String> back = new HashSet<>();
        Set<String> weights = new TreeSet<>();
        try (ResultReader results = ResultReader.fromNow(connection);
                ImageSender sender = new ImageSender(connection, "test")) {
            images.forEach(sender::send);
            Instant end = Instant.now().plus(PATIENCE);
            while (back.size() < images.size() && Instant.now().isBefore(end)) {
                for (Result result : results.poll(Duration.ofMillis(200))) {
                    assertThat(back.add(result.arrival().name()))
                            .as("one result each")
                            .isTrue();
                    right += result.isRight(String.valueOf(result.arrival().truth())) ? 1 : 0;
                    if (result instanceof Result.Recognized recognized) {
                        weights.add(recognized.weights());
                    }
                }
            }
        }
        assertThat(back).hasSize(images.size());
        return new Readings((double) right / images.size(), weights);
    }

    /** Sends images until one is read with other weights. */
    String awaitOtherWeights(String than, List<OutgoingImage> images) throws Exception {
        Instant end = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(end)) {
            Set<String> weights = read(images).weights();
            weights.remove(than);
            if (!weights.isEmpty()) {
                return weights.iterator().next();
            }
        }
        throw new AssertionError("nothing is read with other weights than " + than);
    }

    /** All reports that there are, oldest first. */
    List<TrainingReport> reports() {
        Map<String, Object> properties = connection.clientProperties();
        properties.put("isolation.level", "read_committed");
        List<TrainingReport> reports = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition(connection.topics().trainingReports(), 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            while (consumer.position(partition) < end) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    reports.add(WireFormat.TRAINING_REPORT.decode(record.value()));
                }
            }
        }
        return reports;
    }

    @Override
    public void close() {
        try (broker) {
            processor.close();
        }
    }
}
