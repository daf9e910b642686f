package io.digitstream.application.result;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * Position of an image's record in Kafka. It identifies the image: keys may be null or repeated, and timestamps missing or wrong.
 * Each recognition and each rejection carries it in its headers, as UTF-8 text.
 *
 * @param topic name of the image's topic
 * @param partition of that topic, at least 0
 * @param offset in that partition, at least 0
 */
public record ImagePosition(String topic, int partition, long offset) {
    public static final String TOPIC_HEADER = "digitstream.image.topic";
    public static final String PARTITION_HEADER = "digitstream.image.partition";
    public static final String OFFSET_HEADER = "digitstream.image.offset";

    public ImagePosition {
        if (partition < 0 || offset < 0) {
            throw new IllegalArgumentException(
                    "expected a partition and an offset of at least 0, got %d and %d".formatted(partition, offset));
        }
    }

    /** Returns the position in a result's headers; empty if a header is missing or not valid. */
    public static Optional<ImagePosition> of(Headers headers) {
        Optional<String> topic = text(headers, TOPIC_HEADER);
        Optional<String> partition = text(headers, PARTITION_HEADER);
        Optional<String> offset = text(headers, OFFSET_HEADER);
        if (topic.isEmpty() || partition.isEmpty() || offset.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new ImagePosition(topic.get(), Integer.parseInt(partition.get()), Long.parseLong(offset.get())));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Sets the three headers; a replayed image's older ones are replaced. */
    public void writeTo(Headers headers) {
        put(headers, TOPIC_HEADER, topic);
        put(headers, PARTITION_HEADER, Integer.toString(partition));
        put(headers, OFFSET_HEADER, Long.toString(offset));
    }

    private static void put(Headers headers, String name, String value) {
        headers.remove(name).add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<String> text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null
                ? Optional.empty()
                : Optional.of(new String(header.value(), StandardCharsets.UTF_8));
    }

    /** Returns {@code topic-partition@offset}. */
    @Override
    public String toString() {
        return topic + "-" + partition + "@" + offset;
    }
}
