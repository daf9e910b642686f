package io.digitstream.standalone.receiving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.digitstream.application.result.ImagePosition;
import io.digitstream.processor.results.RejectionHeaders;
import io.digitstream.recognizer.image.Region;
import io.digitstream.recognizer.network.Head;
import io.digitstream.recognizer.sequence.Candidate;
import io.digitstream.schemas.ReadingStatus;
import io.digitstream.schemas.Recognition;
import io.digitstream.schemas.TopicValues;
import io.digitstream.schemas.WireFormat;
import io.digitstream.schemas.WireFormatException;
import io.digitstream.standalone.sending.OwnHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Records on the topics of results, understood. */
final class ResultRecordTest {
    private static final Instant NOW = Results.SENT.plusSeconds(2);

    @Test
    void understandsDigits() {
        var result = ResultRecord.recognized(
                TopicValues.singleObject(), record(recognition(ReadingStatus.READ, "042", 3)), NOW);
        assertThat(result.best()).isEqualTo(new Candidate(3, "042", 0.75));
        assertThat(result.weights()).isEqualTo("v7");
        assertThat(result.arrival().name()).isEqualTo("door.png");
        assertThat(result.arrival().run()).isEqualTo("run 1");
        assertThat(result.arrival().truth()).isNull();
        assertThat(result.arrival().origin())
                .isEqualTo(new ResultOrigin(new ImagePosition("images", 2, 17), Results.SENT));
        assertThat(result.arrival().latencySince(Results.SENT)).contains(Duration.ofSeconds(2));
    }

    @ParameterizedTest
    @CsvSource({"'',0", "x,0", "-1,0", "1000,0", "4102444800000,0", "1795428930001,1999"})
    void tellsTheLatencyOfImagesOnlyThatSayWhenTheyWereSent(String millis, long latency) {
        var record = record(new byte[] {1});
        record.headers().remove("digitstream.image.timestamp");
        if (!millis.isEmpty()) {
            record.headers().add("digitstream.image.timestamp", millis.getBytes(StandardCharsets.UTF_8));
        }
        assertThat(ResultRecord.rejected(record, NOW).arrival().latencySince(Results.SENT))
                .isEqualTo(latency == 0 ? Optional.empty() : Optional.of(Duration.ofMillis(latency)));
    }

    @Test
    void takesThePositionThatOlderProcessorsGiveOfARejectedImage() {
        var record = record(new byte[] {1});
        record.headers().remove(ImagePosition.OFFSET_HEADER);
        assertThat(ResultRecord.rejected(record, NOW).arrival().origin().position())
                .isNull();
        record.headers()
                .add(RejectionHeaders.TOPIC, "photos".getBytes(StandardCharsets.UTF_8))
                .add(RejectionHeaders.PARTITION, "1".getBytes(StandardCharsets.UTF_8))
                .add(RejectionHeaders.OFFSET, "-5".getBytes(StandardCharsets.UTF_8));
        assertThat(ResultRecord.rejected(record, NOW).arrival().origin().position())
                .isNull();
        record.headers().add(RejectionHeaders.OFFSET, "5".getBytes(StandardCharsets.UTF_8));
        assertThat(ResultRecord.rejected(record, NOW).arrival().origin().position())
                .isEqualTo(new ImagePosition("photos", 1, 5));
    }

    @Test
    void keepsTheBestGuessOfAnUncertainReading() {
        var result = ResultRecord.recognized(
                TopicValues.singleObject(), record(recognition(ReadingStatus.UNCERTAIN, "17", 2)), NOW);
        assertThat(result.best().digits()).isEqualTo("17");
        assertThat(result.status()).isEqualTo("UNCERTAIN");
    }

