package io.digitstream.application.registry;

import io.apicurio.registry.serde.avro.AvroDeserializer;
import io.apicurio.registry.serde.avro.AvroSerializer;
import io.apicurio.registry.serde.config.SerdeConfig;
import io.digitstream.schemas.WireFormat;
import java.time.InstantSource;
import java.util.HashMap;
import org.apache.avro.specific.SpecificRecord;

/**
 * Apicurio's serializer and deserializer for one type of record. Thread-safe.
 *
 * @param schemas where both look
 * @param <T> the record
 */
record FormatSerdes<T extends SpecificRecord>(
        RegistrySchemas<T> schemas, AvroSerializer<T> serializer, AvroDeserializer<T> deserializer) {
    static <T extends SpecificRecord> FormatSerdes<T> of(
            SchemaRegistry registry, WireFormat<T> format, InstantSource clock) {
        RegistrySchemas<T> schemas = new RegistrySchemas<>(registry, format, clock);
        AvroSerializer<T> serializer = new AvroSerializer<>(schemas);
        serializer.configure(new SerdeConfig(new HashMap<>()), false);
        AvroDeserializer<T> deserializer = new AvroDeserializer<>(schemas);
        deserializer.configure(new SerdeConfig(new HashMap<>()), false);
        deserializer.setAvroDatumProvider(new FormatReaders<>(format));
        return new FormatSerdes<>(schemas, serializer, deserializer);
    }
}
