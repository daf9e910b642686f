package io.digitstream.standalone.bench;

import io.digitstream.application.connection.Connection;
import io.digitstream.processor.ProcessorApplication;
import io.digitstream.processor.intake.Intake;
import io.digitstream.recognizer.engine.Recognizer;
import io.digitstream.recognizer.image.ImageLimits;
import io.digitstream.recognizer.weights.Release;
import io.digitstream.schemas.TopicValues;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
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
public final class PipelineBenchmark {
    /** For the compilers of the JVM, which take a core for themselves until they know the path. */
    private static final Duration FIRST_WARM_UP = Duration.ofSeconds(20);

    private static final int BATCH = 32;

    private final Release release;
    private final Intake intake;
    private final List<BenchImage> images;
    private final Duration time;
    private final BenchBroker broker;

    /**
     * @param images that came with the place of their number
     * @param time that a case is measured, after some seconds to warm up
     */
    public PipelineBenchmark(Release release, List<BenchImage> images, Duration time, BenchBroker broker) {
        this.release = release;
        this.intake = new Intake(TopicValues.singleObject(), release.networks().preparer(ImageLimits.DEFAULT));
        this.images = List.copyOf(images);
        this.time = time;
        this.broker = broker;
    }

    /**
     * Images that wait, enough for each case.
     *
     * @param fastest images a second that no case exceeds
     */
    public void fill(int partitions, double fastest) throws InterruptedException {
        Duration longest = time.compareTo(FIRST_WARM_UP) > 0 ? time : FIRST_WARM_UP;
        long count = (long) (fastest * BenchBroker.WARM_UP.plus(longest).toSeconds() * 1.2) + 1_000;
        Connection connection = next(partitions);
        Map<String, Object> properties = connection.clientProperties();
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 20);
        properties.put(ProducerConfig.BATCH_SIZE_CONFIG, 1 << 18);
        // Gigabytes that a disk is slow to take: what is sent again counts as well, and sequences need not be agreed
        // upon.
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, false);
        properties.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        try (var producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            List<byte[]> events = BenchImage.events(images);
            for (long i = 0; i < count; i++) {
                byte[] event = events.get((int) (i % events.size()));
                var unused = producer.send(
                        new ProducerRecord<>(connection.topics().images(), (int) (i % partitions), null, event));
            }
        }
    }

    private Connection next(int partitions) throws InterruptedException {
        return broker.next("images-" + partitions, partitions);
    }

    /** Lets the JVM get to know the path: what is measured after that is how it goes on, not how it begins. */
    public void warmUp(int partitions) throws InterruptedException, ExecutionException {
        ours(partitions, 1, StreamsConfig.EXACTLY_ONCE_V2, FIRST_WARM_UP);
    }

    /** Images a second that the processor reads. */
    public double ours(int partitions, int threads, String guarantee) throws InterruptedException, ExecutionException {
        return ours(partitions, threads, guarantee, time);
    }

    private double ours(int partitions, int threads, String guarantee, Duration measured)
            throws InterruptedException, ExecutionException {
        Connection connection = next(partitions);
        Map<String, String> special = Map.of(
                "kafka.num.stream.threads",
                Integer.toString(threads),
                "kafka.processing.guarantee",
                guarantee,
                "batch.max-size",
                Integer.toString(BATCH));
        try (ProcessorApplication processor = broker.processor(connection, special)) {
            processor.awaitRunning(BenchBroker.PATIENCE);
            return rate(connection, partitions, measured);
        }
    }

    /** Images a second in batches in memory, which a kill loses. */
    public double batchInMemory(int partitions) throws InterruptedException {
        List<Recognizer> recognizers = new ArrayList<>();
        Connection connection = next(partitions);
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

    private double stream(Topology topology, Connection connection, int partitions) {
        Properties properties = new Properties();
        properties.putAll(connection.clientProperties());
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, broker.name());
        properties.put(StreamsConfig.STATE_DIR_CONFIG, broker.state().toString());
        properties.put(StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.ByteArraySerde.class);
        properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 100);
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        try (KafkaStreams streams = new KafkaStreams(topology, properties)) {
            streams.start();
            return rate(connection, partitions, time);
        }
    }

    private static double rate(Connection connection, int partitions, Duration measured) {
        try (CommittedResults results = new CommittedResults(connection, partitions)) {
            var unused = results.poll(BenchBroker.PATIENCE);
            results.rate(BenchBroker.WARM_UP);
            return results.rate(measured);
        }
    }
}
