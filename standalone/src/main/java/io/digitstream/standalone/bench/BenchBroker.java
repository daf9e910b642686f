package io.digitstream.standalone.bench;

import io.digitstream.application.connection.Connection;
import io.digitstream.processor.ProcessorApplication;
import io.digitstream.processor.settings.InvalidSettingsException;
import io.digitstream.processor.settings.ProcessorSettings;
import io.digitstream.schemas.Topics;
import io.digitstream.standalone.broker.EmbeddedBroker;
import io.digitstream.standalone.topics.TopicSetup;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;

/** A broker in this JVM, for one case of a benchmark after the other. One thread. */
public final class BenchBroker implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(60);
    static final Duration WARM_UP = Duration.ofSeconds(5);

    private final Path folder;
    private final EmbeddedBroker broker;
    private int cases;

    /** @param folder for the broker and what runs on it, empty */
    public BenchBroker(Path folder) throws IOException {
        this.folder = folder;
        this.broker = EmbeddedBroker.start(folder.resolve("broker"), 0);
    }

    /**
     * A case's topics, made where they are missing: new ones for what comes out.
     *
     * @param images topic that they wait on, or are to be sent to
     */
    Connection next(String images, int partitions) throws InterruptedException {
        cases++;
        Topics usual = Topics.defaults();
        Connection connection = Connection.to(
                broker.bootstrapServers(),
                new Topics(
                        images,
                        "recognitions-" + cases,
                        usual.rejectedImages() + "-" + cases,
                        usual.labeledImages(),
                        usual.weights(),
                        usual.trainingReports()));
        try (Admin admin = Admin.create(connection.clientProperties())) {
            new TopicSetup(connection.topics(), partitions).create(admin);
        }
        return connection;
    }

    /** What the case is called: an application, and a folder for its state. */
    String name() {
        return "case-" + cases;
    }

    Path state() {
        return folder.resolve(name());
    }

    /**
     * Our processor, started.
     *
     * @param special settings that the case is about, and others than the usual ones
     */
    ProcessorApplication processor(Connection connection, Map<String, String> special)
            throws InterruptedException, ExecutionException {
        Map<String, String> settings = new HashMap<>(Map.of(
                "kafka.bootstrap.servers", broker.bootstrapServers(),
                "kafka.application.id", name(),
                "kafka.state.dir", state().toString(),
                "topics.images", connection.topics().images(),
                "topics.recognitions", connection.topics().recognitions(),
                "topics.rejected-images", connection.topics().rejectedImages()));
        settings.putAll(special);
        try {
            return ProcessorApplication.start(ProcessorSettings.read(settings));
        } catch (InvalidSettingsException e) {
            throw new IllegalStateException("the processor does not know the settings that it documents", e);
        }
    }

    @Override
    public void close() {
        broker.close();
    }
}
