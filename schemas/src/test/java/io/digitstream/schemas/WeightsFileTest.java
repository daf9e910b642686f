package io.digitstream.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WeightsFileTest {
    private static final String VERSION = "v1";
    private static final int LIMIT = 10_000_000;

    private final byte[] content = content(2 * WeightsFile.CHUNK_BYTES + 1000);
    private final WeightsRelease manifest = manifest(content);
    private final WeightsFile file = new WeightsFile(TopicValues.singleObject(), manifest);

    @BeforeEach
    void addAllChunks() {
        WeightsFile.cut(VERSION, content).forEach(this::add);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, WeightsFile.CHUNK_BYTES - 1, WeightsFile.CHUNK_BYTES, WeightsFile.CHUNK_BYTES + 1})
    void cutsAndJoins(int length) throws BrokenReleaseException {
        byte[] bytes = content(length);
        List<WeightsChunk> chunks = WeightsFile.cut(VERSION, bytes);
        WeightsFile joined = new WeightsFile(TopicValues.singleObject(), manifest(bytes));
        chunks.forEach(chunk ->
                joined.add(WeightsKeys.chunk(VERSION, chunk.getIndex()), WireFormat.WEIGHTS_CHUNK.encode(chunk)));

        assertThat(joined.join(LIMIT)).isEqualTo(bytes);
        assertThat(joined.join(LIMIT)).as("again").isEqualTo(bytes);
    }

    @Test
    void anEmptyFileHasNoChunks() {
        assertThat(WeightsFile.cut(VERSION, new byte[0])).isEmpty();
    }

    @Test
    void chunksOfOtherReleasesAndOtherRecordsDoNotMatter() throws BrokenReleaseException {
        file.add(WeightsKeys.chunk("v0", 0), new byte[] {1});
        file.add(WeightsKeys.chunk("v11", 0), new byte[] {1});
        file.add(WeightsKeys.current(), new byte[] {1});
        file.add("anything", null);
        file.add(null, new byte[] {1});

        assertThat(file.join(LIMIT)).isEqualTo(content);
    }

    @Test
    void ofAChunkWrittenTwiceTheLastOneCounts() throws BrokenReleaseException {
        add(new WeightsChunk(VERSION, 1, ByteBuffer.wrap(new byte[7])));
        addAllChunks();

        assertThat(file.join(LIMIT)).isEqualTo(content);
    }

    /** Until the topic is compacted both are there, the broken one first. */
    @Test
    void aChunkThatWasNoneCountsOnceItIsRepaired() throws BrokenReleaseException {
        file.add(WeightsKeys.chunk(VERSION, 1), new byte[] {1});
        addAllChunks();

        assertThat(file.join(LIMIT)).isEqualTo(content);
    }

    @ParameterizedTest
    @ValueSource(strings = {"chunk/v1/0", "chunk/v1/000000", "chunk/v1/", "chunk/v1/00000/1"})
    void aKeyThatIsNoChunksDoesNotMatter(String key) throws BrokenReleaseException {
        file.add(key, new byte[] {1});

        assertThat(file.join(LIMIT)).isEqualTo(content);
    }

    @Test
    void saysWhichChunkIsMissing() {
        file.add(WeightsKeys.chunk(VERSION, 1), null);

        assertBroken("chunk 1 of 3 of release v1 is missing");
    }

    @Test
    void saysWhichChunkIsTooLong() {
        add(new WeightsChunk(VERSION, 2, ByteBuffer.wrap(new byte[1001])));

        assertBroken("chunk 2 of 3 of release v1 is too long");
    }

    @Test
    void saysThatAFileIsCutOff() {
        add(new WeightsChunk(VERSION, 2, ByteBuffer.wrap(new byte[999])));

        assertBroken("release v1 is cut off: its chunks have 1,049,575 of 1,049,576 bytes");
    }

    @Test
    void refusesAFileOfAnotherHash() {
        byte[] other = content.clone();
        other[content.length - 1] ^= 1;
        WeightsFile.cut(VERSION, other).forEach(this::add);

        assertBroken("release v1 has the hash " + WeightsFile.sha256(other) + ", its manifest says "
                + WeightsFile.sha256(content));
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 0, LIMIT + 1, Long.MAX_VALUE})
    void refusesASizeThatCannotBe(long size) {
        manifest.setSize(size);

        assertBroken("release v1 claims %,d bytes, the limit is 10,000,000".formatted(size));
    }

    @Test
    void refusesAValueThatIsNoChunk() {
        file.add(WeightsKeys.chunk(VERSION, 0), new byte[] {1});

        assertBroken("chunk 0 of 3 of release v1: expected a WeightsChunk in Avro single-object encoding"
                + " (first bytes C3 01), got 1 byte starting 01");
    }

    private void add(WeightsChunk chunk) {
        file.add(WeightsKeys.chunk(VERSION, chunk.getIndex()), WireFormat.WEIGHTS_CHUNK.encode(chunk));
    }

    private void assertBroken(String message) {
        assertThatThrownBy(() -> file.join(LIMIT))
                .isInstanceOf(BrokenReleaseException.class)
                .hasMessage(message);
    }

    private static byte[] content(int length) {
        byte[] content = new byte[length];
        new Random(length).nextBytes(content);
        return content;
    }

    private static WeightsRelease manifest(byte[] content) {
        WeightsRelease manifest = Samples.weightsRelease();
        manifest.setVersion(VERSION);
        manifest.setSize(content.length);
        manifest.setChunkSize(WeightsFile.CHUNK_BYTES);
        manifest.setChunkCount((content.length + WeightsFile.CHUNK_BYTES - 1) / WeightsFile.CHUNK_BYTES);
        manifest.setSha256(WeightsFile.sha256(content));
        return manifest;
    }
}
