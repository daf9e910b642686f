package io.digitstream.schemas;

import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.Decoder;
import org.jspecify.annotations.Nullable;

/**
 * Reads a record of which nothing may be missing and after which nothing may follow. Thread-safe.
 *
 * @param <T> the record
 */
final class WholeRecordReader<T> implements DatumReader<T> {
    private final String name;
    private final DatumReader<T> reader;

    /** @param name of the record, with its article, for messages */
    WholeRecordReader(String name, DatumReader<T> reader) {
        this.name = name;
        this.reader = reader;
    }

    @Override
    public void setSchema(Schema schema) {
        throw new UnsupportedOperationException("the writer's schema is known from the beginning");
    }

    /** @throws WireFormatException if the bytes are not one record, whole and nothing after it */
    @Override
    public T read(@Nullable T reuse, Decoder decoder) {
        BinaryDecoder bytes = (BinaryDecoder) decoder;
        int length = bytes.remainingBytes();
        T record = readRecord(bytes);
        int left = bytes.remainingBytes();
        if (left > 0) {
            throw new WireFormatException(
                    name, "one of %d bytes with %d more bytes after it".formatted(length - left, left));
        }
        return record;
    }

    private T readRecord(BinaryDecoder decoder) {
        try {
            return reader.read(null, decoder);
        } catch (IOException | RuntimeException e) {
            // On broken bytes Avro throws a dozen kinds of exceptions, IndexOutOfBounds and its own limits among them.
            throw new WireFormatException(name, "one that is cut off or damaged: " + e, e);
        }
    }
}
