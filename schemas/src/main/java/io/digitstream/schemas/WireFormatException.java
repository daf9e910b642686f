package io.digitstream.schemas;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Bytes or a key from a topic that are not what belongs there; the message says what was expected and what came.
 *
 * <p>This is bad data, not a bug: whoever reads a topic catches it for each record, and adds which record it was.
 */
public final class WireFormatException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int SHOWN = 16;

    public WireFormatException(String expected, String came) {
        super("expected " + expected + ", got " + came);
    }

    WireFormatException(String expected, String came, @Nullable Throwable cause) {
        super("expected " + expected + ", got " + came, cause);
    }

    /** Bytes as a person recognizes them: how many, and the first few in hexadecimal. */
    static String describe(byte @Nullable [] value) {
        if (value == null || value.length == 0) {
            return "an empty value";
        }
        String start = HexFormat.ofDelimiter(" ").withUpperCase().formatHex(value, 0, Math.min(value.length, SHOWN));
        return (value.length == 1 ? "1 byte" : value.length + " bytes") + " starting " + start + framed(value);
    }

    /** A hint for values that a registry would explain: a zero, the schema's id, which is positive, and a record. */
    private static String framed(byte[] value) {
        boolean framed =
                value.length > 5 && value[0] == 0 && ByteBuffer.wrap(value).getInt(1) > 0;
        return framed ? ": Confluent's wire format? It is read where schema.registry.url is set" : "";
    }
}
