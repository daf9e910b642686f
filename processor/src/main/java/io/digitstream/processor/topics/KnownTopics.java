package io.digitstream.processor.topics;

import java.util.HashMap;
import java.util.Map;
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

    /** Returns what is to be remembered of ids by the names of topics; empty without an id of the topic of images. */
    static Optional<KnownTopics> of(TopicNames names, Map<String, Uuid> ids) {
        return Optional.ofNullable(ids.get(names.images()))
                .map(images -> new KnownTopics(names.images(), images, Optional.ofNullable(ids.get(names.pending()))));
    }

    /** Returns the ids by the names of topics; that of a topic of images with another name is left out. */
    Map<String, Uuid> ids(TopicNames names) {
        Map<String, Uuid> ids = new HashMap<>();
        if (name.equals(names.images())) {
            ids.put(name, images);
        }
        pending.ifPresent(id -> ids.put(names.pending(), id));
        return ids;
    }

    /** Parses what {@link #metadata()} wrote; empty for anything else, and for brokers without topic ids. */
    static Optional<KnownTopics> parse(String metadata) {
        Matcher matcher = METADATA.matcher(metadata);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            Optional<Uuid> pending =
                    matcher.group(3).isEmpty() ? Optional.empty() : Optional.of(Uuid.fromString(matcher.group(3)));
            return Optional.of(new KnownTopics(
                            matcher.group(1),
                            Uuid.fromString(matcher.group(2)),
                            pending.filter(id -> !id.equals(Uuid.ZERO_UUID))))
                    .filter(known -> !known.images().equals(Uuid.ZERO_UUID));
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
