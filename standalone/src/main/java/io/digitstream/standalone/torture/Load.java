package io.digitstream.standalone.torture;

import io.digitstream.application.connection.Connection;
import io.digitstream.application.result.ImagePosition;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends numbered images on a thread of its own, so that in each partition equally many always wait, unless
 * that would be more than a rate allows. A broker that is away is waited
 * for. Thread-safe.
 */
final class Load implements AutoCloseable {
    private static final int WAITING = 2_000;
    private static final int FLOOD = 10;
    private static final byte[] GARBAGE = "no image at all".getBytes(StandardCharsets.UTF_8);
    private static final long IDLE_MILLIS = 20;
    private static final Duration FOREVER = Duration.ofMillis(Long.MAX_VALUE);

    private final KafkaProducer<byte[], byte[]> producer;
    private final String topic;
    private final List<byte[]> pictures;
    private final long rate;
    private final Accounts accounts;
    private final int partitions;
    private final Thread thread = new Thread(this::run, "load");
    private volatile Mood mood = Mood.STEADY;
    private volatile boolean stopping;
    private volatile boolean abandoned;
    private volatile @Nullable Exception failure;

    /** What comes. */
    enum Mood {
        STEADY,
        /** Ten times as many, and as many may wait. */
        FLOOD,
        /** No picture among them. */
        GARBAGE,
        /** The first partition gets all of them. */
        ONE_PARTITION
    }

    /**
     * Begins to send.
     *
     * @param pictures values of the topic of images, one for each of {@link Accounts#kind}
     * @param rate images a second at most
     */
    Load(Connection connection, int partitions, List<byte[]> pictures, long rate, Accounts accounts) {
        this.topic = connection.topics().images();
        this.pictures = pictures;
        this.rate = rate;
        this.accounts = accounts;
        this.partitions = partitions;
        var properties = connection.clientProperties();
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.BATCH_SIZE_CONFIG, 1 << 18);
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 50);
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, Long.MAX_VALUE);
        properties.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
        thread.start();
    }

    private void run() {
        double due = 0;
        long before = System.nanoTime();
        try {
            while (!stopping) {
                Mood now = mood;
                long time = System.nanoTime();
                double aSecond = (double) rate * times(now);
                due = Math.min(aSecond, due + aSecond * (time - before) / 1e9);
                before = time;
                int round = due < partitions ? 0 : sendRound(now);
                due -= round;
                if (round == 0) {
                    Thread.sleep(IDLE_MILLIS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            failure = e;
        } finally {
            closeProducer();
        }
    }

    private void closeProducer() {
        // Closed by an interrupted thread, it would not wait even for its own.
        boolean interrupted = Thread.interrupted();
        try {
            producer.close(abandoned ? Duration.ZERO : FOREVER);
        } catch (InterruptException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static int times(Mood mood) {
        return mood == Mood.FLOOD ? FLOOD : 1;
    }

    /** An image for each partition that may have one; gives how many these were. */
    private int sendRound(Mood now) {
        int count = 0;
        for (int partition = 0; partition < partitions; partition++) {
            boolean wanted = partition == 0 || now != Mood.ONE_PARTITION;
            if (wanted && accounts.waiting(partition) < WAITING * times(now)) {
                send(partition, now == Mood.GARBAGE);
                count++;
            }
        }
        return count;
    }

    private void send(int partition, boolean garbage) {
        SentImage image = accounts.send(partition, garbage);
        byte[] value = garbage ? GARBAGE : pictures.get(Accounts.kind(image, pictures.size()));
        var unused = producer.send(new ProducerRecord<>(topic, partition, image.key(), value), (written, e) -> {
            if (e != null) {
                failure = e;
            } else if (written.hasOffset()) {
                accounts.written(image, new ImagePosition(topic, written.partition(), written.offset()));
            }
        });
    }

    /** For a while other images come. */
    void change(Mood other, Duration time) throws InterruptedException {
        mood = other;
        Thread.sleep(time.toMillis());
        mood = Mood.STEADY;
    }

    /** @throws IllegalStateException if an image could not be sent: what it all comes to would mean nothing then */
    void requireSound() {
        if (failure != null) {
            throw new IllegalStateException("an image could not be sent", failure);
        }
    }

    /** Ends when all is written. */
    void stop() throws InterruptedException {
        stopping = true;
        thread.join();
        requireSound();
    }

    /** Unless it was stopped, what is not written yet is given up. */
    @Override
    public void close() {
        abandoned = true;
        stopping = true;
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
