package io.digitstream.standalone.torture;

import io.digitstream.application.connection.Connection;
import io.digitstream.schemas.Recognition;
import io.digitstream.schemas.WireFormat;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Holds every committed result against what was sent, on a thread of its own; it knows nothing of processors. An image's key is its
 * number in its partition. Thread-safe.
 */
final class Ledger implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(50);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final int kinds;
    private final List<Account> accounts = new ArrayList<>();
    private final Map<Integer, String> digitsOfKind = new HashMap<>();
    private final Thread thread = new Thread(this::run, "ledger");
    private final String rejectedTopic;
    private volatile boolean closed;
    private long rejected;
    private long doubled;
    private long disordered;
    private long wrong;

    /** Of one partition. */
    private static final class Account {
        private final BitSet seen = new BitSet();
        private int results;
        private int last = -1;
        private Instant read = Instant.EPOCH;
    }

    /**
     * Begins to read.
     *
     * @param kinds different pictures that there are, see {@link #kind}
     */
    Ledger(Connection connection, int partitions, int kinds) {
        this.kinds = kinds;
        this.rejectedTopic = connection.topics().rejectedImages();
        Map<String, Object> properties = connection.clientProperties();
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> all = new ArrayList<>();
        for (int partition = 0; partition < partitions; partition++) {
            accounts.add(new Account());
            all.add(new TopicPartition(connection.topics().recognitions(), partition));
            all.add(new TopicPartition(rejectedTopic, partition));
        }
        consumer.assign(all);
        consumer.seekToBeginning(all);
        thread.start();
    }

    /** The key of an image that is this far down its partition. */
    static byte[] key(int number) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
    }

    /** Which picture an image shows: neighbours show different ones. */
    static int kind(int partition, int number, int kinds) {
        return (number + 7 * partition) % kinds;
    }

    private void run() {
        while (!closed) {
            for (ConsumerRecord<byte[], byte[]> result : consumer.poll(POLL)) {
                enter(result);
            }
        }
        consumer.close();
    }

    private synchronized void enter(ConsumerRecord<byte[], byte[]> result) {
        int number = ByteBuffer.wrap(result.key()).getInt();
        Account account = accounts.get(result.partition());
        account.results++;
        if (account.seen.get(number)) {
            doubled++;
        } else if (number < account.last) {
            disordered++;
        }
        account.seen.set(number);
        account.last = Math.max(account.last, number);
        if (result.topic().equals(rejectedTopic)) {
            rejected++;
            return;
        }
        Recognition recognition = WireFormat.RECOGNITION.decode(result.value());
        account.read = recognition.getInferredAt();
        String before = digitsOfKind.putIfAbsent(kind(result.partition(), number, kinds), recognition.getDigits());
        if (before != null && !before.equals(recognition.getDigits())) {
            wrong++;
        }
    }

    /** Results of a partition. */
    synchronized int results(int partition) {
        return accounts.get(partition).results;
    }

    /** Whether in every partition something has been read since then. */
    synchronized boolean allReadSince(Instant then) {
        return accounts.stream().allMatch(account -> account.read.isAfter(then));
    }

    /** What it all comes to. */
    synchronized Balance balance(List<Integer> sent) {
        long lost = 0;
        long all = 0;
        for (int partition = 0; partition < accounts.size(); partition++) {
            all += sent.get(partition);
            lost += sent.get(partition) - accounts.get(partition).seen.cardinality();
        }
        return new Balance(all, lost, doubled, disordered, rejected + wrong);
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
