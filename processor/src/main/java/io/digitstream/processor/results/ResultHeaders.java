package io.digitstream.processor.results;

import io.digitstream.processor.intake.IncomingImage;
import io.digitstream.processor.intake.IntakeTimestampExtractor;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Headers of every result: the producer's own, then the image's position and timestamp. */
public final class ResultHeaders {
    private ResultHeaders() {}

    /** Returns the headers of an image's result; those of an earlier result of a replayed image are replaced. */
    public static Headers of(IncomingImage image) {
        Headers headers = new RecordHeaders(image.headers());
        image.position().writeTo(headers);
        put(headers, IntakeTimestampExtractor.HEADER, Long.toString(image.timestamp()));
        return headers;
    }

    static void put(Headers headers, String name, String value) {
        headers.remove(name).add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
