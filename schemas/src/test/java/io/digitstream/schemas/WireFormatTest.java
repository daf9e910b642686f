package io.digitstream.schemas;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WireFormatTest {

    static Stream<WireFormat<?>> formats() {
        return WireFormat.all().stream();
    }

    @ParameterizedTest
    @MethodSource("formats")
    void readsWhatItWrote(WireFormat<?> format) {
        assertThat(format.decode(Samples.encoded(format))).isEqualTo(Samples.of(format));
    }

    @Test
    void keepsFieldsThatAreNotKnownAsNull() {
        ImageEvent event = new ImageEvent(Samples.bytes(1), null, null, null);

        assertThat(WireFormat.IMAGE_EVENT.decode(WireFormat.IMAGE_EVENT.encode(event)))
                .isEqualTo(event);
    }

    @ParameterizedTest
    @MethodSource("formats")
    void writesWhatAvrosOwnDecoderReads(WireFormat<?> format) throws Exception {
        SpecificRecord sample = Samples.of(format);
        var avro =
                new BinaryMessageDecoder<SpecificRecord>(SpecificData.getForClass(format.type()), sample.getSchema());

        assertThat(avro.decode(Samples.encoded(format))).isEqualTo(sample);
    }

    @Test
    void writesAHeaderOfTenBytesAndNoMore() {
        byte[] bytes = WireFormat.CURRENT_RELEASE.encode(new CurrentRelease("abc", false));

        assertThat(HexFormat.of().formatHex(bytes))
                .startsWith("c301")
                .endsWith("06" + HexFormat.of().formatHex("abc".getBytes(US_ASCII)) + "00");
        assertThat(bytes).hasSize(15);
    }

    @Test
    void writesAnImageFromItsPositionToItsLimitAndLeavesTheBufferAsItWas() {
        ByteBuffer image = ByteBuffer.wrap(new byte[] {9, 1, 2, 9}, 1, 2);
        ByteBuffer direct = ByteBuffer.allocateDirect(2).put(image.duplicate()).flip();

        for (ByteBuffer buffer : List.of(image, image.asReadOnlyBuffer(), direct)) {
            ImageEvent event = new ImageEvent(buffer, null, null, null);
            for (int again = 0; again < 2; again++) {
                byte[] bytes = WireFormat.IMAGE_EVENT.encode(event);
                assertThat(WireFormat.IMAGE_EVENT.decode(bytes).getImage()).isEqualTo(Samples.bytes(1, 2));
            }
        }
    }

    @Test
    void aRecordWithoutItsImageCannotBeWritten() {
        assertThatThrownBy(() -> WireFormat.IMAGE_EVENT.encode(new ImageEvent()))
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining("ImageEvent.image");
    }

    @Test
    void serializesForManyThreadsAtOnce() {
        byte[] bytes = Samples.encoded(WireFormat.RECOGNITION);

        assertThat(IntStream.range(0, 2_000).parallel()).allSatisfy(i -> {
            Recognition decoded = WireFormat.RECOGNITION.decode(bytes);
            decoded.setDigits(Integer.toString(i));
            assertThat(WireFormat.RECOGNITION
                            .decode(WireFormat.RECOGNITION.encode(decoded))
                            .getDigits())
                    .isEqualTo(Integer.toString(i));
        });
    }

    @Test
    void saysWhatCameInsteadOfARecord() {
        assertRejected("Hello, world".getBytes(US_ASCII))
                .isEqualTo("expected an ImageEvent in Avro single-object encoding (first bytes C3 01),"
                        + " got 12 bytes starting 48 65 6C 6C 6F 2C 20 77 6F 72 6C 64");
        assertRejected(new byte[1_000])
                .endsWith("got 1000 bytes starting 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00");
        assertRejected(new byte[] {(byte) 0xC3}).endsWith("got 1 byte starting C3");
        assertRejected(new byte[] {(byte) 0xC3, 1, 2})
                .isEqualTo("expected an ImageEvent, got an Avro record that is cut off within its first 10 bytes:"
                        + " 3 bytes starting C3 01 02");
    }

    @Test
    void anEmptyValueIsNoRecord() {
        assertThatThrownBy(() -> WireFormat.RECOGNITION.decode(null))
                .isInstanceOf(WireFormatException.class)
                .hasMessageStartingWith("expected a Recognition")
                .hasMessageEndingWith("got an empty value");
        assertRejected(new byte[0]).endsWith("got an empty value");
    }

    @Test
    void saysWhichOtherRecordItIs() {
        assertRejected(Samples.encoded(WireFormat.WEIGHTS_CHUNK))
                .isEqualTo("expected an ImageEvent, got a WeightsChunk");
    }

    @Test
    void saysWhenTheSchemaIsUnknown() {
        byte[] bytes = Samples.encoded(WireFormat.IMAGE_EVENT);
        Arrays.fill(bytes, 2, 10, (byte) 0x5A);

        assertRejected(bytes)
                .startsWith("expected an ImageEvent, got an Avro record with unknown schema fingerprint"
                        + " 0x5a5a5a5a5a5a5a5a: written by a newer release of Digitstream");
    }

    @ParameterizedTest
    @MethodSource("formats")
    void bytesAfterTheRecordAreAnError(WireFormat<?> format) {
        byte[] bytes = Samples.encoded(format);

        assertThatThrownBy(() -> format.decode(Arrays.copyOf(bytes, bytes.length + 3)))
                .isInstanceOf(WireFormatException.class)
                .hasMessageContaining("got one of " + (bytes.length - 10) + " bytes with 3 more bytes after it");
    }

    @ParameterizedTest
    @MethodSource("formats")
    void aRecordCutOffAnywhereIsAnError(WireFormat<?> format) {
        byte[] bytes = Samples.encoded(format);

        assertThat(IntStream.range(0, bytes.length))
                .allSatisfy(length -> assertThatThrownBy(() -> format.decode(Arrays.copyOf(bytes, length)))
                        .isInstanceOf(WireFormatException.class));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void damagedBytesAreARecordOrAnErrorAndNothingElse(long seed) {
        Random random = new Random(seed);
        for (WireFormat<?> format : WireFormat.all()) {
            byte[] sample = Samples.encoded(format);
            for (int round = 0; round < 5_000; round++) {
                byte[] bytes = sample.clone();
                for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
                    bytes[10 + random.nextInt(bytes.length - 10)] = (byte) random.nextInt(256);
                }
                assertThatCode(() -> format.decode(bytes))
                        .satisfiesAnyOf(
                                thrown -> assertThat(thrown).isNull(),
                                thrown -> assertThat(thrown).isInstanceOf(WireFormatException.class));
            }
        }
    }

    /** A length is a variable-length zigzag integer: 50 million, 2 billion, far more than fits an int, and -1. */
    @ParameterizedTest
    @ValueSource(strings = {"80c2d72f", "feffffff0f", "80ffffffffffffff7f", "01"})
    void aLengthThatLiesAllocatesNothing(String length) {
        // The image of an event; READ, no digits, confidence 0, and then a distribution.
        byte[] image = withHeaderOf(WireFormat.IMAGE_EVENT, length + "00");
        byte[] distribution = withHeaderOf(WireFormat.RECOGNITION, "0000" + "00".repeat(8) + length + "00");

        long before = allocatedByThisThread();
        assertThatThrownBy(() -> WireFormat.IMAGE_EVENT.decode(image)).isInstanceOf(WireFormatException.class);
        assertThatThrownBy(() -> WireFormat.RECOGNITION.decode(distribution)).isInstanceOf(WireFormatException.class);
        assertThat(allocatedByThisThread() - before).as("bytes").isLessThan(20_000_000);
    }

    private static long allocatedByThisThread() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    private static AbstractStringAssert<?> assertRejected(byte[] value) {
        WireFormatException rejected =
                catchThrowableOfType(WireFormatException.class, () -> WireFormat.IMAGE_EVENT.decode(value));
        assertThat(rejected).isNotNull();
        return assertThat(rejected.getMessage());
    }

    private static byte[] withHeaderOf(WireFormat<?> format, String hexBody) {
        byte[] body = HexFormat.of().parseHex(hexBody);
        byte[] bytes = Arrays.copyOf(Samples.encoded(format), 10 + body.length);
        System.arraycopy(body, 0, bytes, 10, body.length);
        return bytes;
    }
}
