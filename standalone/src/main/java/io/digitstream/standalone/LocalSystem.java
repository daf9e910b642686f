package io.digitstream.standalone;

import io.digitstream.application.connection.Connection;
import io.digitstream.processor.ProcessorApplication;
import io.digitstream.processor.settings.InvalidSettingsException;
import io.digitstream.processor.settings.ProcessorSettings;
import io.digitstream.schemas.Topics;
import io.digitstream.standalone.broker.EmbeddedBroker;
import io.digitstream.standalone.processes.Folders;
import io.digitstream.standalone.topics.TopicSetup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;

/** A broker with the product's topics and a processor, in this JVM and a temporary folder. Gone when closed. One thread. */
final class LocalSystem implements AutoCloseable {
    private static final int PARTITIONS = 4;
    private static final Duration START = Duration.ofSeconds(60);

    private final Path folder;
    private final EmbeddedBroker broker;
    private final Topics topics;
    private @Nullable ProcessorApplication processor;

    private LocalSystem(Path folder, EmbeddedBroker broker, Topics topics) {
        this.folder = folder;
        this.broker = broker;
        this.topics = topics;
    }

    /**
     * Starts everything and waits until images are being read.
     *
     * @throws IOException if the temporary folder cannot be used or the processor does not come up
     */
    static LocalSystem start(Topics topics) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("digitstream-");
        LocalSystem system = new LocalSystem(folder, broker(folder), topics);
        boolean running = false;
        try {
            system.startProcessor();
            running = true;
            return system;
        } finally {
            if (!running) {
                system.close();
            }
        }
    }

    private static EmbeddedBroker broker(Path folder) throws IOException {
        try {
            return EmbeddedBroker.start(folder.resolve("broker"), 0);
        } catch (IOException | RuntimeException e) {
            Folders.delete(folder);
            throw e;
        }
    }

    private void startProcessor() throws IOException, InterruptedException {
        try (Admin admin = Admin.create(connection().clientProperties())) {
            new TopicSetup(topics, PARTITIONS).create(admin);
        }
        try {
            processor = ProcessorApplication.start(settings());
            processor.awaitRunning(START);
        } catch (ExecutionException | IllegalStateException e) {
            throw new IOException("the processor does not start: " + e.getMessage(), e);
        }
    }

    private ProcessorSettings settings() {
        Map<String, String> values = Map.of(
                "kafka.bootstrap.servers", broker.bootstrapServers(),
                "kafka.state.dir", folder.resolve("state").toString(),
                "topics.images", topics.images(),
                "topics.recognitions", topics.recognitions(),
                "topics.rejected-images", topics.rejectedImages(),
                "topics.labeled-images", topics.labeledImages(),
                "topics.weights", topics.weights(),
                "topics.training-reports", topics.trainingReports());
        try {
            return ProcessorSettings.read(values);
        } catch (InvalidSettingsException e) {
            throw new IllegalStateException("the processor does not know the settings that it documents", e);
        }
    }

    Connection connection() {
        return Connection.to(broker.bootstrapServers(), topics);
    }

    @Override
    public void close() throws IOException {
        // Whatever fails to stop, the rest still does.
        try (broker) {
            if (processor != null) {
                processor.close();
            }
        } finally {
            Folders.delete(folder);
        }
    }
}
