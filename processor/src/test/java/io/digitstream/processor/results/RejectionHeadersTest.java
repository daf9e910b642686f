package io.digitstream.processor.results;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.digitstream.processor.intake.IncomingImage;
import io.digitstream.processor.intake.SampleImages;
import io.digitstream.recognizer.image.ImageRejectedException;
import io.digitstream.recognizer.image.RejectionReason;
import java.io.EOFException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.Test;

class RejectionHeadersTest {
    private static final Instant AT = Instant.parse("2026-11-23T12:00:00.500Z");

    @Test
    void sayWhyWhereAndWhen() {
        ImageRejectedException cause = new ImageRejectedException(RejectionReason.BAD_REGION, "größer als das Foto");

        Headers headers = RejectionHeaders.of(rejected(SampleImages.incoming(42, null, null), cause));

        assertThat(headers.toArray())
                .extracting(Header::key)
                .containsExactly(
                        "digitstream.image.topic",
                        "digitstream.image.partition",
                        "digitstream.image.offset",
                        "digitstream.image.timestamp",
                        "digitstream.rejected.reason",
                        "digitstream.rejected.message",
                        "digitstream.rejected.exception",
                        "digitstream.rejected.topic",
                        "digitstream.rejected.partition",
                        "digitstream.rejected.offset",
                        "digitstream.rejected.at");
        assertThat(texts(headers))
                .containsExactly(
                        "images",
                        "3",
                        "42",
                        Long.toString(SampleImages.incoming(42, null, null).timestamp()),
                        "BAD_REGION",
                        "größer als das Foto",
                        ImageRejectedException.class.getName(),
                        "images",
                        "3",
                        "42",
                        "2026-11-23T12:00:00.500Z");
    }

    @Test
    void nameTheExceptionAtTheBottomOfIt() {
        Exception wrapped = new IllegalStateException(new EOFException());
        ImageRejectedException cause =
                new ImageRejectedException(RejectionReason.UNDECODABLE_IMAGE, "cut off", wrapped);

        Headers headers = RejectionHeaders.of(rejected(SampleImages.incoming(42, null, null), cause));

        assertThat(headers.lastHeader(RejectionHeaders.EXCEPTION).value()).isEqualTo(bytes("java.io.EOFException"));
    }

    @Test
    void standBesideThoseThatTheImageCameWith() {
        Header first = new RecordHeader("traceparent", bytes("a"));
        Header second = new RecordHeader("traceparent", bytes("b"));
        IncomingImage image = SampleImages.incoming(42, null, null, first, second);

        Headers headers = RejectionHeaders.of(rejected(image, tooLarge()));

        assertThat(headers).hasSize(2 + 11).startsWith(first, second);
        assertThat(image.headers()).as("the image's own").containsExactly(first, second);
    }

    @Test
    void ofAReplayedImageSayOnlyHowItWasRejectedLast() {
        ImageRejectedException earlier = new ImageRejectedException(RejectionReason.EMPTY, "nothing there");
        Headers before = RejectionHeaders.of(rejected(SampleImages.incoming(7, null, null), earlier));
        IncomingImage replayed = SampleImages.incoming(42, null, null, before.toArray());

        Headers headers = RejectionHeaders.of(rejected(replayed, tooLarge()));

        assertThat(headers).hasSize(11);
        assertThat(headers.lastHeader(RejectionHeaders.REASON).value()).isEqualTo(bytes("TOO_LARGE"));
        assertThat(headers.lastHeader(RejectionHeaders.OFFSET).value()).isEqualTo(bytes("42"));
    }

    /** A message may quote what strangers sent. */
    @Test
    void boundTheMessage() {
        ImageRejectedException cause = new ImageRejectedException(RejectionReason.UNKNOWN_FORMAT, "x".repeat(100_000));

        Headers headers = RejectionHeaders.of(rejected(SampleImages.incoming(42, null, null), cause));

        assertThat(headers.lastHeader(RejectionHeaders.MESSAGE).value()).hasSizeLessThan(1_100);
    }

    @Test
    void leaveTheValueAsItCame() {
        byte[] value = {1, 2, 3};
        RejectedImageSerializer serializer = new RejectedImageSerializer();

        assertThat(serializer.serialize("rejected-images", rejected(SampleImages.incoming(1, null, value), tooLarge())))
                .isSameAs(value);
        assertThat(serializer.serialize("rejected-images", rejected(SampleImages.incoming(1, null, null), tooLarge())))
                .isNull();
    }

    private static ImageRejectedException tooLarge() {
        return new ImageRejectedException(RejectionReason.TOO_LARGE, "too large");
    }

    private static Outcome.Rejected rejected(IncomingImage image, ImageRejectedException cause) {
        return new Outcome.Rejected(image, cause, AT);
    }

    private static List<String> texts(Headers headers) {
        return Arrays.stream(headers.toArray())
                .map(header -> new String(header.value(), UTF_8))
                .toList();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
