package io.digitstream.schemas;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * How records of one type stand in a topic: Avro's
 * <a href="https://avro.apache.org/docs/1.12.0/specification/#single-object-encoding">single-object encoding</a>, the two
 * bytes C3 01, the CRC-64 fingerprint of the writer's schema in 8 bytes, then the record. Immutable and thread-safe.
 *
 * <p>It writes the newest version and reads every released one, so no schema registry is needed. Loading this class calls
 * {@link TrustedClasses#trust()}: applications need no Avro system property.
 *
 * @param <T> the generated class of the record
 */
public final class WireFormat<T extends SpecificRecord> {
    static {
        TrustedClasses.trust();
    }

    /** Values of the topic {@code images}; {@link ImageValue} takes bare image files too. */
    public static final WireFormat<ImageEvent> IMAGE_EVENT = new WireFormat<>("an", ImageEvent.class, false);

    /** Values of the topic {@code recognitions}. */
    public static final WireFormat<Recognition> RECOGNITION = new WireFormat<>("a", Recognition.class, false);

    /** Values of the topic {@code labeled-images}. */
    public static final WireFormat<LabeledImage> LABELED_IMAGE = new WireFormat<>("a", LabeledImage.class, false);

    /** Values of the topic {@code weights} under a {@link WeightsKey.Release}. */
    public static final WireFormat<WeightsRelease> WEIGHTS_RELEASE = new WireFormat<>("a", WeightsRelease.class, true);

    /** Values of the topic {@code weights} under a {@link WeightsKey.Chunk}. */
    public static final WireFormat<WeightsChunk> WEIGHTS_CHUNK = new WireFormat<>("a", WeightsChunk.class, true);

    /** The value of the topic {@code weights} under {@link WeightsKey.Current}. */
    public static final WireFormat<CurrentRelease> CURRENT_RELEASE = new WireFormat<>("a", CurrentRelease.class, true);

    /** Values of the topic {@code training-reports}. */
    public static final WireFormat<TrainingReport> TRAINING_REPORT = new WireFormat<>("a", TrainingReport.class, false);

    static final String ENCODING = "Avro single-object encoding (first bytes C3 01)";

    private static final int MARKER_LENGTH = 2;
    private static final int HEADER_LENGTH = MARKER_LENGTH + Long.BYTES;

    private final Class<T> type;
    private final String name;
    private final boolean oneOfSeveral;
    private final SpecificData model;
    private final Schema schema;
    private final BinaryMessageEncoder<T> encoder;
    private final Map<Long, WholeRecordReader<T>> readers = new HashMap<>();

    private WireFormat(String article, Class<T> type, boolean oneOfSeveral) {
        this.type = type;
        this.name = article + " " + type.getSimpleName();
        this.oneOfSeveral = oneOfSeveral;
        this.model = SpecificData.getForClass(type);
        this.schema = model.getSchema(type);
        this.encoder = new BinaryMessageEncoder<>(model, schema);
        for (Schema released : ReleasedSchemas.of(type.getSimpleName())) {
            readers.put(fingerprint(released), wholeReader(released));
        }
        readers.put(fingerprint(schema), wholeReader(schema));
    }

    /** All of them: one for each record that is a value on some topic. */
    public static List<WireFormat<?>> all() {
        return List.of(
                IMAGE_EVENT,
                RECOGNITION,
                LABELED_IMAGE,
                WEIGHTS_RELEASE,
                WEIGHTS_CHUNK,
                CURRENT_RELEASE,
                TRAINING_REPORT);
    }

    /** The generated class of the record. */
    public Class<T> type() {
        return type;
    }

    /** The newest version of the record's schema, which is written. */
    public Schema schema() {
        return schema;
    }

    /** The record as messages call it, with its article. */
    public String name() {
        return name;
    }

    /** Whether the topic that these are values of has values of other types too. */
    public boolean isOneOfSeveral() {
        return oneOfSeveral;
    }

    /**
     * Reads what stands under another schema, into the newest version. It takes all the bytes that its decoder has, and
     * throws a {@link WireFormatException} where they are not one record, whole and nothing after it. Thread-safe.
     */
    public DatumReader<T> reader(Schema writer) {
        return wholeReader(writer);
    }

    private WholeRecordReader<T> wholeReader(Schema writer) {
        return new WholeRecordReader<>(name, new SpecificDatumReader<>(writer, schema, model));
    }

    /** Whether a value claims to be single-object encoded Avro, of whatever type: whether it begins with C3 01. */
    static boolean isMarked(byte[] value) {
        return value.length >= MARKER_LENGTH && value[0] == (byte) 0xC3 && value[1] == 0x01;
    }

    /**
     * A record as bytes. Buffers in it are read from their position to their limit, and left as they were.
     *
     * @throws RuntimeException when the record lacks a field that may not be null: a bug of the caller
     */
    public byte[] encode(T value) {
        try {
            // The encoder's buffer is a copy of exactly the bytes written, made for this call.
            return encoder.encode(value).array();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
    }

    /**
     * The record in these bytes, whichever released version wrote them; fields that it did not know have their defaults.
     *
     * @param value the whole value of a record, null for a tombstone
     * @throws WireFormatException when they are not one record of this type, whole and nothing after it
     */
    public T decode(byte @Nullable [] value) {
        if (value == null || !isMarked(value)) {
            throw new WireFormatException(name + " in " + ENCODING, WireFormatException.describe(value));
        }
        if (value.length < HEADER_LENGTH) {
            throw new WireFormatException(
                    name,
                    "an Avro record that is cut off within its first 10 bytes: " + WireFormatException.describe(value));
        }
        // Not Avro's own message decoder: it ignores what follows the record. And over an array, a length that goes
        // beyond the end is refused before anything is allocated for it.
        BinaryDecoder decoder =
                DecoderFactory.get().binaryDecoder(value, HEADER_LENGTH, value.length - HEADER_LENGTH, null);
        return readerFor(value).read(null, decoder);
    }

    private WholeRecordReader<T> readerFor(byte[] value) {
        long fingerprint = ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN).getLong(MARKER_LENGTH);
        WholeRecordReader<T> reader = readers.get(fingerprint);
        if (reader == null) {
            throw new WireFormatException(name, otherThanExpected(fingerprint));
        }
        return reader;
    }

    private static String otherThanExpected(long fingerprint) {
        Optional<WireFormat<?>> other = all().stream()
                .filter(format -> format.readers.containsKey(fingerprint))
                .findFirst();
        return other.map(format -> format.name)
                .orElseGet(() -> "an Avro record with unknown schema fingerprint 0x"
                        + HexFormat.of().toHexDigits(fingerprint)
                        + ": written by a newer release of Digitstream, or not by Digitstream at all");
    }

    private static long fingerprint(Schema schema) {
        return SchemaNormalization.parsingFingerprint64(schema);
    }
}
