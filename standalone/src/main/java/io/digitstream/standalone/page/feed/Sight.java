package io.digitstream.standalone.page.feed;

import io.digitstream.schemas.ImageEvent;
import io.digitstream.schemas.ReadingStatus;
import io.digitstream.standalone.receiving.ResultOrigin;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One image and what became of it.
 *
 * @param id counted by the page
 * @param origin the image's position and timestamp
 * @param key of the record; null where it had none
 */
public record Sight(long id, ResultOrigin origin, @Nullable String key, ImageEvent image, Outcome outcome) {
    /** Bytes of the image's file. */
    public int size() {
        return image.getImage().remaining();
    }

    public boolean isRejected() {
        return outcome instanceof Outcome.Rejected;
    }

    public boolean isUncertain() {
        return outcome instanceof Outcome.Recognized recognized
                && recognized.recognition().getStatus() == ReadingStatus.UNCERTAIN;
    }

    /** Calibrated probability that the reading is right; 0 of a rejected image. */
    public double confidence() {
        return outcome instanceof Outcome.Recognized recognized
                ? recognized.recognition().getConfidence()
                : 0;
    }

    /** Version of the release that it was read with. */
    public Optional<String> weights() {
        return outcome instanceof Outcome.Recognized recognized
                ? Optional.of(recognized.recognition().getWeightsVersion())
                : Optional.empty();
    }

    /** When it was read; of a rejected image nobody knows. */
    public Optional<Instant> readAt() {
        return outcome instanceof Outcome.Recognized recognized
                ? Optional.of(recognized.recognition().getInferredAt())
                : Optional.empty();
    }

    /** From being sent to being read, by the clocks of producer and processor; empty where the image has no timestamp. */
    public Optional<Duration> latency() {
        return Optional.ofNullable(origin.sentAt())
                .flatMap(sentAt -> readAt().map(at -> Duration.between(sentAt, at)))
                .filter(latency -> !latency.isNegative());
    }
}
