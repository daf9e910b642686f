package io.digitstream.processor.results;

import static org.assertj.core.api.Assertions.assertThat;

import io.digitstream.processor.batch.Inference;
import io.digitstream.processor.intake.IncomingImage;
import io.digitstream.processor.intake.SampleImages;
import io.digitstream.recognizer.image.ImageRejectedException;
import io.digitstream.recognizer.image.RejectionReason;
import java.time.Instant;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OutputTopicsTest {
    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");
    private static final RecordHeader LARGE = new RecordHeader("thumbnail", new byte[2_000_000]);
    private static final TopicLimits DEFAULT = new TopicLimits(1_048_588, false);
    private static final TopicLimits LARGER = new TopicLimits(12 << 20, false);
    private static final TopicLimits COMPACTED = new TopicLimits(1_048_588, true);

    @Test
    void leaveWhatFits() {
        Outcome recognized = recognized(SampleImages.incoming(42, null, new byte[5_000_000]));
        Outcome rejected = rejected(SampleImages.incoming(42, null, new byte[1_000_000]));

        assertThat(new OutputTopics(DEFAULT, DEFAULT).fit(recognized, NOW)).isSameAs(recognized);
        assertThat(new OutputTopics(DEFAULT, DEFAULT).fit(rejected, NOW)).isEqualTo(rejected);
    }

    @Test
    void turnARecognitionWhoseHeadersAreTooLargeIntoARejection() {
        IncomingImage image = SampleImages.incoming(42, null, new byte[1_000], LARGE);

        Outcome.Rejected fitting = rejection(new OutputTopics(DEFAULT, LARGER).fit(recognized(image), NOW));

        assertThat(fitting.image()).isSameAs(image);
        assertThat(fitting.cause().reason()).isEqualTo(RejectionReason.RESULT_REFUSED);
        assertThat(fitting.cause()).hasMessageContaining("2,000,037 bytes").hasMessageContaining("1,048,588");
        assertThat(fitting.at()).isEqualTo(NOW);
    }

    @Test
    void omitTheValueAndThenTheHeadersOfARejectionThatIsTooLarge() {
        OutputTopics topics = new OutputTopics(DEFAULT, DEFAULT);

        Outcome.Rejected withoutValue =
                rejection(topics.fit(rejected(SampleImages.incoming(42, new byte[] {1}, new byte[2_000_000])), NOW));
        Outcome.Rejected bare = rejection(
                topics.fit(rejected(SampleImages.incoming(42, new byte[2_000_000], new byte[9], LARGE)), NOW));

        assertThat(withoutValue.image().value()).isNull();
        assertThat(withoutValue.image().key()).containsExactly(1);
        assertThat(bare.image().size()).isZero();
        assertThat(bare.image().position()).hasToString("images-3@42");
        assertThat(bare.cause().reason()).as("stays as it was").isEqualTo(RejectionReason.EMPTY);
    }

    @Test
    void rejectAnImageWithoutAKeyIfRecognitionsAreCompacted() {
        OutputTopics topics = new OutputTopics(COMPACTED, DEFAULT);

        Outcome.Rejected fitting = rejection(topics.fit(recognized(SampleImages.incoming(42, null, new byte[9])), NOW));
        Outcome keyed = recognized(SampleImages.incoming(42, new byte[] {1}, new byte[9]));

        assertThat(fitting.cause().reason()).isEqualTo(RejectionReason.RESULT_REFUSED);
        assertThat(fitting.image().key()).isNull();
        assertThat(topics.fit(keyed, NOW)).isSameAs(keyed);
    }

    @Test
    void giveARejectionAKeyIfRejectedImagesAreCompacted() {
        OutputTopics topics = new OutputTopics(DEFAULT, COMPACTED);

        Outcome.Rejected fitting = rejection(topics.fit(rejected(SampleImages.incoming(42, null, new byte[9])), NOW));

        assertThat(fitting.image().key()).asString().isEqualTo("images-3@42");
        assertThat(fitting.image().value()).hasSize(9);
    }

    private static Outcome.Rejected rejection(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Rejected.class);
        return (Outcome.Rejected) outcome;
    }

    private static Outcome.Rejected rejected(IncomingImage image) {
        return new Outcome.Rejected(image, new ImageRejectedException(RejectionReason.EMPTY, "empty"), NOW);
    }

    @SuppressWarnings("NullAway") // what was read is of no interest here
    private static Outcome recognized(IncomingImage image) {
        Inference.@Nullable Read none = null;
        return new Outcome.Recognized(image, none, null);
    }
}
