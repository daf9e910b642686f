package io.digitstream.application.registry;

import io.digitstream.schemas.TopicValues;
import io.digitstream.schemas.WireFormat;
import io.digitstream.schemas.WireFormatException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Values in Confluent's wire format: a zero, the id of the writer's schema in a registry in four bytes, then the record. It
 * still reads the single-object encoding, so that a system may change over while it runs. Thread-safe.
 *
 * <p>Whatever asks the registry throws {@link RegistryException} while that is away.
 */
public final class RegistryValues implements TopicValues {
    private static final int HEADER_LENGTH = 1 + Integer.BYTES;

    private final SchemaRegistry registry;
    private final InstantSource clock;
    private final Map<WireFormat<?>, FormatSerdes<?>> serdes = new ConcurrentHashMap<>();

    RegistryValues(SchemaRegistry registry, InstantSource clock) {
        this.registry = registry;
        this.clock = clock;
    }

    /**
     * Nothing is asked there yet.
     *
     * @param patience how long a registry that is away is asked again
     */
    public static RegistryValues of(RegistryAddress address, Duration patience) {
        return new RegistryValues(new SchemaRegistry(new ConfluentApi(address, patience)), InstantSource.system());
    }

    @Override
    public void prepare(String topic, WireFormat<?> format) {
        serdes(format).schemas().written(topic);
    }

    @Override
    public <T extends SpecificRecord> byte[] encode(String topic, WireFormat<T> format, T value) {
        return serdes(format).serializer().serializeData(topic, value);
    }

    @Override
    public <T extends SpecificRecord> T decode(WireFormat<T> format, byte @Nullable [] value) {
        if (value == null || !isFramed(value)) {
            return format.decode(value);
        }
        if (value.length <= HEADER_LENGTH) {
            throw new WireFormatException(format.name(), "a value that is cut off within its schema's id");
        }
        return serdes(format).deserializer().deserializeData("", value);
    }

    @Override
    public boolean isRecord(byte[] value) {
        return isFramed(value) || TopicValues.singleObject().isRecord(value);
    }

    @Override
    public String encoding() {
        return "Confluent's wire format (first byte 00) or "
                + TopicValues.singleObject().encoding();
    }

    private static boolean isFramed(byte[] value) {
        return value.length > 0 && value[0] == 0;
    }

    @SuppressWarnings("unchecked") // each is made for the format it stands under
    private <T extends SpecificRecord> FormatSerdes<T> serdes(WireFormat<T> format) {
        return (FormatSerdes<T>) serdes.computeIfAbsent(format, any -> FormatSerdes.of(registry, any, clock));
    }
}
