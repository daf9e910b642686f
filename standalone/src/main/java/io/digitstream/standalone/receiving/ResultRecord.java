package io.digitstream.standalone.receiving;

import io.digitstream.processor.results.RejectionHeaders;
import io.digitstream.recognizer.image.Region;
import io.digitstream.recognizer.sequence.ReadingStatus;
import io.digitstream.schemas.Recognition;
import io.digitstream.schemas.TopicValues;
import io.digitstream.schemas.WireFormat;
import io.digitstream.schemas.WireFormatException;
import io.digitstream.standalone.sending.OwnHeaders;
import java.time.Instant;
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
                BestGuess.of(recognition),
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
                ResultOrigin.of(record.headers()),
                OwnHeaders.text(record.headers(), OwnHeaders.RUN),
                OwnHeaders.text(record.headers(), OwnHeaders.TRUTH),
                arrivedAt);
    }

    private static @Nullable Region region(io.digitstream.schemas.@Nullable Region box) {
        return box == null ? null : new Region(box.getLeft(), box.getTop(), box.getWidth(), box.getHeight());
    }

    private static ReadingStatus reading(Recognition recognition) {
        return switch (recognition.getStatus()) {
            case READ -> ReadingStatus.READ;
            case UNCERTAIN -> ReadingStatus.UNCERTAIN;
            case MORE_THAN_FIVE, TOO_LONG -> ReadingStatus.TOO_LONG;
            case NO_NUMBER -> ReadingStatus.NO_NUMBER;
        };
    }
}
