package io.digitstream.standalone.sending;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** What this module writes beside an image, and finds beside its result: the processor carries every header through. */
public final class OwnHeaders {
    /** Which call of which command sent the image. */
    public static final String RUN = "digitstream.run";

    /** The number that the image shows, empty for none: for people who compare. The processor does not look at it. */
    public static final String TRUTH = "digitstream.truth";

    private OwnHeaders() {}

    /** The text of a header, null if it is not there. */
    public static @Nullable String text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
