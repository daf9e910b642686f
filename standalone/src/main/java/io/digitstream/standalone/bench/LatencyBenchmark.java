package io.digitstream.standalone.bench;

import static java.util.Objects.requireNonNull;

import io.digitstream.application.connection.Connection;
import io.digitstream.processor.ProcessorApplication;
import io.digitstream.schemas.Recognition;
import io.digitstream.schemas.TopicValues;
import io.digitstream.schemas.WireFormat;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * How long images take from when they are due to be sent until a consumer of committed results has their reading, at a steady
 * load. Broker, processor, sender and consumer share this JVM and its cores. One thread.
 */
public final class LatencyBenchmark {
    private static final Duration POLL = Duration.ofMillis(20);
    private static final int PARTITIONS = 4;
    private static final List<String> STEPS =
            List.of("digitstream_decode", "digitstream_wait", "digitstream_inference");

    private final List<BenchImage> images;
    private final Duration time;
    private final BenchBroker broker;
    private final TopicValues values = TopicValues.singleObject();
    private int cases;

    /**
     * @param images that came with the place of their number
     * @param time that a case is measured, after some seconds to warm up
     */
    public LatencyBenchmark(List<BenchImage> images, Duration time, BenchBroker broker) {
        this.images = List.copyOf(images);
        this.time = time;
        this.broker = broker;
    }

    /**
     * Where the time of images goes.
     *
     * @param whole from due to received
     * @param arrive from due to taken in by the processor
     * @param read from taken in to read: decoding, waiting for a batch, inference
     * @param commit from read to received
     * @param ours from due to read: all but the commit
     * @param decode milliseconds of decoding an image, on average
     * @param queue milliseconds from decoded to the beginning of its batch, on average
     * @param infer milliseconds of a batch, on average
     */
    public record Measurement(
            Latencies whole,
            Latencies arrive,
            Latencies read,
            Latencies commit,
            Latencies ours,
            double decode,
            double queue,
            double infer) {}

    /** One load, in images a second. */
    public Measurement at(double rate) throws InterruptedException, ExecutionException, IOException {
        cases++;
        Connection connection = broker.next("images-at-load-" + cases, PARTITIONS);
        int warming = (int) (rate * BenchBroker.WARM_UP.toSeconds());
        int count = warming + (int) (rate * time.toSeconds());
        OpenLoop sender = new OpenLoop(connection, images, count, rate);
        int port = freePort();
        try (ProcessorApplication processor =
                        broker.processor(connection, Map.of("metrics.port", Integer.toString(port)));
                KafkaConsumer<byte[], byte[]> consumer = consumer(connection)) {
            processor.awaitRunning(BenchBroker.PATIENCE);
            InstantSource clock = InstantSource.system();
            Instant begin = clock.instant();
            CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> sender.run(begin, clock));
            Measurement measured = receive(consumer, sender, begin, clock, warming, count, ProcessorMetrics.at(port));
            sending.join();
            return measured;
        }
    }

    private Measurement receive(
            KafkaConsumer<byte[], byte[]> consumer,
            OpenLoop sender,
            Instant begin,
            InstantSource clock,
            int warming,
            int count,
            ProcessorMetrics metrics)
            throws IOException, InterruptedException {
        Latencies whole = new Latencies();
        Latencies arrive = new Latencies();
        Latencies read = new Latencies();
        Latencies commit = new Latencies();
        Latencies ours = new Latencies();
        Map<String, ProcessorMetrics.Total> before = Map.of();
        Instant last = clock.instant();
        for (int received = 0; received < count; ) {
            for (ConsumerRecord<byte[], byte[]> result : consumer.poll(POLL)) {
                double now = millis(begin, clock.instant());
                last = clock.instant();
                received++;
                int number = OpenLoop.number(result.key());
                if (number < warming) {
                    continue;
                }
                Recognition recognition = values.decode(WireFormat.RECOGNITION, result.value());
                double due = sender.dueMillis(number);
                double taken = millis(begin, recognition.getTakenInAt());
                double inferred = millis(begin, recognition.getInferredAt());
                whole.add(now - due);
                arrive.add(Math.max(0, taken - due));
                read.add(inferred - taken);
                commit.add(now - inferred);
                ours.add(inferred - due);
            }
            if (before.isEmpty() && received >= warming) {
                before = totals(metrics);
            }
            if (ChronoUnit.SECONDS.between(last, clock.instant()) > BenchBroker.PATIENCE.toSeconds()) {
                throw new IllegalStateException("%d of %d results did not come".formatted(count - received, count));
            }
        }
        Map<String, ProcessorMetrics.Total> after = totals(metrics);
        List<Double> means = new ArrayList<>();
        for (String step : STEPS) {
            means.add(requireNonNull(after.get(step)).meanSince(requireNonNull(before.get(step))));
        }
        return new Measurement(whole, arrive, read, commit, ours, means.get(0), means.get(1), means.get(2));
    }

    private static Map<String, ProcessorMetrics.Total> totals(ProcessorMetrics metrics)
            throws IOException, InterruptedException {
        Map<String, ProcessorMetrics.Total> totals = new HashMap<>();
        for (String step : STEPS) {
            totals.put(step, metrics.total(step));
        }
        return totals;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
            return socket.getLocalPort();
        }
    }

    private static double millis(Instant from, Instant to) {
        return ChronoUnit.NANOS.between(from, to) / 1e6;
    }

    private static KafkaConsumer<byte[], byte[]> consumer(Connection connection) {
        Map<String, Object> properties = connection.clientProperties();
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        var consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> all = IntStream.range(0, PARTITIONS)
                .mapToObj(partition -> new TopicPartition(connection.topics().recognitions(), partition))
                .toList();
        consumer.assign(all);
        consumer.seekToBeginning(all);
        return consumer;
    }
}
