package io.digitstream.schemas;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageValueTest {

    @ParameterizedTest
    @ValueSource(strings = {"89504e470d0a1a0a", "89504e470d0a1a0a0000000d49484452", "ffd8ff", "ffd8ffe000104a464946"})
    void aFileThatBeginsLikeAnImageIsAnImageEventByItself(String hex) {
        byte[] file = HexFormat.of().parseHex(hex);

        ImageEvent event = ImageValue.parse(TopicValues.singleObject(), file);

        assertThat(event.getImage().array()).as("not a copy").isSameAs(file);
        assertThat(event.getImage().remaining()).isEqualTo(file.length);
        assertThat(event.getRegion()).isNull();
        assertThat(event.getCapturedAt()).isNull();
        assertThat(event.getSource()).isNull();
    }

    @Test
    void anEncodedImageEventKeepsWhatItKnows() {
        assertThat(ImageValue.parse(TopicValues.singleObject(), WireFormat.IMAGE_EVENT.encode(Samples.imageEvent())))
                .isEqualTo(Samples.imageEvent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"89504e470d0a1a", "89504e470a1a0a00", "ffd8", "ffd800", "c3", "474946383961"})
    void anythingElseIsRejectedWithWhatItBeginsWith(String hex) {
        byte[] value = HexFormat.of().parseHex(hex);

        assertThatThrownBy(() -> ImageValue.parse(TopicValues.singleObject(), value))
                .isInstanceOf(WireFormatException.class)
                .hasMessage("expected a PNG file, a JPEG file or an ImageEvent in Avro single-object encoding"
                        + " (first bytes C3 01), got " + WireFormatException.describe(value));
    }

    @ParameterizedTest
    @NullAndEmptySource
    void anEmptyValueIsRejected(byte @Nullable [] value) {
        assertThatThrownBy(() -> ImageValue.parse(TopicValues.singleObject(), value))
                .isInstanceOf(WireFormatException.class)
                .hasMessageEndingWith("got an empty value");
    }

    @Test
    void anotherRecordIsRejectedByItsName() {
        assertThatThrownBy(() -> ImageValue.parse(
                        TopicValues.singleObject(), WireFormat.LABELED_IMAGE.encode(Samples.labeledImage())))
                .isInstanceOf(WireFormatException.class)
                .hasMessage("expected an ImageEvent, got a LabeledImage");
    }

    @Test
    void describesShortValuesWhole() {
        assertThat(WireFormatException.describe("GIF89a".getBytes(US_ASCII)))
                .isEqualTo("6 bytes starting 47 49 46 38 39 61");
    }

    @Test
    void saysWhatAValueInConfluentsFormatNeeds() {
        byte[] framed = {0, 0, 0, 0, 7, 2, 4};

        assertThatThrownBy(() -> ImageValue.parse(TopicValues.singleObject(), framed))
                .isInstanceOf(WireFormatException.class)
                .hasMessageEndingWith("got 7 bytes starting 00 00 00 00 07 02 04:"
                        + " Confluent's wire format? It is read where schema.registry.url is set");
    }
}
