package io.digitstream.processor.results;

import io.digitstream.processor.intake.IncomingImage;
import org.apache.kafka.common.header.Headers;

/** Why, where and when an image was rejected, as headers (UTF-8 text) beside those it came with. */
public final class RejectionHeaders {
    /** A {@link io.digitstream.recognizer.image.RejectionReason}. */
    public static final String REASON = "digitstream.rejected.reason";

    /** The reason in words. */
    public static final String MESSAGE = "digitstream.rejected.message";

    /** Class of the exception at the bottom of it. */
    public static final String EXCEPTION = "digitstream.rejected.exception";

    /** Topic that the image came from; the same as in {@link io.digitstream.application.result.ImagePosition}, for older consumers. */
    public static final String TOPIC = "digitstream.rejected.topic";

    /** Partition that the image came from. */
    public static final String PARTITION = "digitstream.rejected.partition";

    /** Offset that the image had. */
    public static final String OFFSET = "digitstream.rejected.offset";

    /** Time of the rejection, ISO 8601 in UTC. */
    public static final String AT = "digitstream.rejected.at";

    /** In characters; what comes from strangers may be part of it. */
    private static final int LONGEST_MESSAGE = 1000;

    private RejectionHeaders() {}

    /** The image's own headers with those of its rejection. */
    public static Headers of(Outcome.Rejected rejected) {
        IncomingImage image = rejected.image();
        Throwable deepest = rejected.cause();
        for (Throwable cause = deepest.getCause(); cause != null; cause = cause.getCause()) {
            deepest = cause;
        }
        Headers headers = ResultHeaders.of(image);
        ResultHeaders.put(headers, REASON, rejected.cause().reason().name());
        ResultHeaders.put(headers, MESSAGE, message(rejected));
        ResultHeaders.put(headers, EXCEPTION, deepest.getClass().getName());
        ResultHeaders.put(headers, TOPIC, image.topic());
        ResultHeaders.put(headers, PARTITION, Integer.toString(image.partition()));
        ResultHeaders.put(headers, OFFSET, Long.toString(image.offset()));
        ResultHeaders.put(headers, AT, rejected.at().toString());
        return headers;
    }

    private static String message(Outcome.Rejected rejected) {
        String message = String.valueOf(rejected.cause().getMessage());
        return message.length() > LONGEST_MESSAGE ? message.substring(0, LONGEST_MESSAGE) + "…" : message;
    }
}
