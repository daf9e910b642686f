package io.digitstream.processor.weights;

import io.digitstream.application.registry.RegistryException;
import io.digitstream.recognizer.weights.Release;
import io.digitstream.schemas.TopicValues;
import io.digitstream.schemas.WeightsFile;
import io.digitstream.schemas.WeightsIndex;
import io.digitstream.schemas.WeightsRelease;
import io.digitstream.schemas.WireFormatException;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The topic of weights, followed from its beginning on. Closes its consumer. One thread, but for {@link #wakeUp()}. */
final class WeightsTopic implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WeightsTopic.class);
    private static final Duration POLL = Duration.ofMillis(200);

    private final Consumer<String, byte[]> consumer;
    private final TopicPartition partition;
    private final TopicValues values;
    private WeightsIndex index;

    /**
     * @param consumer with {@code read_committed}, of no group
     * @param values how records stand on the topic
     */
    WeightsTopic(Consumer<String, byte[]> consumer, String topic, TopicValues values) {
        this.consumer = consumer;
        this.partition = new TopicPartition(topic, 0);
        this.values = values;
        this.index = new WeightsIndex(values);
    }

    /** Begins to follow, unless the topic is not there yet. */
    boolean open() {
        if (consumer.assignment().isEmpty()
                && !consumer.partitionsFor(partition.topic()).isEmpty()) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
        }
        return !consumer.assignment().isEmpty();
    }

    /** Forgets what the topic said and follows it from its beginning, if it is there. */
    void reopen() {
        consumer.assign(List.of());
        index = new WeightsIndex(values);
    }

    /** Reads on to what is the end now. */
    void catchUp() {
        long end = end();
        while (consumer.position(partition) < end) {
            poll();
        }
    }

    private long end() {
        return consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
    }

    /** Waits a little for what is new. */
    void poll() {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
            try {
                index.add(record.key(), record.value());
            } catch (WireFormatException e) {
                LOG.warn("{}@{} is left out: {}", partition, record.offset(), e.getMessage());
            } catch (RegistryException e) {
                // What is not understood yet is read again.
                consumer.seek(partition, record.offset());
                throw e;
            }
        }
    }

    /** What the topic said so far. */
    WeightsIndex index() {
        return index;
    }

    /** The chunks of a release, from a second pass: so those of all the others are never held in memory. */
    WeightsFile file(WeightsRelease manifest) {
        long here = consumer.position(partition);
        WeightsFile file = new WeightsFile(values, manifest);
        if (manifest.getSize() > Release.MAX_BYTES) {
            // It is refused for that alone, and its chunks might not fit into memory.
            return file;
        }
        consumer.seekToBeginning(List.of(partition));
        try {
            while (consumer.position(partition) < here) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                    file.add(record.key(), record.value());
                }
            }
        } finally {
            consumer.seek(partition, here);
        }
        return file;
    }

    /** Makes a thread that waits here return with a {@link org.apache.kafka.common.errors.WakeupException}; from any thread. */
    void wakeUp() {
        consumer.wakeup();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
