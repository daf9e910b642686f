package io.digitstream.processor.topics;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.Uuid;

/**
 * Ids of the topics that a group's offsets and pending images refer to. Immutable.
 *
 * @param name of the topic of images
 * @param images its id
 * @param pending id of the changelog of pending images; empty before Streams has created it
 */
record KnownTopics(String name, Uuid images, Optional<Uuid> pending) {
    private static final Pattern METADATA = Pattern.compile("images=([^:,]+):([^:,]+),pending=([^:,]*)");

    /** Parses what {@link #metadata()} wrote; empty for anything else. */
    static Optional<KnownTopics> parse(String metadata) {
        Matcher matcher = METADATA.matcher(metadata);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            Optional<Uuid> pending =
                    matcher.group(3).isEmpty() ? Optional.empty() : Optional.of(Uuid.fromString(matcher.group(3)));
            return Optional.of(new KnownTopics(matcher.group(1), Uuid.fromString(matcher.group(2)), pending));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Returns the text that is kept with an offset. */
    String metadata() {
        return "images=" + name + ":" + images + ",pending="
                + pending.map(Uuid::toString).orElse("");
    }
}
