package io.digitstream.standalone.bench;

import io.digitstream.application.connection.Connection;
import io.digitstream.application.result.ImagePosition;
import io.digitstream.processor.ProcessorApplication;
import io.digitstream.schemas.Recognition;
import io.digitstream.schemas.TopicValues;
import io.digitstream.schemas.WireFormat;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/**
 * How long images take from when they are due to be sent until a consumer of committed results has their reading, at a steady
 * load. Broker, processor, sender and consumer share this JVM and its cores. One thread.
 */
public final class LatencyBenchmark {
    private static final Duration POLL = Duration.ofMillis(20);
    private static final int PARTITIONS = 4;
    private static final InstantSource CLOCK = InstantSource.system();

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
        OpenLoop sender = new OpenLoop(connection, PARTITIONS, images, count, rate);
        int port = ProcessorMetrics.freePort();
        try (ProcessorApplication processor =
                        broker.processor(connection, Map.of("metrics.port", Integer.toString(port)));
                KafkaConsumer<byte[], byte[]> consumer = CommittedResults.consumer(connection, PARTITIONS, Map.of())) {
            processor.awaitRunning(BenchBroker.PATIENCE);
            Instant begin = CLOCK.instant();
            CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> sender.run(begin, CLOCK));
            Arrivals arrivals = new Arrivals(sender, begin, warming);
            arrivals.receive(consumer, warming);
            ProcessorMetrics before = ProcessorMetrics.at(port);
            arrivals.receive(consumer, count);
            ProcessorMetrics after = ProcessorMetrics.at(port);
            sending.join();
            return new Measurement(
                    arrivals.whole,
                    arrivals.arrive,
                    arrivals.read,
                    arrivals.commit,
                    arrivals.ours,
                    after.meanMillisSince(before, "digitstream_decode"),
                    after.meanMillisSince(before, "digitstream_wait"),
                    after.meanMillisSince(before, "digitstream_inference"));
        }
    }

    /** Results as they come, and how long they took. One thread. */
    private final class Arrivals {
        private final Latencies whole = new Latencies();
        private final Latencies arrive = new Latencies();
        private final Latencies read = new Latencies();
        private final Latencies commit = new Latencies();
        private final Latencies ours = new Latencies();
        private final OpenLoop sender;
        private final Instant begin;
        private final int warming;
        private int received;

        /** @param warming how many of the first images do not count */
        Arrivals(OpenLoop sender, Instant begin, int warming) {
            this.sender = sender;
            this.begin = begin;
            this.warming = warming;
        }

        /** Until there were at least so many. */
        void receive(KafkaConsumer<byte[], byte[]> consumer, int wanted) {
            Instant last = CLOCK.instant();
            while (received < wanted) {
                for (ConsumerRecord<byte[], byte[]> result : consumer.poll(POLL)) {
                    last = CLOCK.instant();
                    received++;
                    int number = sender.number(ImagePosition.of(result.headers())
                            .orElseThrow(
                                    () -> new IllegalStateException("a result does not say which image it is about")));
                    if (number >= warming) {
                        add(result, number, millis(begin, last));
                    }
                }
                if (ChronoUnit.SECONDS.between(last, CLOCK.instant()) > BenchBroker.PATIENCE.toSeconds()) {
                    throw new IllegalStateException(
                            "%d of %d results did not come".formatted(wanted - received, wanted));
                }
            }
        }

        private void add(ConsumerRecord<byte[], byte[]> result, int number, double now) {
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
    }

    private static double millis(Instant from, Instant to) {
        return ChronoUnit.NANOS.between(from, to) / 1e6;
    }
}
