package io.digitstream.processor.results;

/**
 * What an output topic accepts.
 *
 * @param maxMessageBytes largest record
 * @param compacted whether it needs keys
 */
public record TopicLimits(int maxMessageBytes, boolean compacted) {
    /** Of a topic whose configuration cannot be read. */
    public static final TopicLimits UNKNOWN = new TopicLimits(Integer.MAX_VALUE, false);
}
