package io.digitstream.standalone.sending;

import io.digitstream.application.connection.Connection;
import io.digitstream.application.connection.ConnectionException;
import io.digitstream.application.result.ImagePosition;
import io.digitstream.schemas.ImageEvent;
import io.digitstream.schemas.Region;
import io.digitstream.schemas.WireFormat;
import io.digitstream.standalone.topics.TopicSetup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Puts images on the topic of images, all under one run's name. One thread. */
public final class ImageSender implements AutoCloseable {
    /** Longer than it takes to replace a broker, short enough for a person to wait for. */
    private static final Duration DELIVERY = Duration.ofSeconds(30);

    private final Connection connection;
    private final String run;
    private final KafkaProducer<String, byte[]> producer;
    private final Queue<Failure> failures = new ConcurrentLinkedQueue<>();

    /**
     * @param run written beside each image
     * @throws ConnectionException if the connection's properties make no sense
     */
    public ImageSender(Connection connection, String run) throws ConnectionException {
        this.connection = connection;
        this.run = run;
        try {
            this.producer =
                    new KafkaProducer<>(properties(connection), new StringSerializer(), new ByteArraySerializer());
        } catch (KafkaException e) {
            throw connection.broken(e);
        }
    }

    private static Map<String, Object> properties(Connection connection) {
        int patience = (int) connection.patience().toMillis();
        Map<String, Object> properties = connection.clientProperties();
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, TopicSetup.MAX_RECORD_BYTES);
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, patience);
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, DELIVERY.toMillis());
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) DELIVERY.toMillis() + patience);
        return properties;
    }

    /** Hands an image over; waits only while too many others are on their way to the broker. */
    public void send(OutgoingImage image) {
        send(image, position -> {});
    }

    /**
     * Hands an image over; waits only while too many others are on their way to the broker.
     *
     * @param written told where the broker has written it, on another thread; must not block or throw
     */
    public void send(OutgoingImage image, Consumer<ImagePosition> written) {
        var record = new ProducerRecord<>(connection.topics().images(), image.name(), event(image));
        record.headers().add(OwnHeaders.RUN, OwnHeaders.bytes(run));
        if (image.truth() != null) {
            record.headers().add(OwnHeaders.TRUTH, OwnHeaders.bytes(image.truth()));
        }
        // A failure is told by the callback: waiting for each image would send them one at a time.
        var unused = producer.send(record, (done, failure) -> {
            if (failure != null) {
                failures.add(new Failure(image.name(), failure));
            } else if (done.hasOffset()) {
                written.accept(new ImagePosition(done.topic(), done.partition(), done.offset()));
            }
        });
    }

    private byte[] event(OutgoingImage image) {
        ImageEvent event = new ImageEvent(image.file(), region(image.region()), null, image.name());
        return connection.values().encode(connection.topics().images(), WireFormat.IMAGE_EVENT, event);
    }

    private static @Nullable Region region(io.digitstream.recognizer.image.@Nullable Region region) {
        return region == null ? null : new Region(region.left(), region.top(), region.width(), region.height());
    }

    /** Waits until the broker has all images, or will never have them. */
    public void flush() {
        producer.flush();
    }

    /**
     * The names of images that are too large to be sent, each named once.
     *
     * @throws ConnectionException if any image failed for another reason, which then concerns them all
     */
    public List<String> tooLarge() throws ConnectionException {
        List<String> names = new ArrayList<>();
        for (Failure failure = failures.poll(); failure != null; failure = failures.poll()) {
            if (!(failure.cause instanceof RecordTooLargeException)) {
                throw connection.broken(failure.cause);
            }
            names.add(failure.name);
        }
        return names;
    }

    /** How many images failed since it was last asked, for whatever reason. */
    public int failed() {
        int count = 0;
        while (failures.poll() != null) {
            count++;
        }
        return count;
    }

    /** Gives up what the broker has not taken yet: who wants it taken {@linkplain #flush flushes} first. */
    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }

    private record Failure(String name, Exception cause) {}
}
