package io.digitstream.processor.intake;

import io.digitstream.recognizer.image.ForeignFormat;
import io.digitstream.recognizer.image.ImageRejectedException;
import io.digitstream.recognizer.image.Region;
import io.digitstream.recognizer.image.RejectionReason;
import io.digitstream.recognizer.pixels.Prepared;
import io.digitstream.recognizer.pixels.Preparer;
import io.digitstream.schemas.ImageEvent;
import io.digitstream.schemas.ImageValue;
import io.digitstream.schemas.TopicValues;
import io.digitstream.schemas.WireFormatException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * From a record's value to what the networks take: wire format, then decode and crop. Immutable and thread-safe.
 *
 * @param values how image events stand on the topic
 * @param preparer for the networks of the release in force
 */
public record Intake(TopicValues values, Supplier<Preparer> preparer) {
    /** For networks of one shape. */
    public Intake(TopicValues values, Preparer preparer) {
        this(values, () -> preparer);
    }

    /**
     * What the networks need, and what the result says of the photo.
     *
     * @param image ready for the networks
     * @param capturedAt when the photo was taken, if the producer said so
     */
    public record Taken(Prepared image, @Nullable Instant capturedAt) {}

    /**
     * Prepares an image for the networks.
     *
     * @throws ImageRejectedException if the value is not an image, or one that cannot be read
     * @throws RuntimeException if that cannot be told, since a schema registry is away: the image must not be answered then
     */
    public Taken take(byte @Nullable [] value) throws ImageRejectedException {
        ImageEvent event = parse(value);
        io.digitstream.schemas.Region box = event.getRegion();
        Region region = box == null ? null : Region.of(box.getLeft(), box.getTop(), box.getWidth(), box.getHeight());
        return new Taken(preparer.get().prepare(bytes(event.getImage()), region), event.getCapturedAt());
    }

    private ImageEvent parse(byte @Nullable [] value) throws ImageRejectedException {
        if (value == null || value.length == 0) {
            throw new ImageRejectedException(RejectionReason.EMPTY, "the record has no value");
        }
        // Before a record is looked for: some formats begin as records in Confluent's wire format do.
        Optional<ForeignFormat> foreign = ForeignFormat.of(value);
        if (foreign.isPresent()) {
            throw new ImageRejectedException(
                    RejectionReason.UNKNOWN_FORMAT, foreign.get().message());
        }
        try {
            return ImageValue.parse(values, value);
        } catch (WireFormatException e) {
            throw new ImageRejectedException(RejectionReason.UNKNOWN_FORMAT, String.valueOf(e.getMessage()), e);
        }
    }

    private static byte[] bytes(ByteBuffer buffer) {
        boolean whole = buffer.hasArray()
                && buffer.arrayOffset() == 0
                && buffer.position() == 0
                && buffer.limit() == buffer.array().length;
        if (whole) {
            return buffer.array();
        }
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
