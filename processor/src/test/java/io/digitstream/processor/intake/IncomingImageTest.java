package io.digitstream.processor.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class IncomingImageTest {
    @Test
    void knowsItsPosition() {
        assertThat(SampleImages.incoming(42, null, null).position()).hasToString("images-3@42");
    }

    @Test
    void keepsItsHeadersWhateverBecomesOfTheRecords() {
        RecordHeader trace = new RecordHeader("traceparent", new byte[] {1});
        RecordHeaders headers = new RecordHeaders();
        headers.add(trace);
        IncomingImage image = SampleImages.incoming(42, null, null, headers.toArray());

        headers.remove("traceparent");

        assertThat(image.headers()).containsExactly(trace);
        assertThatThrownBy(() -> image.headers().add("more", new byte[0])).isInstanceOf(IllegalStateException.class);
    }

    /** A header takes bytes even if its name and value are empty. */
    @Test
    void countsHeadersThatHaveNoBytesOfTheirOwn() {
        RecordHeaders headers = new RecordHeaders();
        for (int i = 0; i < 1_000; i++) {
            headers.add("", null);
        }

        assertThat(SampleImages.incoming(42, null, new byte[5], headers.toArray())
                        .size())
                .isEqualTo(10_005);
    }

    @Test
    void isReducedToItsPositionAndAShortKey() {
        RecordHeader header = new RecordHeader("large", new byte[100]);
        IncomingImage image = SampleImages.incoming(42, new byte[] {7}, new byte[9], header);

        assertThat(image.withoutValue().value()).isNull();
        assertThat(image.withoutValue().headers()).containsExactly(header);
        assertThat(image.placeOnly().key()).containsExactly(7);
        assertThat(image.placeOnly().headers()).isEmpty();
        assertThat(image.placeOnly().keyedByPosition().key()).containsExactly(7);
        IncomingImage longKey = SampleImages.incoming(42, new byte[2_000], new byte[9], header);
        assertThat(longKey.placeOnly().key()).isNull();
        assertThat(longKey.placeOnly().keyedByPosition().key()).asString().isEqualTo("images-3@42");
    }
}
