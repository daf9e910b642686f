package io.digitstream.processor.weights;

import io.digitstream.recognizer.weights.InvalidWeightsException;
import io.digitstream.recognizer.weights.Release;
import io.digitstream.schemas.CurrentRelease;
import io.digitstream.schemas.WeightsKey;
import io.digitstream.schemas.WeightsKeys;
import io.digitstream.schemas.WeightsRelease;
import io.digitstream.schemas.WireFormat;
import io.digitstream.schemas.WireFormatException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The topic of weights, read once from its beginning to its end: which release is in force, and its file put together from
 * its chunks. One thread, the consumer's.
 */
final class WeightsTopic {
    private static final Duration POLL = Duration.ofMillis(200);

    private final Consumer<String, byte[]> consumer;
    private final TopicPartition partition;

    /** @param consumer with {@code read_committed}, of no group */
    WeightsTopic(Consumer<String, byte[]> consumer, String topic) {
        this.consumer = consumer;
        this.partition = new TopicPartition(topic, 0);
    }

    /**
     * The release that {@code current} names.
     *
     * @return nothing if the topic names none
     * @throws InvalidWeightsException if the release is incomplete or fails a check
     */
    Optional<Release> inForce() throws InvalidWeightsException {
        consumer.assign(List.of(partition));
        long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
        Index index = new Index();
        readTo(end, index::add);
        if (index.current == null) {
            return Optional.empty();
        }
        WeightsRelease manifest = index.manifests.get(index.current);
        if (manifest == null) {
            throw new InvalidWeightsException("release " + index.current + " is in force but not on the topic");
        }
        // A second pass, so that the chunks of older releases are never held in memory.
        Chunks chunks = new Chunks(manifest);
        readTo(end, chunks::add);
        return Optional.of(Release.read(chunks.assemble()));
    }

    /** What is done with each record of a pass. */
    private interface Pass {
        void take(WeightsKey key, byte @Nullable [] value);
    }

    private void readTo(long end, Pass pass) throws InvalidWeightsException {
        consumer.seekToBeginning(List.of(partition));
        while (consumer.position(partition) < end) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                try {
                    pass.take(WeightsKeys.parse(record.key()), record.value());
                } catch (WireFormatException e) {
                    throw new InvalidWeightsException(
                            "%s@%d: %s".formatted(partition, record.offset(), e.getMessage()), e);
                }
            }
        }
    }

    /** What the topic says without its chunks. */
    private static final class Index {
        private final Map<String, WeightsRelease> manifests = new HashMap<>();
        private @Nullable String current;

        void add(WeightsKey key, byte @Nullable [] value) {
            if (key instanceof WeightsKey.Current) {
                CurrentRelease named = value == null ? null : WireFormat.CURRENT_RELEASE.decode(value);
                current = named == null ? null : named.getVersion();
            } else if (key instanceof WeightsKey.Release release) {
                if (value == null) {
                    manifests.remove(release.version());
                } else {
                    manifests.put(release.version(), WireFormat.WEIGHTS_RELEASE.decode(value));
                }
            }
        }
    }

    /** The file of one release, put together. */
    private static final class Chunks {
        private final WeightsRelease manifest;
        private final Map<Integer, ByteBuffer> chunks = new HashMap<>();

        Chunks(WeightsRelease manifest) {
            this.manifest = manifest;
        }

        void add(WeightsKey key, byte @Nullable [] value) {
            if (!(key instanceof WeightsKey.Chunk chunk) || !chunk.version().equals(manifest.getVersion())) {
                return;
            }
            if (value == null) {
                chunks.remove(chunk.index());
            } else {
                chunks.put(chunk.index(), WireFormat.WEIGHTS_CHUNK.decode(value).getBytes());
            }
        }

        byte[] assemble() throws InvalidWeightsException {
            if (manifest.getSize() < 0 || manifest.getSize() > Release.MAX_BYTES) {
                throw new InvalidWeightsException("release %s claims %,d bytes, the limit is %,d"
                        .formatted(manifest.getVersion(), manifest.getSize(), Release.MAX_BYTES));
            }
            ByteBuffer file = ByteBuffer.allocate((int) manifest.getSize());
            for (int index = 0; index < manifest.getChunkCount(); index++) {
                ByteBuffer chunk = chunks.get(index);
                if (chunk == null || chunk.remaining() > file.remaining()) {
                    throw new InvalidWeightsException("chunk %d of %d of release %s %s"
                            .formatted(
                                    index,
                                    manifest.getChunkCount(),
                                    manifest.getVersion(),
                                    chunk == null ? "is missing" : "is too long"));
                }
                file.put(chunk);
            }
            requireHash(file.array());
            return file.array();
        }

        private void requireHash(byte[] file) throws InvalidWeightsException {
            String found = sha256(file);
            if (!found.equals(manifest.getSha256())) {
                throw new InvalidWeightsException("release %s has the hash %s, its manifest says %s"
                        .formatted(manifest.getVersion(), found, manifest.getSha256()));
            }
        }

        private static String sha256(byte[] file) {
            try {
                return HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(file));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java runtime has SHA-256", e);
            }
        }
    }
}
