package io.digitstream.processor.pending;

import io.digitstream.application.result.ImagePosition;
import io.digitstream.processor.intake.IncomingImage;
import io.digitstream.processor.results.Outcome;
import io.digitstream.recognizer.image.ImageRejectedException;
import io.digitstream.recognizer.image.RejectionReason;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Images of which a broker refused a record: the result, or the pending image on the changelog. The transaction was aborted, so the
 * image comes again, and is then rejected instead. Thread-safe.
 */
public final class RefusedWrites {
    private static final Logger LOG = LoggerFactory.getLogger(RefusedWrites.class);
    private static final int MOST = 10_000;

    private final String recognitions;
    private final Map<ImagePosition, Refusal> refusals = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ImagePosition, Refusal> eldest) {
            return size() > MOST;
        }
    };

    /** @param bare whether the rejection must hold nothing of the producer's but a short key */
    private record Refusal(String topic, String message, boolean bare) {}

    /** @param recognitions name of that topic */
    public RefusedWrites(String recognitions) {
        this.recognitions = recognitions;
    }

    /**
     * Remembers that a record was refused.
     *
     * @return whether the image can be rejected instead: not if the cause isn't the record, if the record belongs to no image, or if
     *     it was already the smallest rejection
     */
    synchronized boolean add(ProducerRecord<byte[], byte[]> record, Exception cause) {
        ImagePosition position = belongsToRecord(cause) ? position(record) : null;
        if (position == null) {
            return false;
        }
        boolean bare = !record.topic().equals(recognitions);
        Refusal before = refusals.get(position);
        if (before != null && before.bare) {
            return false;
        }
        LOG.warn(
                "Topic {} refuses a record of image {}; the image is rejected: {}",
                record.topic(),
                position,
                cause.toString());
        refusals.put(position, new Refusal(record.topic(), cause.toString(), bare));
        return true;
    }

    /** Whether a broker refused a record for what the record is, not for what the broker or the topic is. */
    static boolean belongsToRecord(@Nullable Throwable cause) {
        return cause instanceof RecordTooLargeException
                || cause instanceof InvalidTimestampException
                || cause instanceof InvalidRecordException
                || cause instanceof PolicyViolationException;
    }

    private static @Nullable ImagePosition position(ProducerRecord<byte[], byte[]> record) {
        return ImagePosition.of(record.headers()).orElseGet(() -> pendingPosition(record.value()));
    }

    private static @Nullable ImagePosition pendingPosition(byte @Nullable [] value) {
        try {
            return value == null ? null : PendingImageSerde.position(value);
        } catch (SerializationException e) {
            return null;
        }
    }

    /**
     * Returns the rejection of an image whose result was refused before.
     *
     * @param at time of the decision
     */
    public synchronized Optional<Outcome.Rejected> rejection(IncomingImage image, Instant at) {
        Refusal refusal = refusals.get(image.position());
        if (refusal == null) {
            return Optional.empty();
        }
        String message = "topic %s refused a record of this image: %s".formatted(refusal.topic, refusal.message);
        return Optional.of(new Outcome.Rejected(
                refusal.bare ? image.placeOnly().keyedByPosition() : image,
                new ImageRejectedException(RejectionReason.RESULT_REFUSED, message),
                at));
    }
}
