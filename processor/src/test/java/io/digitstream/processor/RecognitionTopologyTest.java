package io.digitstream.processor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.digitstream.application.result.ImagePosition;
import io.digitstream.processor.batch.EngineFailedException;
import io.digitstream.processor.batch.FakeEngine;
import io.digitstream.processor.batch.InferenceThread;
import io.digitstream.processor.intake.Intake;
import io.digitstream.processor.intake.SampleImages;
import io.digitstream.processor.listeners.ListenerGuard;
import io.digitstream.processor.metrics.PathListener;
import io.digitstream.processor.pending.PendingImages;
import io.digitstream.processor.pending.RefusedWrites;
import io.digitstream.processor.results.RejectionHeaders;
import io.digitstream.processor.settings.ProcessorSettings;
import io.digitstream.schemas.ImageEvent;
import io.digitstream.schemas.Recognition;
import io.digitstream.schemas.Region;
import io.digitstream.schemas.TopicValues;
import io.digitstream.schemas.WireFormat;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.IntStream;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.test.TestRecord;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecognitionTopologyTest {
    private static final Instant START = Instant.parse("2026-11-23T12:00:00Z");
    private static final Instant INFERRED = Instant.parse("2026-11-23T12:00:01Z");
    private static final int SLOTS = 3;

    private final FakeEngine engine = new FakeEngine();
    private final InferenceThread inference;
    private final TopologyTestDriver driver;
    private final TestInputTopic<byte[], byte[]> images;
    private final TestOutputTopic<byte[], byte[]> recognitions;
    private final TestOutputTopic<byte[], byte[]> rejected;
    private final List<TestRecord<byte[], byte[]>> read = new ArrayList<>();
    private final List<TestRecord<byte[], byte[]>> refused = new ArrayList<>();

    RecognitionTopologyTest(@TempDir Path folder) throws Exception {
        Map<String, String> values = new HashMap<>();
        values.put("slots-per-task", Integer.toString(SLOTS));
        values.put("batch.max-size", "4");
        // A batch that is held for longer than its target would make the next one smaller.
        values.put("batch.target-ms", "60000");
        values.put("topics.recognitions", "readings");
        values.put("kafka.state.dir", folder.toString());
        ProcessorSettings settings = ProcessorSettings.read(values);
        inference = new InferenceThread(engine.as("weights-1"), settings.batch(), 16, InstantSource.fixed(INFERRED));
        Intake intake = new Intake(TopicValues.singleObject(), FakeEngine.preparer(settings.limits()));
        Properties properties = new Properties();
        properties.putAll(settings.kafka());
        properties.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
        driver = new TopologyTestDriver(
                RecognitionTopology.build(
                        settings,
                        intake,
                        inference,
                        CheckedTopics.unknown(settings),
                        new RefusedWrites("recognitions"),
                        PathListener.NONE,
                        new ListenerGuard()),
                properties,
                START);
        ByteArraySerializer serializer = new ByteArraySerializer();
        ByteArrayDeserializer deserializer = new ByteArrayDeserializer();
        images = driver.createInputTopic("images", serializer, serializer);
        recognitions = driver.createOutputTopic("readings", deserializer, deserializer);
        rejected = driver.createOutputTopic("rejected-images", deserializer, deserializer);
    }

    @AfterEach
    void end() {
        engine.go();
        driver.close();
        inference.close();
    }

    @Test
    void givesOneResultForEachImageInTheirOrder() {
        List<Integer> numbers = IntStream.range(100, 150).boxed().toList();

        numbers.forEach(number -> pipe("key", SampleImages.png(number)));
        awaitResults(numbers.size());

        assertThat(digits())
                .containsExactlyElementsOf(numbers.stream().map(String::valueOf).toList());
        assertThat(refused).isEmpty();
        assertThat(pending()).isZero();
    }

    @Test
    void aResultHasItsImagesKeyHeadersPositionAndTimestamp() {
        Header trace = new RecordHeader("traceparent", "00-a".getBytes(UTF_8));
        Header none = new RecordHeader("none", (byte @Nullable []) null);
        images.pipeInput(record("camera 7", SampleImages.png(42), Instant.ofEpochMilli(1), trace, none, trace));
        images.pipeInput(record(null, SampleImages.png(43), START.plusSeconds(9_000)));
        images.pipeInput(record("", SampleImages.png(44), START));
        awaitResults(3);

        assertThat(digits()).containsExactly("42", "43", "44");
        assertThat(read.get(0).key()).isEqualTo("camera 7".getBytes(UTF_8));
        assertThat(read.get(0).headers()).startsWith(trace, none, trace).hasSize(7);
        assertThat(read.get(1).key()).isNull();
        assertThat(read.get(2).key()).isEmpty();
        assertThat(read)
                .extracting(record -> ImagePosition.of(record.headers()))
                .containsExactly(position(0), position(1), position(2));
        assertThat(read)
                .extracting(record -> header(record, "digitstream.image.timestamp"))
                .containsExactly("1", millis(START.plusSeconds(9_000)), millis(START));
    }

    /** Else a topic with a retention by time would delete the result of an old image at once, and refuse that of a future one. */
    @ParameterizedTest
    @ValueSource(longs = {0, 1_000, 4_102_444_800_000L, Long.MAX_VALUE})
    void aResultHasTheTimeAtWhichItIsWritten(long timestamp) {
        images.pipeInput(record("read", SampleImages.png(42), Instant.ofEpochMilli(timestamp)));
        images.pipeInput(record("rejected", new byte[] {1}, Instant.ofEpochMilli(timestamp)));
        awaitResults(2);

        assertThat(read.get(0).getRecordTime()).isBetween(START, START.plusSeconds(60));
        assertThat(refused.get(0).getRecordTime()).isBetween(START, START.plusSeconds(60));
        assertThat(header(refused.get(0), "digitstream.image.timestamp")).isEqualTo(Long.toString(timestamp));
        assertThat(ImagePosition.of(refused.get(0).headers())).isEqualTo(position(1));
    }

    private static Optional<ImagePosition> position(long offset) {
        return Optional.of(new ImagePosition("images", 0, offset));
    }

    private static String millis(Instant instant) {
        return Long.toString(instant.toEpochMilli());
    }

    @Test
    void aRecordTooLargeToBeKeptIsRejectedInItsTurnWithoutItsBytes() {
        engine.hold();
        pipe("before", SampleImages.png(42));
        engine.go();
        pipe("large", new byte[12 << 20]);
        images.pipeInput(new byte[12 << 20], SampleImages.png(43), START);
        pipe("after", SampleImages.png(44));
        awaitResults(4);

        assertThat(digits()).containsExactly("42", "44");
        assertThat(refused).hasSize(2);
        assertThat(refused.get(0).key()).isEqualTo("large".getBytes(UTF_8));
        assertThat(refused.get(0).value()).isNull();
        assertThat(new String(
                        refused.get(0)
                                .headers()
                                .lastHeader(RejectionHeaders.MESSAGE)
                                .value(),
                        UTF_8))
                .isEqualTo(
                        "the record has 12,582,917 bytes, the limit is 11,534,336; payload omitted, the original is at"
                                + " images-0@1");
        assertThat(refused.get(1).key()).isNull();
    }

    @Test
    void aResultSaysWhenAndByWhichWeightsItWasRead() {
        Instant captured = Instant.parse("2026-11-22T08:30:00.250Z");
        ImageEvent event =
                new ImageEvent(ByteBuffer.wrap(SampleImages.png(42)), new Region(1, 2, 30, 20), captured, "camera 7");
        driver.advanceWallClockTime(Duration.ofMillis(17));
        pipe("key", WireFormat.IMAGE_EVENT.encode(event));
        awaitResults(1);

        Recognition recognition = WireFormat.RECOGNITION.decode(read.get(0).value());
        assertThat(recognition.getDigits()).isEqualTo("42");
        assertThat(recognition.getWeightsVersion()).isEqualTo("weights-1");
        assertThat(recognition.getCapturedAt()).isEqualTo(captured);
        assertThat(recognition.getTakenInAt()).isEqualTo(START.plusMillis(17));
        assertThat(recognition.getInferredAt()).isEqualTo(INFERRED);
    }

    @Test
    void aResultSaysWhereTheNumberWasFoundIfItsImageCameWithoutARegion() {
        pipe("bare", SampleImages.png(42));
        pipe(
                "event",
                WireFormat.IMAGE_EVENT.encode(new ImageEvent(ByteBuffer.wrap(SampleImages.png(43)), null, null, null)));
        awaitResults(2);

        assertThat(digits()).containsExactly("42", "43");
        assertThat(results()).allSatisfy(recognition -> {
            assertThat(recognition.getRegion()).isEqualTo(new Region(10, 4, 20, 22));
            assertThat(recognition.getLocated()).isTrue();
        });
    }

    @Test
    void aResultGivesBackTheRegionThatItsImageCameWith() {
        Region region = new Region(-7, 2, 300, 20);
        pipe(
                "key",
                WireFormat.IMAGE_EVENT.encode(
                        new ImageEvent(ByteBuffer.wrap(SampleImages.png(42)), region, null, null)));
        awaitResults(1);

        assertThat(results().get(0).getRegion()).isEqualTo(region);
        assertThat(results().get(0).getLocated()).isFalse();
        assertThat(engine.located()).as("nothing was to be found").isEmpty();
    }

    /** Found and given regions, one after the other, in one batch: each result has its own. */
    @Test
    void imagesWithAndWithoutARegionAreReadInOneBatch() {
        Region region = new Region(1, 2, 30, 20);
        engine.hold();
        pipe("busy", SampleImages.png(1));
        soon().until(() -> engine.batches().size() == 1);
        pipe("found", SampleImages.png(2));
        pipe(
                "given",
                WireFormat.IMAGE_EVENT.encode(
                        new ImageEvent(ByteBuffer.wrap(SampleImages.png(3)), region, null, null)));
        engine.go();
        awaitResults(3);

        assertThat(engine.batches()).containsExactly(List.of(1), List.of(2, 3));
        assertThat(engine.located())
                .as("whole, and then from near")
                .containsExactly(List.of(1), List.of(1), List.of(2), List.of(2));
        assertThat(digits()).containsExactly("1", "2", "3");
        assertThat(results()).extracting(Recognition::getLocated).containsExactly(true, true, false);
        assertThat(results().get(1).getRegion()).isEqualTo(new Region(10, 4, 20, 22));
        assertThat(results().get(2).getRegion()).isEqualTo(region);
    }

    @Test
    void anImageInWhichTheEngineFailsToFindAnythingIsRejectedAndTheOthersAreRead() {
        engine.failToLocate(batch -> batch.contains(13), () -> new IllegalStateException("unlucky"));
        byte[] unlucky = SampleImages.png(13);

        engine.hold();
        pipe("a", SampleImages.png(12));
        soon().until(() -> engine.batches().size() == 1);
        pipe("b", unlucky);
        pipe("c", SampleImages.png(14));
        engine.go();
        awaitResults(3);

        assertThat(engine.located()).contains(List.of(13, 14));
        assertThat(digits()).containsExactly("12", "14");
        assertThat(refused).singleElement().satisfies(record -> {
            assertThat(record.value()).isEqualTo(unlucky);
            assertThat(header(record, RejectionHeaders.REASON)).isEqualTo("INFERENCE_FAILED");
        });
    }

    @Test
    void aBadImageGoesUntouchedToTheRejectedOnesWhileTheOthersAreRead() {
        byte[] text = "not an image".getBytes(UTF_8);
        Header trace = new RecordHeader("traceparent", "00-b".getBytes(UTF_8));
        Instant timestamp = Instant.parse("2026-11-01T00:00:00Z");
        pipe("a", SampleImages.png(1));
        images.pipeInput(record("bad", text, timestamp, trace));
        pipe("b", SampleImages.png(2));
        images.pipeInput(record(null, null, timestamp));
        pipe("c", SampleImages.png(3));
        awaitResults(5);

        assertThat(digits()).containsExactly("1", "2", "3");
        assertThat(refused).hasSize(2);
        TestRecord<byte[], byte[]> bad = refused.get(0);
        assertThat(bad.key()).isEqualTo("bad".getBytes(UTF_8));
        assertThat(bad.value()).isEqualTo(text);
        assertThat(header(bad, "digitstream.image.timestamp")).isEqualTo(millis(timestamp));
        assertThat(bad.headers()).startsWith(trace);
        assertThat(header(bad, RejectionHeaders.REASON)).isEqualTo("UNKNOWN_FORMAT");
        assertThat(header(bad, RejectionHeaders.TOPIC)).isEqualTo("images");
        assertThat(header(bad, RejectionHeaders.PARTITION)).isEqualTo("0");
        assertThat(header(bad, RejectionHeaders.OFFSET)).isEqualTo("1");
        assertThat(header(bad, RejectionHeaders.AT)).startsWith("2026-11-23T12:00:00");
        assertThat(refused.get(1).key()).isNull();
        assertThat(refused.get(1).value()).isNull();
        assertThat(header(refused.get(1), RejectionHeaders.REASON)).isEqualTo("EMPTY");
        assertThat(pending()).isZero();
    }

    @Test
    void anImageThatTheEngineFailsOnIsRejectedAndTheOthersAreRead() {
        engine.failOn(batch -> batch.contains(13), () -> new IllegalStateException("unlucky"));
        byte[] unlucky = SampleImages.png(13);

        engine.hold();
        pipe("a", SampleImages.png(12));
        soon().until(() -> engine.batches().size() == 1);
        pipe("b", unlucky);
        pipe("c", SampleImages.png(14));
        engine.go();
        awaitResults(3);

        assertThat(engine.batches()).contains(List.of(13, 14));
        assertThat(digits()).containsExactly("12", "14");
        assertThat(refused).singleElement().satisfies(record -> {
            assertThat(record.value()).isEqualTo(unlucky);
            assertThat(header(record, RejectionHeaders.REASON)).isEqualTo("INFERENCE_FAILED");
            assertThat(header(record, RejectionHeaders.EXCEPTION)).isEqualTo("java.lang.IllegalStateException");
        });
    }

    @Test
    void resultsAppearWithoutNewImages() {
        engine.hold();
        pipe("a", SampleImages.png(1));
        pipe("b", SampleImages.png(2));
        driver.advanceWallClockTime(Duration.ofSeconds(1));
        collect();
        assertThat(read).isEmpty();
        assertThat(pending()).isEqualTo(2);

        engine.go();
        awaitResults(2);

        assertThat(digits()).containsExactly("1", "2");
        assertThat(pending()).isZero();
    }

    @Test
    void aRejectedImageWaitsForThoseBeforeIt() {
        engine.hold();
        pipe("a", SampleImages.png(1));
        pipe("b", new byte[] {1, 2, 3});
        driver.advanceWallClockTime(Duration.ofSeconds(1));
        collect();
        assertThat(refused).isEmpty();

        engine.go();
        awaitResults(2);

        assertThat(read).hasSize(1);
        assertThat(refused).hasSize(1);
    }

    @Test
    void oneImageMoreThanThereAreSlotsWaits() throws InterruptedException {
        engine.hold();
        for (int number = 1; number <= SLOTS; number++) {
            pipe("key", SampleImages.png(number));
        }
        Thread task = new Thread(() -> pipe("key", SampleImages.png(SLOTS + 1)), "task");
        task.start();
        soon().until(() -> task.getState() == Thread.State.WAITING);

        engine.go();
        task.join();
        awaitResults(SLOTS + 1);

        assertThat(digits()).containsExactly("1", "2", "3", "4");
    }

    @Test
    void aBrokenEngineEndsTheTaskAndLeavesItsImagesPending() {
        engine.hold();
        engine.failOn(batch -> true, () -> new OutOfMemoryError("no native memory"));
        pipe("a", SampleImages.png(1));
        pipe("b", SampleImages.png(2));
        engine.go();

        soon().pollInSameThread()
                .untilAsserted(() -> assertThatThrownBy(() -> driver.advanceWallClockTime(Duration.ofMillis(5)))
                        .hasStackTraceContaining(EngineFailedException.class.getName())
                        .hasRootCauseMessage("no native memory"));

        collect();
        assertThat(read).isEmpty();
        assertThat(pending()).isEqualTo(2);
    }

    private void pipe(String key, byte[] value) {
        images.pipeInput(key.getBytes(UTF_8), value, START);
    }

    @SuppressWarnings("NullAway") // keys and values may be missing, whatever the test driver declares
    private static TestRecord<byte[], byte[]> record(
            @Nullable String key, byte @Nullable [] value, Instant timestamp, Header... headers) {
        return new TestRecord<>(key == null ? null : key.getBytes(UTF_8), value, new RecordHeaders(headers), timestamp);
    }

    /** Lets the wall clock run until that many results, read and rejected, have come; and then a little longer. */
    private void awaitResults(int count) {
        soon().pollInSameThread().until(() -> {
            driver.advanceWallClockTime(Duration.ofMillis(5));
            collect();
            return read.size() + refused.size() >= count;
        });
        driver.advanceWallClockTime(Duration.ofSeconds(1));
        collect();
        assertThat(read.size() + refused.size()).as("results").isEqualTo(count);
    }

    private void collect() {
        read.addAll(recognitions.readRecordsToList());
        refused.addAll(rejected.readRecordsToList());
    }

    private List<Recognition> results() {
        return read.stream()
                .map(record -> WireFormat.RECOGNITION.decode(record.value()))
                .toList();
    }

    private List<String> digits() {
        return results().stream().map(Recognition::getDigits).toList();
    }

    private int pending() {
        int count = 0;
        try (KeyValueIterator<Integer, Object> all =
                driver.<Integer, Object>getKeyValueStore(PendingImages.STORE).all()) {
            for (; all.hasNext(); all.next()) {
                count++;
            }
        }
        return count;
    }

    private static String header(TestRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(2));
    }
}
