package io.digitstream.standalone.torture;

import io.digitstream.application.result.ImagePosition;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A result as it is on its topic. Immutable.
 *
 * @param place {@code topic-partition@offset} of its record
 * @param partition of that
 * @param image that it belongs to, by its key
 * @param position that it says its image has; null if it does not say
 * @param digits that were read; empty for a rejection
 * @param readAt when
 * @param version of the weights that read them
 */
record CommittedResult(
        String place,
        int partition,
        SentImage image,
        @Nullable ImagePosition position,
        Optional<String> digits,
        Instant readAt,
        String version) {}
