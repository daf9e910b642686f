package io.digitstream.standalone.bench;

import io.digitstream.application.connection.Connection;
import io.digitstream.processor.ProcessorApplication;
import io.digitstream.processor.intake.Intake;
import io.digitstream.processor.settings.InvalidSettingsException;
import io.digitstream.processor.settings.ProcessorSettings;
import io.digitstream.recognizer.engine.Recognizer;
import io.digitstream.recognizer.image.ImageLimits;
import io.digitstream.recognizer.weights.Release;
import io.digitstream.schemas.TopicValues;
import io.digitstream.schemas.Topics;
import io.digitstream.schemas.WireFormat;
import io.digitstream.standalone.broker.EmbeddedBroker;
import io.digitstream.standalone.topics.TopicSetup;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;

/**
 * How many images a second go through a Kafka topic and come out as committed readings, while more wait than can be read. Broker,
 * processor and consumer share this JVM and its cores; the images were sent before. One thread.
 */
public final class PipelineBenchmark implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration WARM_UP = Duration.ofSeconds(5);
    private static final int BATCH = 32;

    private final Release release;
    private final Intake intake;
    private final List<BenchImage> images;
    private final Duration time;
    private final Path folder;
    private final EmbeddedBroker broker;
    private int cases;

    /**
     * @param images that came with the place of their number
     * @param time that a case is measured, after some seconds to warm up
     * @param folder for the broker and the processors, empty
     */
    public PipelineBenchmark(Release release, List<BenchImage> images, Duration time, Path folder) throws IOException {
        this.release = release;
        this.intake = new Intake(TopicValues.singleObject(), release.networks().preparer(ImageLimits.DEFAULT));
        this.images = List.copyOf(images);
        this.time = time;
        this.folder = folder;
        this.broker = EmbeddedBroker.start(folder.resolve("broker"), 0);
    }

    /**
     * Images that wait, enough for each case.
     *
     * @param fastest images a second that no case exceeds
     */
    public void fill(int partitions, double fastest) throws InterruptedException {
        long count = (long) (fastest * WARM_UP.plus(time).toSeconds() * 1.2) + 1_000;
        Connection connection = Connection.to(broker.bootstrapServers(), topics(partitions));
        create(connection, partitions);
        Map<String, Object> properties = connection.clientProperties();
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 20);
        properties.put(ProducerConfig.BATCH_SIZE_CONFIG, 1 << 18);
        try (var producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            List<byte[]> events = images.stream()
                    .map(image -> WireFormat.IMAGE_EVENT.encode(image.event()))
                    .toList();
            for (long i = 0; i < count; i++) {
                byte[] event = events.get((int) (i % events.size()));
                var unused = producer.send(
                        new ProducerRecord<>(connection.topics().images(), (int) (i % partitions), null, event));
            }
        }
    }

    private void create(Connection connection, int partitions) throws InterruptedException {
        try (Admin admin = Admin.create(connection.clientProperties())) {
            new TopicSetup(connection.topics(), partitions).create(admin);
        }
    }

    /** One case's topics; the images are those of all cases with so many partitions. */
    private Topics topics(int partitions) {
        Topics usual = Topics.defaults();
        return new Topics(
                "images-" + partitions,
                "recognitions-" + cases,
                usual.rejectedImages() + "-" + cases,
                usual.labeledImages(),
                usual.weights(),
                usual.trainingReports());
    }

    /** Images a second that the processor reads. */
    public double ours(int partitions, int threads, String guarantee) throws InterruptedException, ExecutionException {
        Connection connection = next(partitions);
        Map<String, String> settings = new HashMap<>(Map.of(
                "kafka.bootstrap.servers", broker.bootstrapServers(),
                "kafka.application.id", "case-" + cases,
                "kafka.state.dir", folder.resolve("state-" + cases).toString(),
                "kafka.num.stream.threads", Integer.toString(threads),
                "kafka.processing.guarantee", guarantee,
                "batch.max-size", Integer.toString(BATCH),
                "topics.images", connection.topics().images(),
                "topics.recognitions", connection.topics().recognitions(),
                "topics.rejected-images", connection.topics().rejectedImages()));
        try (ProcessorApplication processor = ProcessorApplication.start(ProcessorSettings.read(settings))) {
            processor.awaitRunning(PATIENCE);
            return rate(connection, partitions);
        } catch (InvalidSettingsException e) {
            throw new IllegalStateException("the processor does not know the settings that it documents", e);
        }
    }

    /** Images a second in batches in memory, which a kill loses. */
    public double batchInMemory(int partitions) throws InterruptedException {
        Connection connection = next(partitions);
        List<Recognizer> recognizers = new ArrayList<>();
        Topology topology = new Topology();
        topology.addSource(
                "images",
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer(),
                connection.topics().images());
        topology.addProcessor(
                "recognize",
                () -> {
                    Recognizer recognizer = Recognizer.of(release);
                    recognizers.add(recognizer);
                    return new BatchInMemory(recognizer, intake, BATCH);
                },
                "images");
        topology.addSink(
                "recognitions",
                connection.topics().recognitions(),
                new ByteArraySerializer(),
                new StringSerializer(),
                "recognize");
        try {
            return stream(topology, connection, partitions);
        } finally {
            recognizers.forEach(Recognizer::close);
        }
    }

    /** Images a second with DL4J as it is shipped, an image after the other. */
    public double oneAtATime(int partitions) throws InterruptedException {
        Connection connection = next(partitions);
        try (Dl4jAsShipped scorer = new Dl4jAsShipped(release.networks().reading())) {
            OneAtATime examples = new OneAtATime(scorer, intake, release.reader());
            return stream(examples.topology(connection.topics()), connection, partitions);
        }
    }

    private Connection next(int partitions) throws InterruptedException {
        cases++;
        Connection connection = Connection.to(broker.bootstrapServers(), topics(partitions));
        create(connection, partitions);
        return connection;
    }

    private double stream(Topology topology, Connection connection, int partitions) {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "case-" + cases);
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers());
        properties.put(
                StreamsConfig.STATE_DIR_CONFIG, folder.resolve("state-" + cases).toString());
        properties.put(StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.ByteArraySerde.class);
        properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 100);
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        try (KafkaStreams streams = new KafkaStreams(topology, properties)) {
            streams.start();
            return rate(connection, partitions);
        }
    }

    private double rate(Connection connection, int partitions) {
        try (CommittedResults results =
                new CommittedResults(connection, connection.topics().recognitions(), partitions)) {
            results.awaitFirst(PATIENCE);
            results.rate(WARM_UP);
            return results.rate(time);
        }
    }

    @Override
    public void close() {
        broker.close();
    }
}
