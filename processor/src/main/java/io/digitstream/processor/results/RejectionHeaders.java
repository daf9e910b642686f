package io.digitstream.processor.results;

import io.digitstream.processor.intake.IncomingImage;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Why, where and when an image was rejected, as headers (UTF-8 text) beside those it came with. */
public final class RejectionHeaders {
    /** A {@link io.digitstream.recognizer.image.RejectionReason}. */
    public static final String REASON = "digitstream.rejected.reason";

    /** The reason in words. */
    public static final String MESSAGE = "digitstream.rejected.message";

    /** Class of the exception at the bottom of it. */
    public static final String EXCEPTION = "digitstream.rejected.exception";

    /** Topic that the image came from. */
    public static final String TOPIC = "digitstream.rejected.topic";

    /** Partition that the image came from. */
    public static final String PARTITION = "digitstream.rejected.partition";

    /** Offset that the image had. */
    public static final String OFFSET = "digitstream.rejected.offset";

    /** Time of the rejection, ISO 8601 in UTC. */
    public static final String AT = "digitstream.rejected.at";

    private RejectionHeaders() {}

    /** The image's own headers with those of its rejection. */
    public static Headers of(Outcome.Rejected rejected) {
        IncomingImage image = rejected.image();
        Throwable deepest = rejected.cause();
        for (Throwable cause = deepest.getCause(); cause != null; cause = cause.getCause()) {
            deepest = cause;
        }
        Headers headers = new RecordHeaders(image.headers());
        put(headers, REASON, rejected.cause().reason().name());
        put(headers, MESSAGE, String.valueOf(rejected.cause().getMessage()));
        put(headers, EXCEPTION, deepest.getClass().getName());
        put(headers, TOPIC, image.topic());
        put(headers, PARTITION, Integer.toString(image.partition()));
        put(headers, OFFSET, Long.toString(image.offset()));
        put(headers, AT, rejected.at().toString());
        return headers;
    }

    /** A replayed image keeps only the headers of its last rejection. */
    private static void put(Headers headers, String name, String value) {
        headers.remove(name).add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
