package io.digitstream.application.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImagePositionTest {
    private static final ImagePosition POSITION = new ImagePosition("images", 3, 12_345_678_901L);

    @Test
    void survivesHeaders() {
        Headers headers = new RecordHeaders();
        POSITION.writeTo(headers);
        assertThat(ImagePosition.of(headers)).contains(POSITION);
    }

    @Test
    void replacesTheHeadersOfAnEarlierResult() {
        Headers headers = new RecordHeaders();
        new ImagePosition("older-images", 0, 1).writeTo(headers);
        POSITION.writeTo(headers);
        assertThat(ImagePosition.of(headers)).contains(POSITION);
        assertThat(headers).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {ImagePosition.TOPIC_HEADER, ImagePosition.PARTITION_HEADER, ImagePosition.OFFSET_HEADER})
    void isEmptyWithoutAllHeaders(String missing) {
        Headers headers = new RecordHeaders();
        POSITION.writeTo(headers);
        headers.remove(missing);
        assertThat(ImagePosition.of(headers)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "one", "99999999999999999999"})
    void isEmptyIfAHeaderIsNotValid(String offset) {
        Headers headers = new RecordHeaders();
        POSITION.writeTo(headers);
        headers.remove(ImagePosition.OFFSET_HEADER)
                .add(ImagePosition.OFFSET_HEADER, offset.getBytes(StandardCharsets.UTF_8));
        assertThat(ImagePosition.of(headers)).isEmpty();
    }

    @Test
    void refusesNegativePositions() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ImagePosition("images", -1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new ImagePosition("images", 0, -1));
    }

    @Test
    void namesTheRecordForPeople() {
        assertThat(POSITION).hasToString("images-3@12345678901");
    }
}
