package io.digitstream.standalone.page.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.digitstream.recognizer.network.Head;
import io.digitstream.schemas.ReadingStatus;
import io.digitstream.schemas.Recognition;
import io.digitstream.schemas.TopicValues;
import io.digitstream.schemas.Topics;
import io.digitstream.schemas.WireFormat;
import io.digitstream.schemas.WireFormatException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
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
        List<List<Float>> digits = Collections.nCopies(Head.MAX_DIGITS, Collections.nCopies(Head.DIGITS, 0f));
        feed.accept(record("recognitions", WireFormat.RECOGNITION.encode(recognition("12", digits))));
        assertThat(sights).extracting(Sight::id).containsExactly(FIRST_ID);
    }

    private static Recognition recognition(String digits, List<List<Float>> digitDistributions) {
        return Recognition.newBuilder()
                .setStatus(ReadingStatus.READ)
                .setDigits(digits)
                .setConfidence(0.5)
                .setLengthDistribution(Collections.nCopies(Head.LENGTHS, 0f))
                .setDigitDistributions(digitDistributions)
                .setWeightsVersion("v7")
                .setTakenInAt(Instant.EPOCH)
                .setInferredAt(Instant.EPOCH)
                .build();
    }

    private static ConsumerRecord<String, byte[]> record(String topic, byte[] value) {
        return new ConsumerRecord<>(topic, 0, 0, "door", value);
    }
}
