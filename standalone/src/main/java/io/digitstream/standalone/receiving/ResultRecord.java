package io.digitstream.standalone.receiving;

import io.digitstream.processor.results.RejectionHeaders;
import io.digitstream.recognizer.image.Region;
import io.digitstream.recognizer.network.Head;
import io.digitstream.recognizer.sequence.Candidate;
import io.digitstream.recognizer.sequence.ReadingStatus;
import io.digitstream.schemas.Recognition;
import io.digitstream.schemas.TopicValues;
import io.digitstream.schemas.WireFormat;
import io.digitstream.schemas.WireFormatException;
import io.digitstream.standalone.sending.OwnHeaders;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** A record on one of the two topics of results, understood. */
final class ResultRecord {
    private ResultRecord() {}

    /** @throws WireFormatException if its value is no recognition */
    static Result.Recognized recognized(TopicValues values, ConsumerRecord<String, byte[]> record, Instant arrivedAt) {
        Recognition recognition = values.decode(WireFormat.RECOGNITION, record.value());
        return new Result.Recognized(
                arrival(record, arrivedAt),
                reading(recognition),
                best(recognition),
                recognition.getWeightsVersion(),
                region(recognition.getRegion()),
                recognition.getLocated());
    }

    static Result.Rejected rejected(ConsumerRecord<String, byte[]> record, Instant arrivedAt) {
        return new Result.Rejected(
                arrival(record, arrivedAt),
                Objects.requireNonNullElse(OwnHeaders.text(record.headers(), RejectionHeaders.REASON), "UNKNOWN"),
                Objects.requireNonNullElse(OwnHeaders.text(record.headers(), RejectionHeaders.MESSAGE), ""));
    }

    private static Arrival arrival(ConsumerRecord<String, byte[]> record, Instant arrivedAt) {
        return new Arrival(
                Objects.requireNonNullElse(record.key(), ""),
                OwnHeaders.text(record.headers(), OwnHeaders.RUN),
                OwnHeaders.text(record.headers(), OwnHeaders.TRUTH),
                Instant.ofEpochMilli(record.timestamp()),
                arrivedAt);
    }

    private static Candidate best(Recognition recognition) {
        int length = switch (recognition.getStatus()) {
            case READ, NO_NUMBER -> recognition.getDigits().length();
            case MORE_THAN_FIVE -> Head.MORE_THAN_FIVE;
            case UNCERTAIN ->
                recognition.getDigits().isEmpty()
                        ? noneOrTooMany(recognition.getLengthDistribution())
                        : recognition.getDigits().length();
        };
        return new Candidate(length, recognition.getDigits(), recognition.getConfidence());
    }

    /** Without digits, the best guess is the likelier of these two lengths: the length alone decides each of them. */
    private static int noneOrTooMany(List<Float> lengths) {
        return lengths.get(0) >= lengths.get(Head.MORE_THAN_FIVE) ? 0 : Head.MORE_THAN_FIVE;
    }

    private static @Nullable Region region(io.digitstream.schemas.@Nullable Region box) {
        return box == null ? null : new Region(box.getLeft(), box.getTop(), box.getWidth(), box.getHeight());
    }

    private static ReadingStatus reading(Recognition recognition) {
        return switch (recognition.getStatus()) {
            case READ -> ReadingStatus.READ;
            case UNCERTAIN -> ReadingStatus.UNCERTAIN;
            case MORE_THAN_FIVE -> ReadingStatus.MORE_THAN_FIVE;
            case NO_NUMBER -> ReadingStatus.NO_NUMBER;
        };
    }
}
