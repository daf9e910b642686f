package io.digitstream.schemas;

import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Values in Avro's single-object encoding, on every topic. Immutable. */
final class SingleObjectValues implements TopicValues {
    static final SingleObjectValues INSTANCE = new SingleObjectValues();

    private SingleObjectValues() {}

    @Override
    public void prepare(String topic, WireFormat<?> format) {}

    @Override
    public <T extends SpecificRecord> byte[] encode(String topic, WireFormat<T> format, T value) {
        return format.encode(value);
    }

    @Override
    public <T extends SpecificRecord> T decode(WireFormat<T> format, byte @Nullable [] value) {
        return format.decode(value);
    }

    @Override
    public boolean isRecord(byte[] value) {
        return WireFormat.isMarked(value);
    }

    @Override
    public String encoding() {
        return WireFormat.ENCODING;
    }
}
