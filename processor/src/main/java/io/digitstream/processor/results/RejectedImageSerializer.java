package io.digitstream.processor.results;

import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** A rejected image as it came: its untouched bytes, or nothing where there were none. Immutable and thread-safe. */
public final class RejectedImageSerializer implements Serializer<Outcome.Rejected> {
    @Override
    public byte @Nullable [] serialize(String topic, Outcome.Rejected outcome) {
        return outcome.image().value();
    }
}
