package io.digitstream.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.digitstream.processor.batch.FakeEngine;
import io.digitstream.processor.batch.InferenceThread;
import io.digitstream.processor.intake.Intake;
import io.digitstream.processor.intake.SampleImages;
import io.digitstream.processor.listeners.ListenerGuard;
import io.digitstream.processor.listeners.ListenerKind;
import io.digitstream.processor.metrics.PathListener;
import io.digitstream.processor.pending.RefusedWrites;
import io.digitstream.processor.settings.ProcessorSettings;
import io.digitstream.recognizer.image.RejectionReason;
import io.digitstream.recognizer.sequence.ReadingStatus;
import io.digitstream.schemas.TopicValues;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A task whose listener throws in each callback. */
class FailingListenersTest {
    private final ListenerGuard guard = new ListenerGuard();
    private final Failing listener = new Failing();
    private final CapturedLog log = new CapturedLog(ListenerGuard.class);

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void aTaskAnswersItsImagesWhateverItsListenerThrows(@TempDir Path folder) throws Exception {
        ProcessorSettings settings = ProcessorSettings.read(Map.of("kafka.state.dir", folder.toString()));
        Properties properties = new Properties();
        properties.putAll(settings.kafka());
        try (InferenceThread inference = new InferenceThread(
                        new FakeEngine().as("weights-1"), settings.batch(), 16, InstantSource.system());
                TopologyTestDriver driver = new TopologyTestDriver(
                        RecognitionTopology.build(
                                settings,
                                new Intake(TopicValues.singleObject(), FakeEngine.preparer(settings.limits())),
                                inference,
                                CheckedTopics.unknown(settings),
                                new RefusedWrites("recognitions"),
                                listener,
                                guard),
                        properties,
                        Instant.EPOCH)) {
            TestInputTopic<byte[], byte[]> images =
                    driver.createInputTopic("images", new ByteArraySerializer(), new ByteArraySerializer());
            TestOutputTopic<byte[], byte[]> recognitions = output(driver, "recognitions");
            TestOutputTopic<byte[], byte[]> rejected = output(driver, "rejected-images");

            images.pipeInput(SampleImages.png(42));
            images.pipeInput(new byte[] {7});
            await().atMost(Duration.ofMinutes(2))
                    .pollInSameThread()
                    .pollInterval(Duration.ofMillis(2))
                    .until(() -> {
                        driver.advanceWallClockTime(Duration.ofMillis(5));
                        return !recognitions.isEmpty() && !rejected.isEmpty();
                    });
        }

        assertThat(listener.threw)
                .containsExactlyInAnyOrder("tookIn", "decoded", "recognized", "rejected", "pending", "ended");
        assertThat(guard.failures(ListenerKind.METRICS)).isGreaterThanOrEqualTo(6);
    }

    private static TestOutputTopic<byte[], byte[]> output(TopologyTestDriver driver, String topic) {
        return driver.createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static final class Failing implements PathListener {
        private final Set<String> threw = ConcurrentHashMap.newKeySet();

        private RuntimeException failure(String callback) {
            threw.add(callback);
            return new IllegalStateException("the registry is closed");
        }

        @Override
        public void tookIn(long bytes) {
            throw failure("tookIn");
        }

        @Override
        public void decoded(long nanos) {
            throw failure("decoded");
        }

        @Override
        public void recognized(ReadingStatus status, Duration sinceIn, Duration sinceRead) {
            throw failure("recognized");
        }

        @Override
        public void rejected(RejectionReason reason) {
            throw failure("rejected");
        }

        @Override
        public void pending(String task, int images) {
            throw failure("pending");
        }

        @Override
        public void ended(String task) {
            throw failure("ended");
        }
    }
}
