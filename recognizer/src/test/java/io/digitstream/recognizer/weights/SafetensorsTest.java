package io.digitstream.recognizer.weights;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.digitstream.recognizer.network.TensorShape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SafetensorsTest {
    private static final Safetensors SOME = new Safetensors(
            Map.of("name", "test", "quote\"and\nline", "ü→∞"),
            List.of(tensor("a", 2, 3), tensor("b", 4), tensor("c.weight", 1, 2, 1, 2)));

    @Test
    void readsWhatItWrote() throws InvalidWeightsException {
        Safetensors read = Safetensors.read(SOME.write());
        assertThat(read.metadata()).isEqualTo(SOME.metadata());
        assertThat(read.tensors()).hasSameSizeAs(SOME.tensors());
        for (int i = 0; i < read.tensors().size(); i++) {
            assertThat(read.tensors().get(i).shape())
                    .isEqualTo(SOME.tensors().get(i).shape());
            assertThat(read.tensors().get(i).values())
                    .isEqualTo(SOME.tensors().get(i).values());
        }
        assertThat(read.write()).isEqualTo(SOME.write());
    }

    /** Byte for byte what the format's own library writes for one tensor of two numbers. */
    @Test
    void writesTheFormatAsItsAuthorsDescribeIt() {
        byte[] file = new Safetensors(
                        Map.of("k", "v"), List.of(new Tensor(new TensorShape("t", List.of(2)), new float[] {1, -2})))
                .write();
        String json = "{\"__metadata__\":{\"k\":\"v\"},\"t\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}";
        ByteBuffer expected = ByteBuffer.allocate(file.length).order(ByteOrder.LITTLE_ENDIAN);
        int padded = (json.length() + 7) / 8 * 8;
        expected.putLong(padded).put((json + " ".repeat(padded - json.length())).getBytes(UTF_8));
        expected.putFloat(1).putFloat(-2);
        assertThat(file).isEqualTo(expected.array());
        assertThat((8 + padded) % 8).isZero();
    }

    @Test
    void keepsEveryBitOfANumber() throws InvalidWeightsException {
        float[] values = {
            0f, -0f, Float.MIN_VALUE, Float.MAX_VALUE, 1f / 3, Float.intBitsToFloat(0x7FC00001), Float.NEGATIVE_INFINITY
        };
        Safetensors content =
                new Safetensors(Map.of(), List.of(new Tensor(new TensorShape("t", List.of(values.length)), values)));
        float[] read = Safetensors.read(content.write()).tensors().get(0).values();
        for (int i = 0; i < values.length; i++) {
            assertThat(Float.floatToRawIntBits(read[i])).isEqualTo(Float.floatToRawIntBits(values[i]));
        }
    }

    @Test
    void readsTensorsWhoseHeaderIsInAnotherOrderThanTheirNumbers() throws InvalidWeightsException {
        byte[] file = file(
                "{\"z\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]},"
                        + "\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}",
                8);
        assertThat(Safetensors.read(file).tensors())
                .extracting(tensor -> tensor.shape().name())
                .containsExactly("a", "z");
    }

    @Test
    void refusesAFileThatIsCutOffAnywhere() {
        byte[] file = SOME.write();
        for (int length = 0; length < file.length; length++) {
            byte[] cut = Arrays.copyOf(file, length);
            assertThatThrownBy(() -> Safetensors.read(cut))
                    .as("cut to %d of %d bytes", length, file.length)
                    .isInstanceOf(InvalidWeightsException.class);
        }
    }

    @Test
    void refusesAFileWithBytesAfterItsLastNumber() {
        byte[] file = SOME.write();
        requireRefused(Arrays.copyOf(file, file.length + 3), "3 bytes follow the last tensor");
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 0, 1, (1 << 20) + 1, 1L << 40, Long.MAX_VALUE, Long.MIN_VALUE})
    void refusesAHeaderLengthThatCannotBe(long length) {
        byte[] file = Arrays.copyOf(SOME.write(), 3 << 20);
        ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putLong(0, length);
        requireRefused(file, "the header claims %,d bytes".formatted(length));
    }

    @Test
    void refusesAHeaderLongerThanTheFile() {
        byte[] file = SOME.write();
        ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putLong(0, file.length - 7);
        requireRefused(file, "the header claims");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no json at all",
                "{\"a\":",
                "{\"a\":NaN}",
                "{'a':{}}",
                "{} trailing",
                "{\"t\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},\"t\":{}}",
                "{\"__metadata__\":{\"k\":\"1\",\"k\":\"2\"}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[0,4],\"dtype\":\"F32\"}}",
            })
    void refusesAHeaderThatIsNotJsonOrNamesAThingTwice(String json) {
        requireRefused(file(json, 4), "the header is not JSON: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "17", "\"text\"", "null", "true", "{}{}", "  ", "[{}]"})
    void refusesAHeaderThatIsNotOneObject(String json) {
        requireRefused(file(json, 0), "the header is not one JSON object");
    }

    @Test
    void refusesAHeaderOfSpacesOrOfZeros() {
        requireRefused(file(" ".repeat(Safetensors.MAX_HEADER_BYTES), 0), "the header is not one JSON object");
        requireRefused(file("\0".repeat(1000), 0), "the header is not JSON");
    }

    @Test
    void refusesAHeaderThatIsNestedDeeply() {
        requireRefused(file("{\"a\":".repeat(100_000), 0), "the header is not JSON");
        requireRefused(file("[".repeat(1_000_000), 0), "the header is not JSON");
    }

    @Test
    void readsAHeaderPaddedToTheLimit() throws InvalidWeightsException {
        assertThat(Safetensors.read(file("{}" + " ".repeat(Safetensors.MAX_HEADER_BYTES - 2), 0))
                        .tensors())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // Types.
                "{'t':{'shape':[1],'data_offsets':[0,4]}} | tensor t is not F32 but without a type",
                "{'t':{'dtype':'F16','shape':[2],'data_offsets':[0,4]}} | tensor t is not F32 but F16",
                "{'t':17} | tensor t is not F32 but without a type",
                "{'t':null} | tensor t is not F32 but without a type",
                "{'t':[]} | tensor t is not F32 but without a type",
                "{'__metadata__':{'k':1}} | metadata k is not a string",
                "{'__metadata__':{'k':null}} | metadata k is not a string",
                "{'__metadata__':{'k':{}}} | metadata k is not a string",
                "{'__metadata__':[]} | the metadata is not a table",
                // Shapes.
                "{'t':{'dtype':'F32','shape':[0],'data_offsets':[0,0]}} | impossible shape [0]",
                "{'t':{'dtype':'F32','shape':[-1],'data_offsets':[0,4]}} | impossible shape [-1]",
                "{'t':{'dtype':'F32','shape':[65536,65536],'data_offsets':[0,4]}} | impossible shape [65536, 65536]",
                "{'t':{'dtype':'F32','shape':[2147483647,2,2147483647],'data_offsets':[0,4]}} | impossible shape",
                "{'t':{'dtype':'F32','shape':[4294967297],'data_offsets':[0,4]}} | has the dimension 4294967297",
                "{'t':{'dtype':'F32','shape':['1'],'data_offsets':[0,4]}} | has the dimension \"1\"",
                "{'t':{'dtype':'F32','shape':[1.5],'data_offsets':[0,4]}} | has the dimension 1.5",
                "{'t':{'dtype':'F32','shape':[[1]],'data_offsets':[0,4]}} | has the dimension [1]",
                "{'t':{'dtype':'F32','shape':{'x':1},'data_offsets':[0,4]}} | tensor t has no shape",
                "{'t':{'dtype':'F32','data_offsets':[0,4]}} | tensor t has no shape",
                "{'t':{'dtype':'F32','shape':[2],'data_offsets':[0,4]}} | needs 8 bytes, not 4",
                // Places.
                "{'t':{'dtype':'F32','shape':[1]}} | tensor t has the offsets",
                "{'t':{'dtype':'F32','shape':[1],'data_offsets':[0]}} | tensor t has the offsets [0]",
                "{'t':{'dtype':'F32','shape':[1],'data_offsets':[0,4,8]}} | tensor t has the offsets [0,4,8]",
                "{'t':{'dtype':'F32','shape':[1],'data_offsets':['0','4']}} | tensor t has the offsets",
                "{'t':{'dtype':'F32','shape':[1],'data_offsets':[0.5,4.5]}} | tensor t has the offsets",
                "{'t':{'dtype':'F32','shape':[1],'data_offsets':[0,18446744073709551620]}} | tensor t has the offsets",
                "{'t':{'dtype':'F32','shape':[1],'data_offsets':[0,1e999]}} | tensor t has the offsets",
                "{'t':{'dtype':'F32','shape':[1],'data_offsets':{'a':0,'b':4}}} | tensor t has the offsets",
                "{'t':{'dtype':'F32','shape':[1],'data_offsets':[4,0]}} | needs 4 bytes, not -4",
                "{'t':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}} | expected them at 0 of 4 bytes",
                "{'t':{'dtype':'F32','shape':[1],'data_offsets':[-4,0]}} | expected them at 0 of 4 bytes",
                "{'t':{'dtype':'F32','shape':[1],'data_offsets':[9223372036854775804,-9223372036854775808]}} | expected them",
                "{'t':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}} | a gap, an overlap or a cut file",
                "{} | 4 bytes follow the last tensor",
            })
    void refusesAHeaderThatDoesNotFitTheFormatOrTheNumbers(String json, String message) {
        requireRefused(file(json.replace('\'', '"'), 4), message);
    }

    @Test
    void refusesTensorsThatOverlapOrLeaveAGap() {
        String two = "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},"
                + "\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[%d,%d]}}";
        requireRefused(file(two.formatted(4, 8), 12), "the numbers of b are at 4 to 8, expected them at 8 of 12 bytes");
        requireRefused(file(two.formatted(0, 4), 12), "a gap, an overlap or a cut file");
        requireRefused(file(two.formatted(12, 16), 16), "the numbers of b are at 12 to 16, expected them at 8");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void refusesOrReadsAndThrowsNothingElseWhicheverBytesAreWrong(long seed) {
        Random random = new Random(seed);
        byte[] file = SOME.write();
        int refused = 0;
        for (int i = 0; i < 3000; i++) {
            byte[] corrupt = file.clone();
            for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
                corrupt[random.nextInt(corrupt.length)] = (byte) random.nextInt(256);
            }
            try {
                Safetensors.read(corrupt);
            } catch (InvalidWeightsException e) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(1000);
    }

    private static void requireRefused(byte[] file, String message) {
        assertThatThrownBy(() -> Safetensors.read(file))
                .isInstanceOf(InvalidWeightsException.class)
                .hasMessageContaining(message);
    }

    private static byte[] file(String json, int dataBytes) {
        byte[] header = json.getBytes(UTF_8);
        return ByteBuffer.allocate(8 + header.length + dataBytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(header.length)
                .put(header)
                .array();
    }

    private static Tensor tensor(String name, Integer... dimensions) {
        TensorShape shape = new TensorShape(name, List.of(dimensions));
        float[] values = new float[shape.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = name.charAt(0) + i / 8f;
        }
        return new Tensor(shape, values);
    }
}
