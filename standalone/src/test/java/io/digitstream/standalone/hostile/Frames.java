package io.digitstream.standalone.hostile;

import io.digitstream.schemas.WireFormat;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.avro.SchemaNormalization;

/** What stands before a record on a topic, before what need not be one. */
final class Frames {
    private Frames() {}

    /** The mark and the fingerprint of the format's schema. */
    static byte[] singleObject(WireFormat<?> format, byte[] record) {
        return ByteBuffer.allocate(2 + Long.BYTES + record.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) 0xC3)
                .put((byte) 0x01)
                .putLong(SchemaNormalization.parsingFingerprint64(format.schema()))
                .put(record)
                .array();
    }

    /** A zero and the schema's id. */
    static byte[] confluent(int id, byte[] record) {
        return ByteBuffer.allocate(1 + Integer.BYTES + record.length)
                .put((byte) 0)
                .putInt(id)
                .put(record)
                .array();
    }
}
