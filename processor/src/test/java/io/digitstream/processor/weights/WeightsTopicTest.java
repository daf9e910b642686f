package io.digitstream.processor.weights;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.digitstream.application.registry.RegistryException;
import io.digitstream.application.registry.RegistryValues;
import io.digitstream.processor.CapturedLog;
import io.digitstream.processor.SmallRegistry;
import io.digitstream.recognizer.weights.Release;
import io.digitstream.schemas.BrokenReleaseException;
import io.digitstream.schemas.CurrentRelease;
import io.digitstream.schemas.TopicValues;
import io.digitstream.schemas.WeightsFile;
import io.digitstream.schemas.WeightsKeys;
import io.digitstream.schemas.WeightsRelease;
import io.digitstream.schemas.WireFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Random;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.WakeupException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WeightsTopicTest {
    private static final byte[] FILE = file(3 * WeightsFile.CHUNK_BYTES + 1);

    private final WrittenTopic written = new WrittenTopic();
    private final WeightsTopic topic =
            new WeightsTopic(written.consumer(), WrittenTopic.NAME, TopicValues.singleObject());
    private final CapturedLog log = new CapturedLog(WeightsTopic.class);

    @AfterEach
    void stopListening() {
        log.close();
    }

    @Test
    void waitsForATopicThatIsNotThereYet() {
        written.isThere(false);
        assertThat(topic.open()).isFalse();

        written.isThere(true);
        assertThat(topic.open()).isTrue();
        written.current("v1");
        topic.catchUp();
        assertThat(topic.index().current()).contains(inForce("v1"));
    }

    @Test
    void isOpenedOnce() {
        written.current("v1");
        topic.open();
        topic.catchUp();

        assertThat(topic.open()).isTrue();
        assertThat(written.rewinds()).isEqualTo(1);
    }

    @Test
    void catchesUpWithAllThatWasWritten() {
        written.publish("v1", FILE);
        written.current("v1");
        written.publish("v2", FILE);
        written.current("v2");

        topic.open();
        topic.catchUp();

        assertThat(topic.index().releases())
                .extracting(WeightsRelease::getVersion)
                .containsExactly("v1", "v2");
        assertThat(topic.index().current()).contains(inForce("v2"));
    }

    @Test
    void hasCaughtUpWithAnEmptyTopicAtOnce() {
        topic.open();
        topic.catchUp();

        assertThat(topic.index().current()).isEmpty();
    }

    @Test
    void goesOnWithWhatIsWrittenLater() {
        written.current("v1");
        topic.open();
        topic.catchUp();

        written.current("v2");
        topic.poll();
        assertThat(topic.index().current()).contains(inForce("v2"));

        written.write(WeightsKeys.current(), null);
        topic.poll();
        assertThat(topic.index().current()).isEmpty();
    }

    @Test
    void leavesOutWhatIsNoneOfTheTopicsAndSaysWhichRecordItWas() {
        written.write("weights.safetensors", FILE);
        written.write(null, FILE);
        written.publish("v1", FILE);
        written.write(WeightsKeys.release("v2"), new byte[] {1, 2, 3});
        written.write(WeightsKeys.current(), "v1".getBytes(UTF_8));
        written.current("v1");
        written.write("", null);

        topic.open();
        topic.catchUp();

        assertThat(topic.index().releases())
                .extracting(WeightsRelease::getVersion)
                .containsExactly("v1");
        assertThat(topic.index().current()).contains(inForce("v1"));
        assertThat(log.messages())
                .satisfiesExactly(
                        message -> assertThat(message)
                                .startsWith("WARN weights-0@0 is left out: expected a key release/<version>")
                                .contains("got \"weights.safetensors\""),
                        message -> assertThat(message)
                                .startsWith("WARN weights-0@1 ")
                                .contains("got no key"),
                        message -> assertThat(message)
                                .startsWith("WARN weights-0@7 ")
                                .endsWith("got 3 bytes starting 01 02 03"),
                        message -> assertThat(message)
                                .startsWith("WARN weights-0@8 is left out: expected a CurrentRelease"),
                        message -> assertThat(message).startsWith("WARN weights-0@10 "));
    }

    @Test
    void findsTheChunksOfOneReleaseAmongTheOthers() throws BrokenReleaseException {
        written.publish("v0", file(10));
        written.publish("v1", FILE);
        written.publish("v11", file(20));

        assertThat(joined("v1")).isEqualTo(FILE);
    }

    @Test
    void ofAChunkWrittenTwiceTheLastOneCounts() throws BrokenReleaseException {
        WeightsFile.cut("v1", file(FILE.length)).forEach(written::chunk);
        written.publish("v1", FILE);

        assertThat(joined("v1")).isEqualTo(FILE);
    }

    @Test
    void aReleaseIsStillWholeWhenTheTopicWasCompacted() throws BrokenReleaseException {
        written.publish("v0", FILE);
        written.publish("v1", FILE);
        WeightsFile.cut("v0", FILE)
                .forEach(chunk -> written.remove(WeightsKeys.chunk(chunk.getVersion(), chunk.getIndex())));

        assertThat(joined("v1")).isEqualTo(FILE);
    }

    /** It is refused for its size, whatever its chunks are. */
    @Test
    void doesNotReadTheChunksOfAReleaseThatClaimsTooManyBytes() {
        written.publish("v1", FILE);
        topic.open();
        topic.catchUp();
        WeightsRelease manifest = manifest("v1");
        manifest.setSize(Release.MAX_BYTES + 1L);

        WeightsFile file = topic.file(manifest);

        assertThat(written.rewinds()).isEqualTo(1);
        assertThatThrownBy(() -> file.join(Release.MAX_BYTES))
                .isInstanceOf(BrokenReleaseException.class)
                .hasMessageContaining("claims 268,435,457 bytes");
    }

    @Test
    void missesNothingThatComesWhileChunksAreRead() throws BrokenReleaseException {
        written.publish("v1", FILE);
        topic.open();
        topic.catchUp();
        written.onNextRewind(() -> written.current("v1"));

        assertThat(topic.file(manifest("v1")).join(FILE.length)).isEqualTo(FILE);
        assertThat(topic.index().current()).isEmpty();

        topic.poll();
        assertThat(topic.index().current()).contains(inForce("v1"));
        assertThat(topic.index().timesNamed()).as("nothing is taken in twice").isEqualTo(1);
    }

    @Test
    void goesOnWhereItWasAfterThePassForChunksFailed() {
        written.publish("v1", FILE);
        written.current("v1");
        topic.open();
        topic.catchUp();
        written.onNextRewind(() -> {
            throw new KafkaException("the broker is away");
        });
        WeightsRelease manifest = manifest("v1");
        assertThatThrownBy(() -> topic.file(manifest)).isInstanceOf(KafkaException.class);

        written.current("v2");
        topic.poll();

        assertThat(topic.index().current()).contains(inForce("v2"));
        assertThat(topic.index().timesNamed()).isEqualTo(2);
    }

    @Test
    void isWokenUp() {
        topic.open();

        topic.wakeUp();

        assertThatThrownBy(topic::poll).isInstanceOf(WakeupException.class);
    }

    @Test
    void readsAgainWhatItCouldNotUnderstandWhileTheRegistryWasAway() throws IOException {
        try (SmallRegistry registry = new SmallRegistry(CurrentRelease.getClassSchema());
                WeightsTopic framed = new WeightsTopic(
                        written.consumer(),
                        WrittenTopic.NAME,
                        RegistryValues.of(registry.address(), Duration.ofMillis(1)))) {
            byte[] record = WireFormat.CURRENT_RELEASE.encode(inForce("v2"));
            written.current("v1");
            written.write(
                    WeightsKeys.current(),
                    ByteBuffer.allocate(record.length - 5)
                            .put((byte) 0)
                            .putInt(SmallRegistry.KNOWN)
                            .put(record, 10, record.length - 10)
                            .array());
            framed.open();
            registry.goAway();

            assertThatThrownBy(framed::catchUp).isInstanceOf(RegistryException.class);
            registry.comeBack();
            framed.catchUp();

            assertThat(framed.index().current()).contains(inForce("v2"));
        }
    }

    @Test
    void closesItsConsumer() {
        topic.close();

        assertThat(written.isClosed()).isTrue();
    }

    private byte[] joined(String version) throws BrokenReleaseException {
        topic.open();
        topic.catchUp();
        return topic.file(manifest(version)).join(FILE.length);
    }

    private WeightsRelease manifest(String version) {
        return topic.index().release(version).orElseThrow();
    }

    private static CurrentRelease inForce(String version) {
        return new CurrentRelease(version, false);
    }

    private static byte[] file(int length) {
        byte[] file = new byte[length];
        new Random(length).nextBytes(file);
        return file;
    }
}
