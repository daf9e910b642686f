package io.digitstream.processor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.digitstream.application.registry.RegistryException;
import io.digitstream.application.registry.RegistryValues;
import io.digitstream.processor.batch.FakeEngine;
import io.digitstream.processor.batch.InferenceThread;
import io.digitstream.processor.intake.Intake;
import io.digitstream.processor.intake.SampleImages;
import io.digitstream.processor.listeners.ListenerGuard;
import io.digitstream.processor.metrics.PathListener;
import io.digitstream.processor.pending.RefusedWrites;
import io.digitstream.processor.results.RejectionHeaders;
import io.digitstream.processor.settings.InvalidSettingsException;
import io.digitstream.processor.settings.ProcessorSettings;
import io.digitstream.recognizer.image.RejectionReason;
import io.digitstream.schemas.ImageEvent;
import io.digitstream.schemas.Recognition;
import io.digitstream.schemas.WireFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The topology where a schema registry says what values are. */
class RegistryTopologyTest {
    private final Path folder;
    private final SmallRegistry registry = new SmallRegistry(ImageEvent.getClassSchema());
    private final List<Run> runs = new ArrayList<>();

    RegistryTopologyTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
    }

    @AfterEach
    void end() {
        runs.forEach(Run::stop);
        registry.close();
    }

    @Test
    void readsAnImageInEachOfItsFourForms() throws IOException {
        Run run = new Run();

        run.pipe(SampleImages.png(41));
        run.pipe(SampleImages.jpeg(0));
        run.pipe(WireFormat.IMAGE_EVENT.encode(event(43)));
        run.pipe(framed(SmallRegistry.KNOWN, event(44)));
        run.awaitResults(4);

        assertThat(run.refused).isEmpty();
        assertThat(run.digits()).containsExactly("41", "0", "43", "44");
    }

    @Test
    void rejectsAnIdThatTheRegistryDoesNotKnow() throws IOException {
        Run run = new Run();
        byte[] value = framed(99, event(41));

        run.pipe(value);
        run.pipe(framed(SmallRegistry.KNOWN, event(42)));
        run.awaitResults(2);

        assertThat(run.digits()).containsExactly("42");
        TestRecord<byte[], byte[]> rejected = run.refused.get(0);
        assertThat(rejected.value()).isEqualTo(value);
        assertThat(header(rejected, RejectionHeaders.REASON)).isEqualTo(RejectionReason.UNKNOWN_FORMAT.name());
        assertThat(header(rejected, RejectionHeaders.MESSAGE))
                .isEqualTo("expected an ImageEvent, got schema id 99, which the schema registry does not know");
    }

    @Test
    void rejectsAnIdThatTheRegistryDenies() throws IOException {
        Run run = new Run();
        byte[] value = framed(SmallRegistry.DENIED, event(41));

        run.pipe(framed(SmallRegistry.KNOWN, event(42)));
        run.pipe(value);
        run.pipe(framed(SmallRegistry.KNOWN, event(43)));
        run.awaitResults(3);

        assertThat(run.digits()).containsExactly("42", "43");
        assertThat(run.refused.get(0).value()).isEqualTo(value);
        assertThat(header(run.refused.get(0), RejectionHeaders.REASON))
                .isEqualTo(RejectionReason.UNKNOWN_FORMAT.name());
        assertThat(header(run.refused.get(0), RejectionHeaders.MESSAGE))
                .contains("schema id " + SmallRegistry.DENIED, "403", "User is denied operation Read");
    }

    @Test
    void anImageIsNotAnsweredWhileTheRegistryIsAway() throws IOException {
        Run before = new Run();
        byte[] value = framed(SmallRegistry.KNOWN, event(42));
        registry.goAway();

        assertThatThrownBy(() -> before.pipe(value))
                .isInstanceOf(StreamsException.class)
                .hasRootCauseInstanceOf(IOException.class)
                .hasCauseInstanceOf(RegistryException.class);
        before.stop();
        assertThat(before.refused).isEmpty();

        registry.comeBack();
        Run after = new Run();
        after.pipe(value);
        after.awaitResults(1);
        assertThat(after.digits()).containsExactly("42");
    }

    private static ImageEvent event(int number) {
        return new ImageEvent(ByteBuffer.wrap(SampleImages.png(number)), null, null, null);
    }

    /** In Confluent's wire format. */
    private static byte[] framed(int id, ImageEvent event) {
        byte[] record = WireFormat.IMAGE_EVENT.encode(event);
        byte[] body = Arrays.copyOfRange(record, 10, record.length);
        return ByteBuffer.allocate(5 + body.length)
                .put((byte) 0)
                .putInt(id)
                .put(body)
                .array();
    }

    private static String header(TestRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }

    /** One life of the processor. */
    private final class Run {
        private final InferenceThread inference;
        private final TopologyTestDriver driver;
        private final List<TestRecord<byte[], byte[]>> read = new ArrayList<>();
        private final List<TestRecord<byte[], byte[]>> refused = new ArrayList<>();
        private boolean stopped;

        Run() {
            ProcessorSettings settings = settings();
            inference = new InferenceThread(
                    new FakeEngine().as("weights-1"), settings.batch(), 16, InstantSource.fixed(Instant.EPOCH));
            Intake intake = new Intake(
                    RegistryValues.of(registry.address(), Duration.ofMillis(100)),
                    FakeEngine.preparer(settings.limits()));
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
                    properties);
            runs.add(this);
        }

        private static ProcessorSettings settings() {
            try {
                return ProcessorSettings.read(Map.of());
            } catch (InvalidSettingsException e) {
                throw new IllegalStateException(e);
            }
        }

        void pipe(byte[] value) {
            driver.createInputTopic("images", new ByteArraySerializer(), new ByteArraySerializer())
                    .pipeInput(new byte[] {1}, value);
        }

        void awaitResults(int results) {
            await().atMost(Duration.ofMinutes(2)).pollInSameThread().until(() -> {
                driver.advanceWallClockTime(Duration.ofMillis(5));
                read.addAll(take("recognitions"));
                refused.addAll(take("rejected-images"));
                return read.size() + refused.size() == results;
            });
        }

        private List<TestRecord<byte[], byte[]>> take(String topic) {
            return driver.createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
                    .readRecordsToList();
        }

        /** By Confluent's conventions, from what is after a zero and the schema's id. */
        List<String> digits() throws IOException {
            List<String> digits = new ArrayList<>();
            for (TestRecord<byte[], byte[]> record : read) {
                ByteBuffer value = ByteBuffer.wrap(record.value());
                assertThat(value.get()).isZero();
                assertThat(value.getInt()).isEqualTo(SmallRegistry.WRITTEN);
                var decoder = DecoderFactory.get().binaryDecoder(record.value(), 5, value.remaining(), null);
                digits.add(WireFormat.RECOGNITION
                        .reader(Recognition.getClassSchema())
                        .read(null, decoder)
                        .getDigits());
            }
            return digits;
        }

        void stop() {
            if (!stopped) {
                stopped = true;
                driver.close();
                inference.close();
            }
        }
    }
}
