package io.digitstream.standalone.bench;

import io.digitstream.application.connection.Connection;
import io.digitstream.application.result.ImagePosition;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends images at times that are fixed before, as a crowd of independent senders would, and whatever became of those sent earlier:
 * one that goes out late, since the sender or the broker was held up, still counts from when it was due.
 *
 * @see <a href="https://groups.google.com/g/mechanical-sympathy/c/icNZJejUHfE">Tene, Coordinated Omission</a>
 */
final class OpenLoop {
    private static final long SEED = 17;

    private final Connection connection;
    private final int partitions;
    private final List<byte[]> events;
    private final double[] dueMillis;

    /**
     * @param connection whose topic of images is empty, and that nobody else sends to
     * @param partitions of that topic
     * @param images sent again and again
     * @param count how many are sent
     * @param rate a second on average, at random times
     */
    OpenLoop(Connection connection, int partitions, List<BenchImage> images, int count, double rate) {
        this.connection = connection;
        this.partitions = partitions;
        this.events = BenchImage.events(images);
        this.dueMillis = new double[count];
        Random random = new Random(SEED);
        double due = 0;
        for (int i = 0; i < count; i++) {
            due += -Math.log(1 - random.nextDouble()) * 1e3 / rate;
            dueMillis[i] = due;
        }
    }

    /** Returns the number of the image: images go round the partitions. */
    int number(ImagePosition position) {
        return Math.toIntExact(position.offset() * partitions + position.partition());
    }

    /** Milliseconds from the beginning to when an image is to be sent. */
    double dueMillis(int number) {
        return dueMillis[number];
    }

    /** Sends all; returns when the last is sent. The first is due some milliseconds after {@code begin}. */
    void run(Instant begin, InstantSource clock) {
        Map<String, Object> properties = connection.clientProperties();
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        properties.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 1 << 28);
        try (var producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < dueMillis.length; i++) {
                long left = ChronoUnit.NANOS.between(clock.instant(), begin) + (long) (dueMillis[i] * 1e6);
                if (left > 0) {
                    LockSupport.parkNanos(left);
                }
                var unused = producer.send(new ProducerRecord<>(
                        connection.topics().images(), i % partitions, null, events.get(i % events.size())));
            }
        }
    }
}
