package io.digitstream.processor.pending;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.digitstream.processor.intake.IncomingImage;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PendingImageSerdeTest {
    private static final Serde<PendingImage> SERDE = PendingImageSerde.serde();

    @Test
    void keepsAllThatARecordCameWith() {
        PendingImage pending = pending("key".getBytes(UTF_8), new byte[] {1, -1, 0}, headers());

        PendingImage read = roundTrip(pending);

        assertThat(read.sequence()).isEqualTo(Long.MAX_VALUE - 1);
        assertThat(read.image().topic()).isEqualTo("images");
        assertThat(read.image().partition()).isEqualTo(7);
        assertThat(read.image().offset()).isEqualTo(1L << 40);
        assertThat(read.image().timestamp()).isEqualTo(-1);
        assertThat(read.image().takenInAt()).isEqualTo(Instant.parse("2026-11-23T12:00:00.123Z"));
        assertThat(read.image().key()).isEqualTo("key".getBytes(UTF_8));
        assertThat(read.image().value()).containsExactly(1, -1, 0);
        assertThat(read.image().headers().toArray()).isEmpty();
    }

    @Test
    void tellsNoKeyAndNoValueFromEmptyOnes() {
        assertThat(roundTrip(pending(null, null, headers())).image())
                .satisfies(image -> assertThat(image.key()).isNull())
                .satisfies(image -> assertThat(image.value()).isNull());
        assertThat(roundTrip(pending(new byte[0], new byte[0], headers())).image())
                .satisfies(image -> assertThat(image.key()).isEmpty())
                .satisfies(image -> assertThat(image.value()).isEmpty());
    }

    @Test
    void keepsHeadersInTheirOrderWithDuplicatesAndMissingValues() {
        RecordHeader[] headers = {
            new RecordHeader("traceparent", new byte[] {1}),
            new RecordHeader("empty", new byte[0]),
            new RecordHeader("none", (byte @Nullable []) null),
            new RecordHeader("traceparent", new byte[] {2}),
            new RecordHeader("größe 数", new byte[] {3}),
            new RecordHeader("", new byte[] {4})
        };

        assertThat(roundTrip(pending(null, null, headers(headers))).image().headers())
                .containsExactly(headers);
    }

    /** Kafka sets no bound to a header's name but the record's own. */
    @Test
    void keepsAHeaderOfAnyLength() {
        RecordHeader longName = new RecordHeader("x".repeat(70_000), new byte[] {1});

        assertThat(roundTrip(pending(null, null, headers(longName))).image().headers())
                .containsExactly(longName);
    }

    @Test
    void keepsALargeImage() {
        byte[] image = new byte[10 << 20];
        Arrays.fill(image, (byte) 0xAB);

        assertThat(roundTrip(pending(null, image, headers())).image().value()).isEqualTo(image);
    }

    @Test
    void nothingIsNothing() {
        assertThat(SERDE.serializer().serialize("changelog", null)).isNull();
        assertThat(SERDE.deserializer().deserialize("changelog", null)).isNull();
    }

    @Test
    void refusesAVersionThatItDoesNotKnow() {
        byte[] bytes = write(pending(null, null, headers()));
        bytes[0] = 2;

        assertThatThrownBy(() -> read(bytes))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("version 2, known is 1");
    }

    @Test
    void refusesWhatIsCutOffAnywhere() {
        byte[] bytes = write(pending(
                new byte[] {1, 2}, new byte[] {3, 4, 5}, headers(new RecordHeader("name", new byte[] {6, 7}))));

        assertThat(IntStream.range(0, bytes.length))
                .allSatisfy(length -> assertThatThrownBy(() -> read(Arrays.copyOf(bytes, length)))
                        .isInstanceOf(SerializationException.class)
                        .hasMessageContaining("a damaged pending image of " + length + " bytes"));
    }

    @Test
    void refusesWhatGoesOnAfterItsEnd() {
        byte[] bytes = write(pending(null, null, headers()));

        assertThatThrownBy(() -> read(Arrays.copyOf(bytes, bytes.length + 1)))
                .isInstanceOf(SerializationException.class);
    }

    @Test
    void refusesALengthThatMakesNoSense() {
        byte[] bytes = write(pending(null, null, headers()));
        // The lengths of the key and of the value, and the number of headers, stand at the end.
        for (int place = 1; place <= 3; place++) {
            byte[] damaged = bytes.clone();
            ByteBuffer.wrap(damaged).putInt(bytes.length - place * Integer.BYTES, -2);
            assertThatThrownBy(() -> read(damaged)).isInstanceOf(SerializationException.class);
        }
    }

    @SuppressWarnings("NullAway") // it loses @Nullable on array components of a record with a compact constructor
    private static PendingImage pending(byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
        Instant takenInAt = Instant.parse("2026-11-23T12:00:00.123Z");
        return new PendingImage(
                Long.MAX_VALUE - 1, new IncomingImage("images", 7, 1L << 40, -1, takenInAt, key, value, headers));
    }

    private static Headers headers(RecordHeader... headers) {
        return new RecordHeaders(headers);
    }

    private static PendingImage roundTrip(PendingImage pending) {
        return read(write(pending));
    }

    private static byte[] write(PendingImage pending) {
        return SERDE.serializer().serialize("changelog", pending);
    }

    private static PendingImage read(byte[] bytes) {
        return SERDE.deserializer().deserialize("changelog", bytes);
    }
}
