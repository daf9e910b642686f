package io.digitstream.schemas;

import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * How records stand as values on all topics: what an application is told once, and asks whenever it writes or reads one.
 * Thread-safe.
 */
public interface TopicValues {
    /** As {@link WireFormat} alone says, without a registry of schemas. */
    static TopicValues singleObject() {
        return SingleObjectValues.INSTANCE;
    }

    /**
     * Makes sure that records of a type can be written to a topic.
     *
     * @throws RuntimeException if not; where a registry is away, the same may work later
     */
    void prepare(String topic, WireFormat<?> format);

    /** A record as the value that goes to a topic. */
    <T extends SpecificRecord> byte[] encode(String topic, WireFormat<T> format, T value);

    /**
     * The record in a value, whichever version of its schema wrote it.
     *
     * @param value the whole value of a record, null for a tombstone
     * @throws WireFormatException when it is not one record of this type, whole and nothing after it
     */
    <T extends SpecificRecord> T decode(WireFormat<T> format, byte @Nullable [] value);

    /** Whether a value claims to be a record, of whatever type. */
    boolean isRecord(byte[] value);

    /** What values must look like, for messages. */
    String encoding();
}
