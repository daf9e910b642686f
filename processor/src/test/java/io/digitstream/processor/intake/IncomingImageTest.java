package io.digitstream.processor.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class IncomingImageTest {
    @Test
    void namesItsPlaceForPeople() {
        assertThat(SampleImages.incoming(42, null, null).place()).isEqualTo("images-3@42");
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
}
