package io.digitstream.standalone.receiving;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What can be said of any result, whatever became of the image. Immutable.
 *
 * @param name the image's key; empty where it had none
 * @param run which call sent the image; null if another program did
 * @param truth the number that the image shows, empty for none; null where the sender did not say
 * @param sentAt the image's timestamp
 * @param arrivedAt when the result was here
 */
public record Arrival(
        String name, @Nullable String run, @Nullable String truth, Instant sentAt, Instant arrivedAt) {
    /** From sending to having the result. */
    public Duration latency() {
        return Duration.between(sentAt, arrivedAt);
    }
}