    @Test
    void tellsNoNumberFromALongOneWhenUncertain() {
        var none = ResultRecord.recognized(
                TopicValues.singleObject(), record(recognition(ReadingStatus.UNCERTAIN, "", 0)), NOW);
        var many = ResultRecord.recognized(
                TopicValues.singleObject(), record(recognition(ReadingStatus.UNCERTAIN, "", Head.tooLong(5))), NOW);
        assertThat(none.best().length()).isZero();
        assertThat(many.best().length()).isEqualTo(Head.tooLong(5));
    }

    /** Length 3 may be likeliest of all, and yet each number of three digits less likely than no number. */
    @Test
    void asksOnlyTheTwoLengthsThatHaveNoDigits() {
        Recognition recognition = recognition(ReadingStatus.UNCERTAIN, "", 3);
        recognition.setLengthDistribution(List.of(0.2f, 0f, 0f, 0.5f, 0f, 0f, 0.3f));
        assertThat(ResultRecord.recognized(TopicValues.singleObject(), record(recognition), NOW)
                        .best()
                        .length())
                .isEqualTo(Head.tooLong(5));
    }

    @Test
    void saysWhereTheNumberWasRead() {
        Recognition recognition = recognition(ReadingStatus.READ, "042", 3);
        recognition.setRegion(new io.digitstream.schemas.Region(-1, 2, 30, 20));
        recognition.setLocated(true);
        var result = ResultRecord.recognized(TopicValues.singleObject(), record(recognition), NOW);
        assertThat(result.region()).isEqualTo(new Region(-1, 2, 30, 20));
        assertThat(result.located()).isTrue();
    }

    @Test
    void namesNoPlaceWhereTheRecordDoesNot() {
        var result = ResultRecord.recognized(
                TopicValues.singleObject(), record(recognition(ReadingStatus.NO_NUMBER, "", 0)), NOW);
        assertThat(result.region()).isNull();
        assertThat(result.located()).isFalse();
    }

    @Test
    void understandsARejection() {
        var record = record(new byte[] {1});
        record.headers().add(RejectionHeaders.REASON, "TOO_LARGE".getBytes(StandardCharsets.UTF_8));
        var result = ResultRecord.rejected(record, NOW);
        assertThat(result.reason()).isEqualTo("TOO_LARGE");
        assertThat(result.message()).isEmpty();
    }

    @Test
    void refusesWhatIsNoRecognition() {
        assertThatThrownBy(() -> ResultRecord.recognized(TopicValues.singleObject(), record(new byte[] {1, 2, 3}), NOW))
                .isInstanceOf(WireFormatException.class);
    }

    private static Recognition recognition(ReadingStatus status, String digits, int length) {
        List<Float> lengths = new ArrayList<>(Collections.nCopies(Head.lengths(5), 0.01f));
        lengths.set(length, 0.94f);
        List<List<Float>> positions = Collections.nCopies(5, Collections.nCopies(11, 1 / 11f));
        return Recognition.newBuilder()
                .setStatus(status)
                .setDigits(digits)
                .setConfidence(0.75)
                .setLengthDistribution(lengths)
                .setDigitDistributions(positions)
                .setAlternatives(List.of())
                .setWeightsVersion("v7")
                .setTakenInAt(Results.SENT)
                .setInferredAt(Results.SENT)
                .build();
    }

    private static ConsumerRecord<String, byte[]> record(Recognition recognition) {
        return record(WireFormat.RECOGNITION.encode(recognition));
    }

    private static ConsumerRecord<String, byte[]> record(byte[] value) {
        RecordHeaders headers = new RecordHeaders();
        headers.add(OwnHeaders.RUN, "run 1".getBytes(StandardCharsets.UTF_8));
        new ImagePosition("images", 2, 17).writeTo(headers);
        headers.add(
                "digitstream.image.timestamp",
                Long.toString(Results.SENT.toEpochMilli()).getBytes(StandardCharsets.UTF_8));
        return new ConsumerRecord<>(
                "recognitions",
                0,
                0,
                NOW.toEpochMilli(),
                TimestampType.CREATE_TIME,
                8,
                value.length,
                "door.png",
                value,
                headers,
                Optional.empty());
    }
}
