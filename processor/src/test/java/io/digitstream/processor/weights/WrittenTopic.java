package io.digitstream.processor.weights;

import io.digitstream.recognizer.weights.Release;
import io.digitstream.schemas.CurrentRelease;
import io.digitstream.schemas.WeightsChunk;
import io.digitstream.schemas.WeightsFile;
import io.digitstream.schemas.WeightsKeys;
import io.digitstream.schemas.WireFormat;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;

/**
 * What was written to the topic of weights, from its first offset on, and a consumer that reads it, a few records at a time.
 * It can be away, not answer, and fail. Thread-safe.
 */
final class WrittenTopic {
    static final String NAME = "weights";
    private static final TopicPartition PARTITION = new TopicPartition(NAME, 0);
    private static final int MOST_RECORDS = 3;
    private static final long MOST_IDLE_MILLIS = 5;

    private final List<ConsumerRecord<@Nullable String, byte @Nullable []>> records = new ArrayList<>();
    private final Queue<Runnable> onRewind = new ArrayDeque<>();
    private final Queue<Runnable> onPoll = new ArrayDeque<>();
    private final Reader reader = new Reader();
    private long end;
    private boolean there = true;
    private boolean answers = true;
    private int rewinds;
    private int idlePolls;

    /** The one that reads this topic. */
    Consumer<String, byte[]> consumer() {
        return reader;
    }

    synchronized void write(@Nullable String key, byte @Nullable [] value) {
        records.add(new ConsumerRecord<>(NAME, 0, end++, key, value));
        notifyAll();
    }

    /** As compaction does: the other records keep their offsets. */
    synchronized void remove(String key) {
        records.removeIf(record -> key.equals(record.key()));
    }

    /** Nobody reads while this is written. */
    synchronized void atOnce(Runnable writing) {
        writing.run();
    }

    /** It is deleted and made again, empty. */
    synchronized void beginAnew() {
        records.clear();
        end = 0;
    }

    void publish(Release release) {
        publish(release.version(), release.write());
    }

    void publish(String version, byte[] file) {
        WeightsFile.cut(version, file).forEach(this::chunk);
        manifest(version, file);
    }

    void manifest(String version, byte[] file) {
        write(WeightsKeys.release(version), WireFormat.WEIGHTS_RELEASE.encode(SampleReleases.manifest(version, file)));
    }

    void chunk(WeightsChunk chunk) {
        write(WeightsKeys.chunk(chunk.getVersion(), chunk.getIndex()), WireFormat.WEIGHTS_CHUNK.encode(chunk));
    }

    void current(String version) {
        write(WeightsKeys.current(), WireFormat.CURRENT_RELEASE.encode(new CurrentRelease(version, false)));
    }

    /** Whether the broker has this topic. */
    synchronized void isThere(boolean now) {
        there = now;
    }

    /** From now on the consumer waits for the broker until it is woken up. */
    synchronized void stopAnswering() {
        answers = false;
    }

    /** In the first poll after the consumer went to the beginning this happens first: a write, or a fault that is thrown. */
    synchronized void onNextRewind(Runnable event) {
        onRewind.add(event);
    }

    /** In the next poll this happens first. */
    synchronized void onNextPoll(Runnable event) {
        onPoll.add(event);
    }

    /** How often the consumer went to the beginning. */
    synchronized int rewinds() {
        return rewinds;
    }

    /** Polls that found nothing new: one more than before, and what was written before has been taken in. */
    synchronized int idlePolls() {
        return idlePolls;
    }

    boolean isClosed() {
        return reader.closed;
    }

    private static void happen(Queue<Runnable> events) {
        Runnable event = events.poll();
        if (event != null) {
            event.run();
        }
    }

    /** Kafka's mock forgets what it has handed out; this one can be rewound. */
    @SuppressWarnings("UnsynchronizedOverridesSynchronized") // the lock is the topic's
    private final class Reader extends MockConsumer<String, byte[]> {
        private Set<TopicPartition> assigned = Set.of();
        private long position;
        private boolean rewound;
        private boolean woken;
        private volatile boolean closed;

        Reader() {
            super("earliest");
        }

        @Override
        public List<PartitionInfo> partitionsFor(String topic) {
            synchronized (WrittenTopic.this) {
                awaitAnswer();
                return there ? List.of(new PartitionInfo(topic, 0, null, null, null)) : List.of();
            }
        }

        private void awaitAnswer() {
            while (!answers && !woken) {
                pause(Duration.ofSeconds(20).toMillis());
            }
            if (woken) {
                woken = false;
                throw new WakeupException();
            }
        }

        private void pause(long millis) {
            try {
                WrittenTopic.this.wait(millis);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void assign(Collection<TopicPartition> partitions) {
            assigned = Set.copyOf(partitions);
        }

        @Override
        public Set<TopicPartition> assignment() {
            return assigned;
        }

        @Override
        public void seekToBeginning(Collection<TopicPartition> partitions) {
            synchronized (WrittenTopic.this) {
                position = 0;
                rewinds++;
                rewound = true;
            }
        }

        @Override
        public void seek(TopicPartition partition, long offset) {
            position = offset;
        }

        @Override
        public long position(TopicPartition partition) {
            if (!assigned.contains(partition)) {
                throw new IllegalStateException("not assigned: " + partition);
            }
            return position;
        }

        @Override
        public Map<TopicPartition, Long> endOffsets(Collection<TopicPartition> partitions) {
            synchronized (WrittenTopic.this) {
                return Map.of(PARTITION, end);
            }
        }

        @Override
        public ConsumerRecords<String, byte[]> poll(Duration timeout) {
            synchronized (WrittenTopic.this) {
                awaitAnswer();
                happen(onPoll);
                if (rewound) {
                    rewound = false;
                    happen(onRewind);
                }
                if (position > end) {
                    // As Kafka's consumer does where it is told to go to the earliest offset; else it would only throw.
                    position = 0;
                }
                if (position == end) {
                    idlePolls++;
                    pause(Math.min(MOST_IDLE_MILLIS, timeout.toMillis()));
                }
                return next();
            }
        }

        @SuppressWarnings("NullAway") // keys and values may be missing, whatever the consumer declares
        private ConsumerRecords<String, byte[]> next() {
            List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
            for (ConsumerRecord<@Nullable String, byte @Nullable []> record : records) {
                if (record.offset() >= position && found.size() < MOST_RECORDS) {
                    found.add(new ConsumerRecord<>(NAME, 0, record.offset(), record.key(), record.value()));
                }
            }
            position = found.size() < MOST_RECORDS
                    ? end
                    : found.get(MOST_RECORDS - 1).offset() + 1;
            return new ConsumerRecords<>(Map.of(PARTITION, found), Map.of());
        }

        @Override
        public void wakeup() {
            synchronized (WrittenTopic.this) {
                woken = true;
                WrittenTopic.this.notifyAll();
            }
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
