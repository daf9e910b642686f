package io.digitstream.processor.results;

import io.digitstream.processor.intake.IncomingImage;
import io.digitstream.recognizer.image.ImageRejectedException;
import io.digitstream.recognizer.image.RejectionReason;
import java.time.Instant;
import java.util.Locale;

/**
 * What the output topics accept. Decides before a result is sent whether its topic would refuse it: a refused record aborts the
 * transaction of all results beside it.
 */
public record OutputTopics(TopicLimits recognitions, TopicLimits rejectedImages) {
    /** Accepts everything; refused records come back through {@link io.digitstream.processor.pending.RefusedWrites}. */
    public static final OutputTopics UNKNOWN = new OutputTopics(TopicLimits.UNKNOWN, TopicLimits.UNKNOWN);

    /** An upper bound of a result without key, headers and payload of its image, and of the batch around it; usually about 1 kB. */
    public static final int RESULT_BYTES = 1 << 13;

    /**
     * Returns the outcome if its topic accepts it, else the closest one that is accepted: a rejection instead of a recognition, a
     * rejection without the image's value, or one without value, long key and the producer's headers.
     *
     * @param at time of the decision
     */
    public Outcome fit(Outcome outcome, Instant at) {
        if (outcome instanceof Outcome.Rejected rejected) {
            return fit(rejected);
        }
        IncomingImage image = outcome.image();
        if (recognitions.compacted() && image.key() == null) {
            return fit(
                    refused(image, at, "the topic of recognitions is compacted and needs keys; the image has no key"));
        }
        long size = image.sizeWithoutValue() + RESULT_BYTES;
        if (size > recognitions.maxMessageBytes()) {
            return fit(refused(
                    image,
                    at,
                    String.format(
                            Locale.ROOT,
                            "key and headers of the image have %,d bytes; a result that repeats them exceeds max.message.bytes"
                                    + " of the topic of recognitions, %,d",
                            image.sizeWithoutValue(),
                            recognitions.maxMessageBytes())));
        }
        return outcome;
    }

    private static Outcome.Rejected refused(IncomingImage image, Instant at, String message) {
        return new Outcome.Rejected(image, new ImageRejectedException(RejectionReason.RESULT_REFUSED, message), at);
    }

    private Outcome.Rejected fit(Outcome.Rejected rejected) {
        IncomingImage image = rejected.image();
        if (image.size() + RESULT_BYTES > rejectedImages.maxMessageBytes()) {
            image = image.withoutValue();
        }
        if (image.size() + RESULT_BYTES > rejectedImages.maxMessageBytes()) {
            image = image.placeOnly();
        }
        if (rejectedImages.compacted() && image.key() == null) {
            image = image.keyedByPosition();
        }
        return rejected.of(image);
    }
}
