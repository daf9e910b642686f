package io.digitstream.application.registry;

import io.apicurio.registry.serde.avro.AvroDatumProvider;
import io.apicurio.registry.serde.avro.AvroSerdeConfig;
import io.digitstream.schemas.WireFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/**
 * What Apicurio's deserializer reads one type of record with: whole, into its newest version, and never a class that a schema
 * names. Thread-safe.
 *
 * @param <T> the record
 */
final class FormatReaders<T extends SpecificRecord> implements AvroDatumProvider<T> {
    private final WireFormat<T> format;
    private final Map<Schema, DatumReader<T>> readers = new ConcurrentHashMap<>();

    FormatReaders(WireFormat<T> format) {
        this.format = format;
    }

    @Override
    public void configure(AvroSerdeConfig config) {}

    @Override
    public DatumReader<T> createDatumReader(Schema writer) {
        return readers.computeIfAbsent(writer, format::reader);
    }

    @Override
    public DatumWriter<T> createDatumWriter(T value, Schema schema) {
        return new SpecificDatumWriter<>(schema);
    }

    @Override
    public Schema toSchema(T value) {
        return value.getSchema();
    }
}
