package io.digitstream.standalone.receiving;

import io.digitstream.application.result.ImagePosition;
import io.digitstream.processor.intake.IntakeTimestampExtractor;
import io.digitstream.processor.results.RejectionHeaders;
import io.digitstream.standalone.sending.OwnHeaders;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * The image that a result is about, as the headers of the result's record say. Immutable.
 *
 * @param position of the image's record; null if an older processor wrote the result
 * @param sentAt timestamp of the image's record; null if the record has none, or an older processor wrote the result
 */
public record ResultOrigin(
        @Nullable ImagePosition position, @Nullable Instant sentAt) {
    /** Returns what the headers say; what they lack or garble is null. */
    public static ResultOrigin of(Headers headers) {
        return new ResultOrigin(
                ImagePosition.of(headers).or(() -> ofRejection(headers)).orElse(null), sentAt(headers));
    }

    /** Older processors give the position of rejected images alone. */
    private static Optional<ImagePosition> ofRejection(Headers headers) {
        String topic = OwnHeaders.text(headers, RejectionHeaders.TOPIC);
        String partition = OwnHeaders.text(headers, RejectionHeaders.PARTITION);
        String offset = OwnHeaders.text(headers, RejectionHeaders.OFFSET);
        if (topic == null || partition == null || offset == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ImagePosition(topic, Integer.parseInt(partition), Long.parseLong(offset)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static @Nullable Instant sentAt(Headers headers) {
        String millis = OwnHeaders.text(headers, IntakeTimestampExtractor.HEADER);
        try {
            return millis == null || Long.parseLong(millis) < 0 ? null : Instant.ofEpochMilli(Long.parseLong(millis));
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
