package io.digitstream.processor.weights;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.digitstream.recognizer.location.LookReader;
import io.digitstream.recognizer.network.Networks;
import io.digitstream.recognizer.network.TensorShape;
import io.digitstream.recognizer.sequence.Calibration;
import io.digitstream.recognizer.sequence.SequenceReader;
import io.digitstream.recognizer.weights.InvalidWeightsException;
import io.digitstream.recognizer.weights.Release;
import io.digitstream.recognizer.weights.Tensor;
import io.digitstream.schemas.CurrentRelease;
import io.digitstream.schemas.WeightsChunk;
import io.digitstream.schemas.WeightsKeys;
import io.digitstream.schemas.WeightsRelease;
import io.digitstream.schemas.WireFormat;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.assertj.core.api.AbstractStringAssert;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WeightsTopicTest {
    private static final String TOPIC = "weights";
    private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);
    private static final int CHUNK_SIZE = 1 << 20;
    private static final Release RELEASE = release(1);
    private static final byte[] FILE = RELEASE.write();
    private static final int CHUNKS = (FILE.length + CHUNK_SIZE - 1) / CHUNK_SIZE;

    private final WrittenTopic topic = new WrittenTopic();

    @Test
    void anEmptyTopicHasNoReleaseInForce() throws InvalidWeightsException {
        assertThat(inForce()).isEmpty();
    }

    @Test
    void findsTheReleaseInForce() throws InvalidWeightsException {
        publish("v1", FILE);
        current("v1");

        Release found = inForce().orElseThrow();

        assertThat(CHUNKS).as("the file comes in several chunks").isGreaterThan(2);
        assertThat(found.version()).isEqualTo(RELEASE.version());
        assertThat(found.metadata()).isEqualTo(RELEASE.metadata());
        assertThat(found.write()).isEqualTo(FILE);
    }

    @Test
    void aReleaseThatNobodyPutInForceIsNot() throws InvalidWeightsException {
        publish("v1", FILE);

        assertThat(inForce()).isEmpty();
    }

    @Test
    void theLastOneNamedIsInForceEvenIfItIsAnOlderOne() throws InvalidWeightsException {
        Release second = release(2);
        publish("v1", FILE);
        current("v1");
        publish("v2", second.write());
        current("v2");
        assertThat(inForce()).map(Release::version).contains(second.version());

        current("v1");
        assertThat(inForce()).map(Release::version).contains(RELEASE.version());
    }

    @Test
    void chunksOfOtherReleasesDoNotMatter() throws InvalidWeightsException {
        chunk("v0", 0, "not of this release".getBytes(UTF_8));
        publish("v1", FILE);
        topic.write(WeightsKeys.chunk("v0", 1), "not even a chunk".getBytes(UTF_8));
        chunk("v2", 1, new byte[7]);
        current("v1");

        assertThat(inForce()).map(Release::version).contains(RELEASE.version());
    }

    @Test
    void ofAChunkWrittenTwiceTheLastOneCounts() throws InvalidWeightsException {
        chunk("v1", 1, new byte[CHUNK_SIZE]);
        publish("v1", FILE);
        current("v1");

        assertThat(inForce()).map(Release::version).contains(RELEASE.version());
    }

    @Test
    void withdrawingTheReleaseInForceLeavesNone() throws InvalidWeightsException {
        publish("v1", FILE);
        current("v1");
        topic.write(WeightsKeys.current(), null);

        assertThat(inForce()).isEmpty();
    }

    @Test
    void saysThatTheReleaseInForceIsNotThere() {
        publish("v1", FILE);
        current("v2");

        assertRefused().isEqualTo("release v2 is in force but not on the topic");
    }

    @Test
    void aDeletedReleaseIsNotThere() {
        publish("v1", FILE);
        current("v1");
        topic.write(WeightsKeys.release("v1"), null);

        assertRefused().isEqualTo("release v1 is in force but not on the topic");
    }

    @Test
    void saysWhichChunkIsMissing() {
        publish("v1", FILE);
        current("v1");
        topic.remove(WeightsKeys.chunk("v1", 2));

        assertRefused().isEqualTo("chunk 2 of " + CHUNKS + " of release v1 is missing");
    }

    /** Whether the topic has been compacted since must make no difference. */
    @Test
    void aDeletedChunkIsMissing() {
        publish("v1", FILE);
        current("v1");
        topic.write(WeightsKeys.chunk("v1", 2), null);

        assertRefused().isEqualTo("chunk 2 of " + CHUNKS + " of release v1 is missing");
    }

    @Test
    void refusesAFileOfAnotherHash() {
        publish("v1", FILE);
        byte[] damaged = chunkOf(FILE, 1);
        damaged[1_000] ^= 1;
        chunk("v1", 1, damaged);
        current("v1");

        assertRefused()
                .startsWith("release v1 has the hash ")
                .endsWith("its manifest says " + sha256(FILE))
                .doesNotContain("hash " + sha256(FILE));
    }

    @Test
    void refusesAReleaseThatClaimsTooManyBytesUnread() {
        publish("v1", FILE, manifest -> manifest.setSize(Release.MAX_BYTES + 1L));
        current("v1");

        assertRefused().isEqualTo("release v1 claims 268,435,457 bytes, the limit is 268,435,456");
    }

    @Test
    void refusesAReleaseOfLessThanNothing() {
        publish("v1", FILE, manifest -> manifest.setSize(-1));
        current("v1");

        assertRefused().startsWith("release v1 claims -1 bytes");
    }

    @Test
    void refusesChunksThatAreLongerThanTheirFile() {
        publish("v1", FILE, manifest -> manifest.setSize(CHUNK_SIZE + 10L));
        current("v1");

        assertRefused().isEqualTo("chunk 1 of " + CHUNKS + " of release v1 is too long");
    }

    @Test
    void refusesAReleaseThatIsNoWeights() {
        publish("v1", "Hello, world, this is no weights file".getBytes(UTF_8));
        current("v1");

        assertRefused().startsWith("the header claims");
    }

    @Test
    void refusesAReleaseOfNoChunks() {
        publish("v1", new byte[0]);
        current("v1");

        assertRefused().isEqualTo("a weights file of 0 bytes has no header");
    }

    @Test
    void saysWhichValueIsNotWhatItsKeyPromises() {
        topic.write(WeightsKeys.release("v1"), new byte[] {1, 2, 3});
        assertRefused()
                .isEqualTo("weights-0@0: expected a WeightsRelease in Avro single-object encoding (first bytes C3 01),"
                        + " got 3 bytes starting 01 02 03");
    }

    @Test
    void saysThatCurrentIsNotWhatItShouldBe() {
        publish("v1", FILE);
        topic.write(WeightsKeys.current(), "v1".getBytes(UTF_8));

        assertRefused().startsWith("weights-0@" + (CHUNKS + 1) + ": expected a CurrentRelease");
    }

    @Test
    void saysThatAChunkOfTheReleaseIsNotWhatItShouldBe() {
        publish("v1", FILE);
        current("v1");
        topic.write(WeightsKeys.chunk("v1", 0), new byte[0]);

        assertRefused().startsWith("weights-0@" + (CHUNKS + 2) + ": expected a WeightsChunk");
    }

    @Test
    void saysWhichKeyIsUnknown() {
        topic.write("weights.safetensors", FILE);
        assertRefused()
                .startsWith("weights-0@0: expected a key release/<version>")
                .contains("got \"weights.safetensors\"");
    }

    @Test
    void saysWhichRecordHasNoKey() {
        topic.write(null, FILE);
        assertRefused().startsWith("weights-0@0: expected a key").contains("got no key");
    }

    private Optional<Release> inForce() throws InvalidWeightsException {
        return new WeightsTopic(topic.consumer(), TOPIC).inForce();
    }

    private AbstractStringAssert<?> assertRefused() {
        InvalidWeightsException refused = catchThrowableOfType(InvalidWeightsException.class, this::inForce);
        assertThat(refused).as("the refusal").isNotNull();
        return assertThat(refused.getMessage());
    }

    private void publish(String version, byte[] file) {
        publish(version, file, manifest -> {});
    }

    private void publish(String version, byte[] file, Consumer<WeightsRelease> change) {
        int chunks = (file.length + CHUNK_SIZE - 1) / CHUNK_SIZE;
        for (int index = 0; index < chunks; index++) {
            chunk(version, index, chunkOf(file, index));
        }
        WeightsRelease manifest = WeightsRelease.newBuilder()
                .setVersion(version)
                .setFingerprint(Networks.CURRENT.fingerprint())
                .setCreatedAt(Instant.EPOCH)
                .setSize(file.length)
                .setChunkCount(chunks)
                .setChunkSize(CHUNK_SIZE)
                .setSha256(sha256(file))
                .build();
        change.accept(manifest);
        topic.write(WeightsKeys.release(version), WireFormat.WEIGHTS_RELEASE.encode(manifest));
    }

    private void chunk(String version, int index, byte[] bytes) {
        WeightsChunk chunk = new WeightsChunk(version, index, ByteBuffer.wrap(bytes));
        topic.write(WeightsKeys.chunk(version, index), WireFormat.WEIGHTS_CHUNK.encode(chunk));
    }

    private void current(String version) {
        topic.write(WeightsKeys.current(), WireFormat.CURRENT_RELEASE.encode(new CurrentRelease(version)));
    }

    private static byte[] chunkOf(byte[] file, int index) {
        int from = index * CHUNK_SIZE;
        byte[] chunk = new byte[Math.min(CHUNK_SIZE, file.length - from)];
        System.arraycopy(file, from, chunk, 0, chunk.length);
        return chunk;
    }

    private static Release release(int seed) {
        List<Tensor> tensors = new ArrayList<>();
        for (TensorShape shape : Networks.CURRENT.tensors()) {
            float[] values = new float[shape.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = (i % 97 + seed) / 1_000f;
            }
            tensors.add(new Tensor(shape, values));
        }
        try {
            SequenceReader reader = new SequenceReader(Calibration.NONE, 0.5);
            return Release.of(Networks.CURRENT, tensors, reader, new LookReader(reader), Map.of("name", "formula"));
        } catch (InvalidWeightsException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String sha256(byte[] file) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What was written to the topic, from its first offset on, for as many consumers as come. */
    private static final class WrittenTopic {
        private final List<ConsumerRecord<@Nullable String, byte @Nullable []>> records = new ArrayList<>();

        void write(@Nullable String key, byte @Nullable [] value) {
            records.add(new ConsumerRecord<>(TOPIC, 0, records.size(), key, value));
        }

        /** As compaction does: the other records keep their offsets. */
        void remove(String key) {
            records.removeIf(record -> key.equals(record.key()));
        }

        MockConsumer<String, byte[]> consumer() {
            long end = records.isEmpty() ? 0 : records.get(records.size() - 1).offset() + 1;
            MockConsumer<String, byte[]> consumer = new RewoundConsumer();
            consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
            consumer.updateEndOffsets(Map.of(PARTITION, end));
            consumer.setMaxPollRecords(3);
            return consumer;
        }

        /** Kafka's mock forgets what it has handed out; this one starts again where it is rewound to. */
        private final class RewoundConsumer extends MockConsumer<String, byte[]> {
            RewoundConsumer() {
                super("earliest");
            }

            @Override
            @SuppressWarnings("NullAway") // keys and values may be missing, whatever the mock declares
            public synchronized void seekToBeginning(Collection<TopicPartition> partitions) {
                super.seekToBeginning(partitions);
                for (ConsumerRecord<@Nullable String, byte @Nullable []> record : records) {
                    addRecord(new ConsumerRecord<>(TOPIC, 0, record.offset(), record.key(), record.value()));
                }
            }
        }
    }
}
