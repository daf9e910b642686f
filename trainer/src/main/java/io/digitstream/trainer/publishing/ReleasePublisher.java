package io.digitstream.trainer.publishing;

import io.digitstream.application.connection.Connection;
import io.digitstream.schemas.TopicValues;
import io.digitstream.schemas.WeightsFile;
import io.digitstream.schemas.WireFormat;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes what is decided about releases, each {@link Publication} in one transaction: processors, and trainers that start
 * after a crash, see all of it or nothing. Of all publishers with the same transactional id only the youngest can write. One
 * thread.
 */
public final class ReleasePublisher implements AutoCloseable {
    /** The usual transactional id: of the trainer that goes on training by itself. */
    public static final String USUAL_ID = "digitstream-trainer";

    /** All records of the topic of weights are in order only within one partition. */
    private static final int PARTITION = 0;

    /** A chunk, with all that is around it. */
    private static final int LARGEST_REQUEST = 2 * WeightsFile.CHUNK_BYTES;

    private final Connection connection;
    private final String transactionalId;
    private final Producer<String, byte[]> producer;

    private ReleasePublisher(Connection connection, String transactionalId, Producer<String, byte[]> producer) {
        this.connection = connection;
        this.transactionalId = transactionalId;
        this.producer = producer;
    }

    /**
     * Opens the only publisher of that transactional id: an older one can write nothing any more, and what it had begun is
     * undone or done, once and for all, when this returns.
     *
     * @throws IOException if the broker does not answer in time, lacks a topic or refuses; the message is one line for people
     */
    public static ReleasePublisher open(Connection connection, String transactionalId)
            throws IOException, InterruptedException {
        connection.require(connection.topics().weights(), connection.topics().trainingReports());
        try {
            return open(
                    connection,
                    transactionalId,
                    new KafkaProducer<>(
                            properties(connection, transactionalId),
                            new StringSerializer(),
                            new ByteArraySerializer()));
        } catch (KafkaException e) {
            throw connection.broken(e);
        }
    }

    /** @param producer of that transactional id; closed with this */
    static ReleasePublisher open(Connection connection, String transactionalId, Producer<String, byte[]> producer)
            throws IOException {
        try {
            producer.initTransactions();
            return new ReleasePublisher(connection, transactionalId, producer);
        } catch (KafkaException e) {
            producer.close(Duration.ZERO);
            throw connection.broken(e);
        }
    }

    private static Map<String, Object> properties(Connection connection, String transactionalId) {
        int patience = (int) connection.patience().toMillis();
        Map<String, Object> properties = connection.clientProperties();
        properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST_REQUEST);
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, patience);
        // So that a request which is lost is sent again before patience ends.
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, patience / 3);
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, patience);
        return properties;
    }

    /** As {@link #commit(Publication, Progress)}, where nothing was read to decide it. */
    public void commit(Publication publication) throws IOException {
        write(publication, null);
    }

    /**
     * Writes all of it, or nothing.
     *
     * @throws TakenOverException if another publisher has this one's transactional id since; nothing was written
     * @throws IOException if it was not written, or it is not known whether it was, and the message says which; whoever wants
     *     to go on closes this and opens another, which settles it
     */
    public void commit(Publication publication, Progress progress) throws IOException {
        write(publication, progress);
    }

    private void write(Publication publication, @Nullable Progress progress) throws IOException {
        try {
            producer.beginTransaction();
            send(publication);
            if (progress != null) {
                producer.sendOffsetsToTransaction(progress.offsets(), progress.group());
            }
            // What fails up to here is certainly not written: only the commit itself can remain without an answer.
            producer.flush();
            end();
        } catch (KafkaException e) {
            abort(e);
            throw failed(e);
        } catch (RuntimeException e) {
            abort(e);
            throw e;
        }
    }

    private void send(Publication publication) {
        TopicValues values = connection.values();
        String topic = connection.topics().weights();
        publication.coming().forEach((key, value) -> send(weights(key, value.encode(topic, values))));
        publication.tombstones().forEach(key -> send(weights(key, null)));
        send(new ProducerRecord<>(
                connection.topics().trainingReports(),
                publication.report().getVersion(),
                values.encode(
                        connection.topics().trainingReports(), WireFormat.TRAINING_REPORT, publication.report())));
    }

    private ProducerRecord<String, byte[]> weights(String key, byte @Nullable [] value) {
        return new ProducerRecord<>(connection.topics().weights(), PARTITION, key, value);
    }

    private void send(ProducerRecord<String, byte[]> record) {
        // A record that cannot be written makes the commit fail; nobody needs to ask for each.
        Future<?> unused = producer.send(record);
    }

    private void end() throws IOException {
        try {
            producer.commitTransaction();
        } catch (TimeoutException | InterruptException e) {
            throw new IOException(
                    "the Kafka broker at %s was told to commit and did not answer: 'trainer releases' says whether it did"
                            .formatted(connection.bootstrapServers()),
                    e);
        }
    }

    private void abort(RuntimeException failure) {
        try {
            producer.abortTransaction();
        } catch (RuntimeException e) {
            // A producer that is beyond help throws the same again.
            if (e != failure) {
                failure.addSuppressed(e);
            }
        }
    }

    private IOException failed(KafkaException failure) {
        return isTakenOver(failure) ? new TakenOverException(transactionalId, failure) : connection.broken(failure);
    }

    /** The broker's word may come late: as the cause of the failure, or only when the transaction was aborted. */
    private static boolean isTakenOver(@Nullable Throwable failure) {
        return failure != null
                && (failure instanceof ProducerFencedException
                        || failure instanceof InvalidProducerEpochException
                        || isTakenOver(failure.getCause())
                        || Stream.of(failure.getSuppressed()).anyMatch(ReleasePublisher::isTakenOver));
    }

    /** A transaction that is open is undone. */
    @Override
    public void close() {
        producer.close(connection.patience());
    }
}
