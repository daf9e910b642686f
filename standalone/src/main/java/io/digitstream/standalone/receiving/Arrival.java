package io.digitstream.standalone.receiving;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What can be said of any result, whatever became of the image. Immutable.
 *
 * @param name the image's key; empty where it had none
 * @param origin the image's position and timestamp
 * @param run which call sent the image; null if another program did
 * @param truth the number that the image shows, empty for none; null where the sender did not say
 * @param arrivedAt when the result was here
 */
public record Arrival(
        String name,
        ResultOrigin origin,
        @Nullable String run,
        @Nullable String truth,
        Instant arrivedAt) {
    /**
     * Returns the time from sending to having the result, by the clocks of sender and receiver; empty if the image has no timestamp, or
     * a later one than its result.
     *
     * @param begun the latency of images that were sent before is not known
     */
    public Optional<Duration> latencySince(Instant begun) {
        return Optional.ofNullable(origin.sentAt())
                .filter(sentAt -> !sentAt.isBefore(begun))
                .map(sentAt -> Duration.between(sentAt, arrivedAt))
                .filter(latency -> !latency.isNegative());
    }
}
