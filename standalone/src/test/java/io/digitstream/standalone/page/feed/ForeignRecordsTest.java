package io.digitstream.standalone.page.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.digitstream.application.result.ImagePosition;
import io.digitstream.processor.results.RejectionHeaders;
import io.digitstream.recognizer.network.Head;
import io.digitstream.schemas.ReadingStatus;
import io.digitstream.schemas.Recognition;
import io.digitstream.schemas.TopicValues;
import io.digitstream.schemas.Topics;
import io.digitstream.schemas.WireFormat;
import io.digitstream.schemas.WireFormatException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** Records that no processor writes stop at the door: what is shown relies on those that one does. */
final class ForeignRecordsTest {
    private static final long FIRST_ID = 7_000;

    private final List<Sight> sights = new ArrayList<>();
    private final ImageFeed feed =
            new ImageFeed(Topics.defaults(), TopicValues.singleObject(), FIRST_ID, 1_000, sights::add);

    @Test
    void refusesARecognitionWithoutProbabilities() {
        feed.accept(record("images", new byte[] {1}));
        var lacking = record("recognitions", WireFormat.RECOGNITION.encode(recognition("12", List.of())));
        assertThatThrownBy(() -> feed.accept(lacking)).isInstanceOf(WireFormatException.class);
        assertThat(sights).isEmpty();
    }

    @Test
    void countsSightsFromTheIdThatItIsGiven() {
        feed.accept(record("images", new byte[] {1}));
        List<List<Float>> digits = Collections.nCopies(5, Collections.nCopies(Head.DIGITS, 0f));
        feed.accept(record("recognitions", WireFormat.RECOGNITION.encode(recognition("12", digits))));
        assertThat(sights).extracting(Sight::id).containsExactly(FIRST_ID);
    }

    @Test
    void joinsImagesWithoutKeysAndTimestampsWithTheirResults() {
        for (long offset = 0; offset < 3; offset++) {
            feed.accept(new ConsumerRecord<>("images", 2, offset, null, new byte[(int) offset]));
        }
        for (long offset = 2; offset >= 0; offset--) {
            var rejected = new ConsumerRecord<String, byte[]>("rejected-images", 0, 9 - offset, null, new byte[0]);
            new ImagePosition("images", 2, offset).writeTo(rejected.headers());
            feed.accept(rejected);
        }
        assertThat(sights)
                .allSatisfy(sight -> assertThat(sight.latency()).isEmpty())
                .extracting(sight ->
                        Objects.requireNonNull(sight.origin().position()).offset())
                .containsExactly(2L, 1L, 0L);
    }

    @Test
    void joinsTheRejectionsOfOlderProcessors() {
        feed.accept(record("images", new byte[] {1}));
        var rejected = new ConsumerRecord<String, byte[]>("rejected-images", 0, 7, null, new byte[0]);
        rejected.headers()
                .add(RejectionHeaders.TOPIC, bytes("images"))
                .add(RejectionHeaders.PARTITION, bytes("0"))
                .add(RejectionHeaders.OFFSET, bytes("0"));
        feed.accept(rejected);
        assertThat(sights)
                .singleElement()
                .satisfies(sight -> assertThat(sight.origin().position()).isEqualTo(new ImagePosition("images", 0, 0)));
    }

    @Test
    void showsTheReadingsOfOlderProcessorsWithoutPhotos() {
        feed.accept(record("images", WireFormat.IMAGE_EVENT.encode(SomeSights.image(new byte[9], null))));
        List<List<Float>> digits = Collections.nCopies(5, Collections.nCopies(Head.DIGITS, 0f));
        byte[] value = WireFormat.RECOGNITION.encode(recognition("12", digits));
        feed.accept(new ConsumerRecord<>("recognitions", 0, 0, "door", value));
        assertThat(sights).singleElement().satisfies(sight -> {
            assertThat(sight.key()).isEqualTo("door");
            assertThat(sight.size()).isZero();
            assertThat(sight.latency()).isEmpty();
        });
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Recognition recognition(String digits, List<List<Float>> digitDistributions) {
        return Recognition.newBuilder()
                .setStatus(ReadingStatus.READ)
                .setDigits(digits)
                .setConfidence(0.5)
                .setLengthDistribution(Collections.nCopies(Head.lengths(5), 0f))
                .setDigitDistributions(digitDistributions)
                .setWeightsVersion("v7")
                .setTakenInAt(Instant.EPOCH)
                .setInferredAt(Instant.EPOCH)
                .build();
    }

    private static ConsumerRecord<String, byte[]> record(String topic, byte[] value) {
        var record = new ConsumerRecord<>(topic, 0, 0, "door", value);
        if (!topic.equals("images")) {
            new ImagePosition("images", 0, 0).writeTo(record.headers());
        }
        return record;
    }
}
