package io.digitstream.standalone.topics;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A configuration of topics that a user chose. Immutable.
 *
 * @param topic its name; empty for all topics
 * @param value empty to leave the configuration to the broker
 */
public record TopicConfigChoice(Optional<String> topic, String name, String value) {
    private static final Pattern FORM = Pattern.compile("(?:([^:=\\s]+):)?([^:=\\s]+)=(.*)");

    /**
     * Parses {@code TOPIC:NAME=VALUE} or {@code NAME=VALUE}.
     *
     * @throws IllegalArgumentException if it is neither
     */
    public static TopicConfigChoice parse(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("expected TOPIC:NAME=VALUE or NAME=VALUE, not '" + text + "'");
        }
        return new TopicConfigChoice(
                Optional.ofNullable(parts.group(1)),
                parts.group(2),
                parts.group(3).strip());
    }
}
