package io.digitstream.trainer.publishing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.digitstream.application.connection.Connection;
import io.digitstream.application.registry.RegistryAddress;
import io.digitstream.application.registry.RegistryValues;
import io.digitstream.schemas.BrokenReleaseException;
import io.digitstream.schemas.CurrentRelease;
import io.digitstream.schemas.TopicValues;
import io.digitstream.schemas.Topics;
import io.digitstream.schemas.WeightsFile;
import io.digitstream.schemas.WeightsIndex;
import io.digitstream.schemas.WeightsKeys;
import io.digitstream.schemas.WeightsRelease;
import io.digitstream.schemas.WireFormat;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class WeightsTopicTest {
    private static final Connection CONNECTION =
            new Connection("kafka:9092", Map.of(), Topics.defaults(), Duration.ofSeconds(30));
    private static final TopicPartition PARTITION = new TopicPartition("weights", 0);
    private static final byte[] FILE = new byte[2 * WeightsFile.CHUNK_BYTES + 17];

    private final List<ConsumerRecord<@Nullable String, byte @Nullable []>> records = new ArrayList<>();
    private final RewoundConsumer consumer = new RewoundConsumer();
    private Instant now = Instant.EPOCH;
    private final WeightsTopic topic = new WeightsTopic(CONNECTION, consumer, () -> {
        now = now.plusSeconds(10);
        return now;
    });

    @Test
    void ofAnEmptyTopicTheIndexIsEmpty() throws IOException {
        assertThat(topic.index().releases()).isEmpty();
        assertThat(topic.index().current()).isEmpty();
    }

    @Test
    void knowsTheReleasesAndWhichIsInForce() throws IOException {
        publish("a");
        publish("b");

        WeightsIndex index = topic.index();
        assertThat(index.releases()).extracting(WeightsRelease::getVersion).containsExactly("a", "b");
        assertThat(index.current()).contains(new CurrentRelease("b", false));
    }

    @Test
    void readsAnewWheneverItIsAsked() throws IOException {
        publish("a");
        assertThat(topic.index().releases()).hasSize(1);
        publish("b");
        assertThat(topic.index().releases()).hasSize(2);
    }

    @Test
    void fetchesAFile() throws IOException, BrokenReleaseException {
        publish("a");
        publish("b");

        assertThat(topic.file(topic.require(topic.index(), "a"))).isEqualTo(FILE);
    }

    @Test
    void recordsThatAreNoneOfTheTopicsStopNobody() throws IOException, BrokenReleaseException {
        write(null, "no key".getBytes(UTF_8));
        write("weights.safetensors", "another key".getBytes(UTF_8));
        write(WeightsKeys.chunk("a", 0), "no Avro".getBytes(UTF_8));
        publish("a");
        write(WeightsKeys.current(), "no Avro".getBytes(UTF_8));
        write(WeightsKeys.release("b"), "no Avro".getBytes(UTF_8));

        WeightsIndex index = topic.index();
        assertThat(index.releases()).extracting(WeightsRelease::getVersion).containsExactly("a");
        assertThat(index.current()).contains(new CurrentRelease("a", false));
        assertThat(topic.file(topic.require(index, "a"))).isEqualTo(FILE);
    }

    @Test
    void saysWhichChunkIsMissing() throws IOException {
        publish("a");
        write(WeightsKeys.chunk("a", 1), null);
        WeightsRelease manifest = topic.require(topic.index(), "a");

        assertThatThrownBy(() -> topic.file(manifest))
                .isInstanceOf(BrokenReleaseException.class)
                .hasMessage("chunk 1 of 3 of release a is missing");
    }

    @Test
    void saysThatTheSchemaRegistryIsAwayWhenAFileIsFetched() {
        Duration patience = Duration.ofSeconds(1);
        Connection registered = new Connection(
                "kafka:9092",
                Map.of(),
                Topics.defaults(),
                patience,
                RegistryValues.of(RegistryAddress.of("http://127.0.0.1:1"), patience));
        WeightsRelease manifest = SomeReleases.manifest("a");
        byte[] inItsForm = {0, 0, 0, 0, 7, 0};
        for (int chunk = 0; chunk < manifest.getChunkCount(); chunk++) {
            write(WeightsKeys.chunk("a", chunk), inItsForm);
        }

        assertThatThrownBy(() -> new WeightsTopic(registered, consumer, InstantSource.system()).file(manifest))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("http://127.0.0.1:1");
    }

    @Test
    void refusesAFileThatIsTooLargeForAnyRelease() throws IOException {
        WeightsRelease manifest = SomeReleases.manifest("a");
        manifest.setSize((256 << 20) + 1L);

        assertThatThrownBy(() -> topic.file(manifest))
                .isInstanceOf(BrokenReleaseException.class)
                .hasMessageContaining("the limit is 268,435,456");
    }

    @Test
    void listsWhatIsThereToWhoeverAsksForSomethingElse() throws IOException {
        publish("a");
        publish("b");
        WeightsIndex index = topic.index();

        assertThatThrownBy(() -> topic.require(index, "c"))
                .isInstanceOf(IOException.class)
                .hasMessage("release c is not on topic weights: it has a, b");
        assertThatThrownBy(() -> topic.require(new WeightsIndex(TopicValues.singleObject()), "c"))
                .isInstanceOf(IOException.class)
                .hasMessage("release c is not on topic weights: it has none");
    }

    @Test
    void saysThatTheBrokerHasStoppedAnswering() {
        publish("a");
        consumer.silentFrom = 2;

        assertThatThrownBy(topic::index)
                .isInstanceOf(IOException.class)
                .hasMessage("no Kafka broker answers at kafka:9092 (waited 30 s)");
    }

    @Test
    void isPatientAsLongAsRecordsCome() throws IOException {
        publish("a");
        consumer.setMaxPollRecords(1);
        publish("b");

        assertThat(topic.index().releases()).hasSize(2);
        assertThat(now).as("ten seconds a record").isAfter(Instant.EPOCH.plus(CONNECTION.patience()));
    }

    @Test
    void saysWhyTheBrokerRefuses() {
        publish("a");
        consumer.setPollException(new TopicAuthorizationException("Not authorized to access topics: [weights]"));

        assertThatThrownBy(topic::index)
                .isInstanceOf(IOException.class)
                .hasMessage("cannot use the Kafka broker at kafka:9092: Not authorized to access topics: [weights]");
    }

    @Test
    void closesItsConsumer() {
        topic.close();
        assertThat(consumer.closed()).isTrue();
    }

    private void publish(String version) {
        WeightsFile.cut(version, FILE)
                .forEach(chunk ->
                        write(WeightsKeys.chunk(version, chunk.getIndex()), WireFormat.WEIGHTS_CHUNK.encode(chunk)));
        WeightsRelease manifest = SomeReleases.manifest(version);
        manifest.setSize(FILE.length);
        manifest.setChunkCount(3);
        manifest.setChunkSize(WeightsFile.CHUNK_BYTES);
        manifest.setSha256(WeightsFile.sha256(FILE));
        write(WeightsKeys.release(version), WireFormat.WEIGHTS_RELEASE.encode(manifest));
        write(WeightsKeys.current(), WireFormat.CURRENT_RELEASE.encode(new CurrentRelease(version, false)));
    }

    private void write(@Nullable String key, byte @Nullable [] value) {
        records.add(new ConsumerRecord<>("weights", 0, records.size(), key, value));
    }

    /** Kafka's mock forgets what it has handed out; this one has all that was written whenever it is rewound. */
    private final class RewoundConsumer extends MockConsumer<String, byte[]> {
        private long silentFrom = Long.MAX_VALUE;

        RewoundConsumer() {
            super("earliest");
            updateBeginningOffsets(Map.of(PARTITION, 0L));
        }

        @Override
        @SuppressWarnings("NullAway") // keys and values may be missing, whatever the mock declares
        public synchronized void seekToBeginning(Collection<TopicPartition> partitions) {
            super.seekToBeginning(partitions);
            for (ConsumerRecord<@Nullable String, byte @Nullable []> record : records) {
                if (record.offset() < silentFrom) {
                    addRecord(new ConsumerRecord<>("weights", 0, record.offset(), record.key(), record.value()));
                }
            }
        }

        @Override
        public synchronized Map<TopicPartition, Long> endOffsets(Collection<TopicPartition> partitions) {
            return Map.of(PARTITION, (long) records.size());
        }
    }
}
