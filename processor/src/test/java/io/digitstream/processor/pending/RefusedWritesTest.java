package io.digitstream.processor.pending;

import static org.assertj.core.api.Assertions.assertThat;

import io.digitstream.processor.intake.IncomingImage;
import io.digitstream.processor.intake.SampleImages;
import io.digitstream.processor.results.Outcome;
import io.digitstream.processor.results.ResultHeaders;
import io.digitstream.recognizer.image.RejectionReason;
import java.time.Instant;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.NotLeaderOrFollowerException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RefusedWritesTest {
    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");
    private static final IncomingImage IMAGE = SampleImages.incoming(42, null, new byte[] {1, 2, 3});

    private final RefusedWrites refused = new RefusedWrites("recognitions");

    static Stream<Exception> causesInTheRecord() {
        return Stream.of(
                new RecordTooLargeException("too large"),
                new InvalidTimestampException("in the future"),
                new InvalidRecordException("no key"),
                new PolicyViolationException("not here"));
    }

    @ParameterizedTest
    @MethodSource("causesInTheRecord")
    void rejectAnImageWhoseRecognitionWasRefused(Exception cause) {
        assertThat(refused.add(result("recognitions"), cause)).isTrue();

        Outcome.Rejected rejection = refused.rejection(IMAGE, NOW).orElseThrow();
        assertThat(rejection.image()).isSameAs(IMAGE);
        assertThat(rejection.cause().reason()).isEqualTo(RejectionReason.RESULT_REFUSED);
        assertThat(rejection.cause()).hasMessageContaining("recognitions").hasMessageContaining(cause.getMessage());
        assertThat(refused.rejection(SampleImages.incoming(43, null, null), NOW))
                .isEmpty();
    }

    static Stream<Exception> causesElsewhere() {
        return Stream.of(
                new TimeoutException("away"),
                new TopicAuthorizationException("recognitions"),
                new NotLeaderOrFollowerException("moved"),
                new IllegalStateException("a bug"));
    }

    @ParameterizedTest
    @MethodSource("causesElsewhere")
    void rejectNothingForACauseElsewhere(Exception cause) {
        assertThat(refused.add(result("recognitions"), cause)).isFalse();
        assertThat(refused.rejection(IMAGE, NOW)).isEmpty();
    }

    @Test
    void reduceARejectionThatWasRefusedItself() {
        assertThat(refused.add(result("recognitions"), new RecordTooLargeException("too large")))
                .isTrue();
        assertThat(refused.add(result("rejected-images"), new RecordTooLargeException("too large")))
                .isTrue();

        Outcome.Rejected rejection = refused.rejection(IMAGE, NOW).orElseThrow();
        assertThat(rejection.image().value()).isNull();
        assertThat(rejection.image().key()).asString().isEqualTo("images-3@42");
    }

    /** Nothing smaller can be written: this is no fault of the record. */
    @Test
    void giveUpOnTheSmallestRejection() {
        assertThat(refused.add(result("rejected-images"), new InvalidTimestampException("wrong clock")))
                .isTrue();
        assertThat(refused.add(result("rejected-images"), new InvalidTimestampException("wrong clock")))
                .isFalse();
    }

    @Test
    void knowTheImageOfARecordOnTheChangelog() {
        byte[] slot = PendingImageSerde.serde().serializer().serialize("", new PendingImage(7, IMAGE));
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>("app-pending-images-changelog", new byte[4], slot);

        assertThat(refused.add(record, new RecordTooLargeException("too large")))
                .isTrue();

        assertThat(refused.rejection(IMAGE, NOW).orElseThrow().image().value()).isNull();
    }

    @Test
    void rejectNothingForARecordOfNoImage() {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>("other", new byte[4], new byte[] {1, 2});

        assertThat(refused.add(record, new RecordTooLargeException("too large")))
                .isFalse();
    }

    private static ProducerRecord<byte[], byte[]> result(String topic) {
        return new ProducerRecord<>(topic, 3, 0L, null, new byte[0], new RecordHeaders(ResultHeaders.of(IMAGE)));
    }
}
