package io.digitstream.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.digitstream.application.result.ImagePosition;
import io.digitstream.processor.batch.BatchPolicy;
import io.digitstream.processor.batch.EngineFailedException;
import io.digitstream.processor.batch.FakeEngine;
import io.digitstream.processor.batch.Inference;
import io.digitstream.processor.batch.InferenceThread;
import io.digitstream.processor.intake.Intake;
import io.digitstream.processor.intake.SampleImages;
import io.digitstream.processor.listeners.ListenerGuard;
import io.digitstream.processor.metrics.PathListener;
import io.digitstream.processor.pending.PendingImages;
import io.digitstream.processor.pending.RefusedWrites;
import io.digitstream.processor.results.Outcome;
import io.digitstream.processor.results.OutputTopics;
import io.digitstream.recognizer.image.ImageLimits;
import io.digitstream.schemas.TopicValues;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A task that stops and starts again, over its store on disk. */
class RecognitionProcessorTest {
    private static final int SLOTS = 4;

    private final Path folder;
    private final List<Run> runs = new ArrayList<>();

    RecognitionProcessorTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @AfterEach
    void end() {
        runs.forEach(Run::stop);
    }

    @Test
    void whatWasPendingWhenATaskStoppedIsAnsweredFirstByTheNext() {
        Run before = new Run();
        before.engine.hold();
        before.process(100, SampleImages.png(1));
        before.process(101, SampleImages.png(2));
        before.process(102, new byte[] {7});
        before.forwardFinished();
        assertThat(before.results()).isEmpty();
        before.stop();

        Run after = new Run();
        after.process(103, SampleImages.png(4));
        soon().pollInSameThread().until(() -> {
            after.forwardFinished();
            return after.results().size() == 4;
        });

        assertThat(after.results()).containsExactly("100 read as 1", "101 read as 2", "102 rejected", "103 read as 4");
    }

    @Test
    void whatWasAnsweredIsNotAnsweredAgain() {
        Run before = new Run();
        before.process(100, SampleImages.png(1));
        soon().pollInSameThread().until(() -> {
            before.forwardFinished();
            return before.results().size() == 1;
        });
        before.engine.hold();
        before.process(101, SampleImages.png(2));
        before.stop();

        Run after = new Run();
        soon().pollInSameThread().until(() -> {
            after.forwardFinished();
            return !after.results().isEmpty();
        });

        assertThat(after.results()).containsExactly("101 read as 2");
    }

    @Test
    void aResultAfterARestartHasAllThatItsImageCameWith() {
        Run before = new Run();
        before.engine.hold();
        before.process(100, SampleImages.png(1));
        before.stop();

        Run after = new Run();
        soon().pollInSameThread().until(() -> {
            after.forwardFinished();
            return !after.results().isEmpty();
        });

        Record<? extends byte[], ? extends Outcome> record =
                after.context.forwarded().get(0).record();
        assertThat(record.key()).containsExactly(100);
        assertThat(record.headers().lastHeader("digitstream.image.timestamp").value())
                .isEqualTo("1100".getBytes(StandardCharsets.UTF_8));
        assertThat(record.headers().lastHeader("traceparent").value()).containsExactly(100, 1);
        assertThat(ImagePosition.of(record.headers())).contains(new ImagePosition("images", 3, 100));
        assertThat(record.value().image().takenInAt()).isEqualTo(Instant.ofEpochMilli(5_000));
    }

    @Test
    void aTaskWithABrokenEngineLeavesItsImagesToTheNext() {
        Run before = new Run();
        before.engine.failOn(batch -> true, () -> new OutOfMemoryError("no native memory"));
        before.engine.hold();
        before.process(100, SampleImages.png(1));
        before.engine.go();
        soon().untilAsserted(() ->
                assertThatThrownBy(before::forwardFinished).hasCauseInstanceOf(EngineFailedException.class));
        assertThatThrownBy(() -> before.process(101, SampleImages.png(2))).isInstanceOf(EngineFailedException.class);
        before.stop();

        Run after = new Run();
        soon().pollInSameThread().until(() -> {
            after.forwardFinished();
            return !after.results().isEmpty();
        });

        assertThat(after.results()).as("the second was never taken in").containsExactly("100 read as 1");
    }

    @Test
    void aTaskThatIsInterruptedWhileItWaitsForTheEngineSaysSo() throws InterruptedException {
        Run run = new Run(1);
        run.engine.hold();
        run.process(100, SampleImages.png(1));
        soon().until(() -> !run.engine.batches().isEmpty());
        run.process(101, SampleImages.png(2));
        List<Throwable> thrown = new ArrayList<>();
        Thread task = new Thread(() -> run.process(102, SampleImages.png(3)), "task");
        task.setUncaughtExceptionHandler((thread, e) -> thrown.add(e));
        task.start();
        soon().until(() -> task.getState() == Thread.State.TIMED_WAITING);

        task.interrupt();
        task.join();

        assertThat(thrown)
                .singleElement()
                .satisfies(e -> assertThat(e)
                        .isInstanceOf(StreamsException.class)
                        .hasMessageContaining("interrupted while waiting for the engine"));
    }

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(2));
    }

    /** One life of the task. */
    private final class Run {
        private final FakeEngine engine = new FakeEngine();
        private final InferenceThread inference;
        private final MockProcessorContext<byte[], Outcome> context;
        private final StateStore store;
        private final RecognitionProcessor processor;
        private boolean stopped;

        Run() {
            this(16);
        }

        Run(int queued) {
            Properties properties = new Properties();
            properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
            properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
            context = new MockProcessorContext<>(properties, new TaskId(0, 3), folder.toFile());
            context.setCurrentSystemTimeMs(5_000);
            store = PendingImages.store(Map.of())
                    .withCachingDisabled()
                    .withLoggingDisabled()
                    .build();
            store.init(context.getStateStoreContext(), store);
            inference = new InferenceThread(
                    engine.as("weights-1"),
                    new BatchPolicy(1, Duration.ZERO, Duration.ofMinutes(1)),
                    queued,
                    InstantSource.fixed(Instant.EPOCH));
            processor = new RecognitionProcessor(
                    new Intake(TopicValues.singleObject(), FakeEngine.preparer(ImageLimits.DEFAULT)),
                    inference,
                    SLOTS,
                    1 << 20,
                    true,
                    OutputTopics.UNKNOWN,
                    new RefusedWrites("recognitions"),
                    PathListener.NONE,
                    new ListenerGuard());
            runs.add(this);
            processor.init(context);
        }

        void process(int offset, byte[] value) {
            context.setRecordMetadata("images", 3, offset);
            Record<byte[], byte[]> record = new Record<>(new byte[] {(byte) offset}, value, 1_000 + offset);
            record.headers().add("traceparent", new byte[] {(byte) offset, 1});
            processor.process(record);
        }

        void forwardFinished() {
            context.scheduledPunctuators().get(0).getPunctuator().punctuate(5_000);
        }

        List<String> results() {
            return context.forwarded().stream()
                    .map(forward -> {
                        Outcome outcome = forward.record().value();
                        String what = outcome instanceof Outcome.Recognized recognized
                                ? "read as " + digits(recognized.inference())
                                : "rejected";
                        return outcome.image().offset() + " " + what;
                    })
                    .toList();
        }

        private static String digits(Inference.Read read) {
            return read.reading().reading().best().digits();
        }

        /** Ends without an answer to what is pending, as a kill does once the store was flushed. */
        void stop() {
            if (!stopped) {
                stopped = true;
                engine.go();
                inference.close();
                store.close();
            }
        }
    }
}
