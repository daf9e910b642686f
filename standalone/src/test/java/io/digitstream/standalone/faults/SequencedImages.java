package io.digitstream.standalone.faults;

import io.digitstream.synthetic.SyntheticNumbers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends images without keys round the partitions. */
public final class SequencedImages implements AutoCloseable {
    private static final int DIFFERENT = 100;

    private final KafkaProducer<byte[], byte[]> producer;
    private final String topic;
    private final int partitions;
    private final List<byte[]> files = new ArrayList<>();

    public SequencedImages(String bootstrapServers, String topic, int partitions) throws IOException {
        this.topic = topic;
        this.partitions = partitions;
        this.producer = new KafkaProducer<>(Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.LINGER_MS_CONFIG,
                "5",
                ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
                ByteArraySerializer.class.getName(),
                ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
                ByteArraySerializer.class.getName()));
        SyntheticNumbers numbers = new SyntheticNumbers(7);
        for (int i = 0; i < DIFFERENT; i++) {
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            ImageIO.write(numbers.draw(i).photo(), "png", file);
            files.add(file.toByteArray());
        }
    }

    /** Sends images with the numbers from {@code first} to {@code end - 1} as keys: positions start again where a topic is created again. */
    public void sendNumbered(int first, int end) {
        for (int i = first; i < end; i++) {
            byte[] key = ByteBuffer.allocate(Integer.BYTES).putInt(i).array();
            var unused = producer.send(new ProducerRecord<>(topic, i % partitions, key, files.get(i % DIFFERENT)));
        }
        producer.flush();
    }

    /** Sends so many images over all partitions. */
    public void send(int count) {
        for (int i = 0; i < count; i++) {
            var unused = producer.send(new ProducerRecord<>(topic, i % partitions, null, files.get(i % DIFFERENT)));
        }
        producer.flush();
    }

    @Override
    public void close() {
        producer.close();
    }
}
