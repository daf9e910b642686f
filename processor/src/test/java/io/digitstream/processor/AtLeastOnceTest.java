package io.digitstream.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.digitstream.processor.batch.FakeEngine;
import io.digitstream.processor.batch.InferenceThread;
import io.digitstream.processor.intake.Intake;
import io.digitstream.processor.intake.SampleImages;
import io.digitstream.processor.listeners.ListenerGuard;
import io.digitstream.processor.metrics.PathListener;
import io.digitstream.processor.pending.RefusedWrites;
import io.digitstream.processor.settings.ProcessorSettings;
import io.digitstream.schemas.TopicValues;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtLeastOnceTest {
    private static final Instant START = Instant.parse("2026-11-23T12:00:00Z");

    /** Else a broker may have the end of the slot, and its processor be killed before the result has come. */
    @Test
    void theEndOfASlotIsWrittenAfterTheCommitOfItsResult(@TempDir Path folder) throws Exception {
        ProcessorSettings settings = ProcessorSettings.read(
                Map.of("kafka.processing.guarantee", "at_least_once", "kafka.state.dir", folder.toString()));
        Properties properties = new Properties();
        properties.putAll(settings.kafka());
        FakeEngine engine = new FakeEngine();
        try (InferenceThread inference =
                        new InferenceThread(engine.as("weights-1"), settings.batch(), 16, InstantSource.system());
                TopologyTestDriver driver = new TopologyTestDriver(
                        RecognitionTopology.build(
                                settings,
                                new Intake(TopicValues.singleObject(), FakeEngine.preparer(settings.limits())),
                                inference,
                                CheckedTopics.unknown(settings),
                                new RefusedWrites("recognitions"),
                                PathListener.NONE,
                                new ListenerGuard()),
                        properties,
                        START)) {
            TestInputTopic<byte[], byte[]> images =
                    driver.createInputTopic("images", new ByteArraySerializer(), new ByteArraySerializer());
            TestOutputTopic<byte[], byte[]> recognitions = output(driver, "recognitions");
            TestOutputTopic<byte[], byte[]> slots = output(driver, "digitstream-processor-pending-images-changelog");

            engine.hold();
            images.pipeInput(SampleImages.png(42));
            assertThat(slots.readValuesToList())
                    .as("before the result")
                    .singleElement()
                    .isNotNull();

            engine.go();
            await().atMost(Duration.ofMinutes(2))
                    .pollInSameThread()
                    .pollInterval(Duration.ofMillis(2))
                    .until(() -> {
                        driver.advanceWallClockTime(Duration.ofMillis(5));
                        return !recognitions.isEmpty();
                    });
            assertThat(slots.readValuesToList()).as("with the result").isEmpty();

            driver.advanceWallClockTime(Duration.ofMillis(5));
            assertThat(slots.readValuesToList())
                    .as("a commit later")
                    .singleElement()
                    .isNull();
        }
    }

    private static TestOutputTopic<byte[], byte[]> output(TopologyTestDriver driver, String topic) {
        return driver.createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
