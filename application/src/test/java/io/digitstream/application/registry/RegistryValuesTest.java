package io.digitstream.application.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.digitstream.schemas.CurrentRelease;
import io.digitstream.schemas.ImageEvent;
import io.digitstream.schemas.ImageValue;
import io.digitstream.schemas.Region;
import io.digitstream.schemas.TopicValues;
import io.digitstream.schemas.WireFormat;
import io.digitstream.schemas.WireFormatException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RegistryValuesTest {
    private static final ImageEvent EVENT =
            new ImageEvent(ByteBuffer.wrap(new byte[] {1, 2, 3}), new Region(4, 5, 6, 7), null, "door-17");

    private Instant now = Instant.EPOCH;
    private final FakeRegistry registry = start();
    private final RegistryValues values = values(registry.address());

    @AfterEach
    void stop() {
        registry.close();
    }

    @Test
    void writesAZeroTheSchemasIdAndTheRecord() throws IOException {
        byte[] value = values.encode("images", WireFormat.IMAGE_EVENT, EVENT);

        ByteBuffer buffer = ByteBuffer.wrap(value);
        assertThat(buffer.get()).isZero();
        assertThat(buffer.getInt()).isEqualTo(1);
        var decoder = DecoderFactory.get().binaryDecoder(value, 5, value.length - 5, null);
        assertThat(new GenericDatumReader<GenericRecord>(EVENT.getSchema()).read(null, decoder))
                .hasToString(EVENT.toString());
        assertThat(decoder.isEnd()).isTrue();
    }

    @Test
    void readsWhatItWrites() {
        byte[] value = values.encode("images", WireFormat.IMAGE_EVENT, EVENT);

        assertThat(values.decode(WireFormat.IMAGE_EVENT, value)).isEqualTo(EVENT);
        assertThat(values(registry.address()).decode(WireFormat.IMAGE_EVENT, value))
                .isEqualTo(EVENT);
    }

    @Test
    void stillReadsTheSingleObjectEncoding() {
        assertThat(values.decode(WireFormat.IMAGE_EVENT, WireFormat.IMAGE_EVENT.encode(EVENT)))
                .isEqualTo(EVENT);
        assertThat(registry.requests()).isEmpty();
    }

    @Test
    void namesSubjectsAfterTheirTopics() {
        values.prepare("recognitions", WireFormat.RECOGNITION);
        values.encode("house numbers", WireFormat.IMAGE_EVENT, EVENT);

        assertThat(registry.subjects()).containsExactlyInAnyOrder("recognitions-value", "house numbers-value");
    }

    @Test
    void namesSubjectsAfterTheirRecordsWhereATopicHasSeveral() {
        values.prepare("weights", WireFormat.WEIGHTS_RELEASE);
        values.prepare("weights", WireFormat.WEIGHTS_CHUNK);
        values.encode("weights", WireFormat.CURRENT_RELEASE, new CurrentRelease("v", false));

        assertThat(registry.subjects())
                .containsExactlyInAnyOrder(
                        "weights-io.digitstream.schemas.WeightsRelease",
                        "weights-io.digitstream.schemas.WeightsChunk",
                        "weights-io.digitstream.schemas.CurrentRelease");
    }

    @Test
    void asksTheRegistryNothingForARecord() {
        values.prepare("images", WireFormat.IMAGE_EVENT);
        byte[] value = values.encode("images", WireFormat.IMAGE_EVENT, EVENT);
        values.decode(WireFormat.IMAGE_EVENT, value);
        int before = registry.requests().size();

        for (int i = 0; i < 100; i++) {
            values.decode(WireFormat.IMAGE_EVENT, values.encode("images", WireFormat.IMAGE_EVENT, EVENT));
        }

        assertThat(registry.requests()).hasSize(before);
        assertThat(before).as("look up, register, read").isEqualTo(3);
    }

    @Test
    void goesOnWithWhatItKnowsWhileTheRegistryIsAway() {
        byte[] value = values.encode("images", WireFormat.IMAGE_EVENT, EVENT);
        values.decode(WireFormat.IMAGE_EVENT, value);
        registry.close();

        assertThat(values.decode(WireFormat.IMAGE_EVENT, values.encode("images", WireFormat.IMAGE_EVENT, EVENT)))
                .isEqualTo(EVENT);
    }

    @Test
    void registersNothingThatIsThereAlready() {
        registry.add("images-value", EVENT.getSchema().toString());

        values.prepare("images", WireFormat.IMAGE_EVENT);

        assertThat(registry.requests()).containsExactly("POST /subjects/images-value");
    }

    @Test
    void readsWhatAnotherVersionOfTheSchemaWrote() throws IOException {
        Schema schema = new Schema.Parser().parse("""
                {"type": "record", "name": "ImageEvent", "namespace": "io.digitstream.schemas", "fields": [
                  {"name": "camera", "type": "string"},
                  {"name": "image", "type": "bytes"}]}""");
        GenericRecord written = new GenericData.Record(schema);
        written.put("camera", "gate");
        written.put("image", ByteBuffer.wrap(new byte[] {1, 2, 3}));

        ImageEvent read =
                values.decode(WireFormat.IMAGE_EVENT, framed(registry.add("images-value", schema.toString()), written));

        assertThat(read).isEqualTo(new ImageEvent(ByteBuffer.wrap(new byte[] {1, 2, 3}), null, null, null));
    }

    @Test
    void readsWhatNamesItsNestedTypesByReference() {
        registry.add("io.digitstream.schemas.Region", Region.getClassSchema().toString());
        String region = Region.getClassSchema().toString().replace("\"namespace\":\"io.digitstream.schemas\",", "");
        String withReference = EVENT.getSchema().toString().replace(region, "\"Region\"");
        int id = registry.add("images-value", withReference, "AVRO", """
                [{"name": "io.digitstream.schemas.Region", "subject": "io.digitstream.schemas.Region", "version": 1}]""");
        byte[] value = values.encode("images", WireFormat.IMAGE_EVENT, EVENT);

        ByteBuffer.wrap(value).putInt(1, id);

        assertThat(withReference).hasSizeLessThan(EVENT.getSchema().toString().length());
        assertThat(values.decode(WireFormat.IMAGE_EVENT, value)).isEqualTo(EVENT);
    }

    @Test
    void refusesAnIdThatTheRegistryDoesNotKnow() {
        assertRefused(value(77))
                .hasMessage("expected an ImageEvent, got schema id 77, which the schema registry does not know");
    }

    @Test
    void refusesAnIdThatIsNone() {
        assertRefused(value(-1))
                .hasMessage("expected an ImageEvent, got schema id -1, which the schema registry does not know");
        assertThat(registry.requests()).isEmpty();
    }

    @Test
    void refusesAnotherRecord() {
        byte[] value = values.encode("weights", WireFormat.CURRENT_RELEASE, new CurrentRelease("v", false));

        assertRefused(value)
                .hasMessage(
                        "expected an ImageEvent, got schema id 1, which is that of io.digitstream.schemas.CurrentRelease");
    }

    @Test
    void refusesASchemaThatIsNoRecord() {
        assertRefused(value(registry.add("images-value", "\"string\"")))
                .hasMessage("expected an ImageEvent, got schema id 1, which is that of string");
    }

    @Test
    void refusesASchemaOfAnotherKind() {
        assertRefused(value(registry.add("images-value", "syntax = \"proto3\";", "PROTOBUF", "[]")))
                .hasMessage("expected an ImageEvent, got schema id 1, which is of type PROTOBUF");
    }

    @Test
    void refusesASchemaThatCannotBeParsed() {
        assertRefused(value(registry.add("images-value", "{\"type\": \"nonsense\"}")))
                .hasMessageStartingWith("expected an ImageEvent, got schema id 1, which cannot be parsed: ");
    }

    @Test
    void refusesReferencesThatGoRoundInCircles() {
        int id = registry.add("images-value", "\"circle\"", "AVRO", """
                [{"name": "circle", "subject": "images-value", "version": 1}]""");

        assertRefused(value(id)).hasMessageContaining("its references go deeper than 16");
    }

    @Test
    void refusesValuesThatAreCutOffOrTooLong() {
        byte[] value = values.encode("images", WireFormat.IMAGE_EVENT, EVENT);

        assertRefused(Arrays.copyOf(value, value.length - 1)).hasMessageContaining("cut off or damaged");
        assertRefused(Arrays.copyOf(value, value.length + 3)).hasMessageContaining("with 3 more bytes after it");
        for (int length = 1; length <= 5; length++) {
            assertRefused(Arrays.copyOf(value, length))
                    .hasMessage("expected an ImageEvent, got a value that is cut off within its schema's id");
        }
    }

    @Test
    void refusesTombstonesAndOtherBytes() {
        assertThatThrownBy(() -> values.decode(WireFormat.IMAGE_EVENT, null)).isInstanceOf(WireFormatException.class);
        assertRefused(new byte[0]).isNotNull();
        assertRefused(new byte[] {1, 2, 3}).isNotNull();
        assertThatThrownBy(() -> ImageValue.parse(values, new byte[] {1, 2, 3}))
                .hasMessage(
                        "expected a PNG file, a JPEG file or an ImageEvent in Confluent's wire format (first byte 00)"
                                + " or Avro single-object encoding (first bytes C3 01), got 3 bytes starting 01 02 03");
    }

    @Test
    void asksForTheSameUnknownIdOnlyOnceInAWhile() {
        for (int i = 0; i < 10; i++) {
            assertRefused(value(77)).isNotNull();
        }
        assertThat(registry.requests()).hasSize(1);

        now = now.plus(RefusedIds.LASTS);

        assertRefused(value(77)).isNotNull();
        assertThat(registry.requests()).hasSize(2);
    }

    @Test
    void readsWhatIsRegisteredLater() {
        byte[] value = values.encode("images", WireFormat.IMAGE_EVENT, EVENT);
        ByteBuffer.wrap(value).putInt(1, 2);
        assertRefused(value).isNotNull();
        registry.add("images-value", EVENT.getSchema().toString());

        now = now.plus(RefusedIds.LASTS);

        assertThat(values.decode(WireFormat.IMAGE_EVENT, value)).isEqualTo(EVENT);
    }

    @Test
    void aRegistryThatIsAwayIsNoFaultOfTheValue() {
        byte[] value = values.encode("images", WireFormat.IMAGE_EVENT, EVENT);
        RegistryValues others = values(registry.address());
        registry.fail(503);

        assertThatThrownBy(() -> others.decode(WireFormat.IMAGE_EVENT, value))
                .isInstanceOf(RegistryException.class)
                .hasMessage("the schema registry at " + registry.address()
                        + " is away: java.io.IOException: it answers with status 503");
        assertThat(registry.requests()).as("is asked again").hasSizeGreaterThan(3);

        registry.fail(0);

        assertThat(others.decode(WireFormat.IMAGE_EVENT, value)).isEqualTo(EVENT);
    }

    @Test
    void aRegistryWithoutAServerIsAway() {
        byte[] value = values.encode("images", WireFormat.IMAGE_EVENT, EVENT);
        RegistryValues others = values(registry.address());
        registry.close();

        assertThatThrownBy(() -> others.decode(WireFormat.IMAGE_EVENT, value))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining(" is away: java.net.ConnectException");
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404, 500})
    void refusesAnIdThatTheRegistryDeniesWhileItAnswersForOthers(int status) {
        RegistryValues impatient = values(registry.address(), Duration.ZERO);
        impatient.prepare("recognitions", WireFormat.RECOGNITION);
        registry.add("other-team-value", EVENT.getSchema().toString());
        registry.deny(2, status);

        assertThatThrownBy(() -> impatient.decode(WireFormat.IMAGE_EVENT, value(2)))
                .isInstanceOf(WireFormatException.class)
                .hasMessageContaining("schema id 2");
    }

    /** It comes back after its patience has ended, and before another id is asked for. */
    @Test
    void readsTheValueIfTheRegistryHasComeBack() {
        RegistryValues impatient = values(registry.address(), Duration.ZERO);
        impatient.prepare("recognitions", WireFormat.RECOGNITION);
        byte[] value = values.encode("images", WireFormat.IMAGE_EVENT, EVENT);
        registry.deny(2, 503);
        registry.grantAfter(2, 1);

        assertThat(impatient.decode(WireFormat.IMAGE_EVENT, value)).isEqualTo(EVENT);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404, 500})
    void aRegistryThatDeniesEverythingIsNoFaultOfTheValue(int status) {
        RegistryValues impatient = values(registry.address(), Duration.ZERO);
        impatient.prepare("recognitions", WireFormat.RECOGNITION);
        registry.fail(status);

        assertThatThrownBy(() -> impatient.decode(WireFormat.IMAGE_EVENT, value(2)))
                .isInstanceOf(RegistryException.class);
    }

    @Test
    void anotherServersNotFoundIsNoUnknownId() {
        TopicValues elsewhere = values(RegistryAddress.of(registry.address() + "/apis/registry/v3"));

        assertThatThrownBy(() -> elsewhere.decode(WireFormat.IMAGE_EVENT, value(77)))
                .isInstanceOf(RegistryException.class)
                .hasMessageEndingWith("/apis/registry/v3/schemas/ids/77 with status 404:"
                        + " is it Confluent's API that is served there?");
    }

    @Test
    void saysWhyASchemaIsNotTaken() {
        registry.refuse("Schema being registered is incompatible with an earlier schema");

        assertThatThrownBy(() -> values.prepare("images", WireFormat.IMAGE_EVENT))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("/subjects/images-value/versions with status 409: Schema being registered");
    }

    @Test
    void signsInWithTheUserOfTheUrl() {
        String url = registry.address().toString().replace("//", "//ann:se%20cret@");

        values(RegistryAddress.of(url)).prepare("images", WireFormat.IMAGE_EVENT);

        assertThat(registry.authorizations()).containsOnly("Basic YW5uOnNlIGNyZXQ=");
    }

    private org.assertj.core.api.AbstractThrowableAssert<?, ? extends Throwable> assertRefused(byte[] value) {
        return assertThatThrownBy(() -> values.decode(WireFormat.IMAGE_EVENT, value))
                .isInstanceOf(WireFormatException.class);
    }

    private static byte[] value(int id) {
        return ByteBuffer.allocate(8).putInt(1, id).array();
    }

    private static byte[] framed(int id, GenericRecord record) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(ByteBuffer.allocate(5).putInt(1, id).array());
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new GenericDatumWriter<GenericRecord>(record.getSchema()).write(record, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }

    private static FakeRegistry start() {
        try {
            return new FakeRegistry();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private RegistryValues values(RegistryAddress address) {
        return values(address, Duration.ofSeconds(5));
    }

    private RegistryValues values(RegistryAddress address, Duration patience) {
        InstantSource clock = () -> now;
        return new RegistryValues(new SchemaRegistry(new ConfluentApi(address, patience)), clock);
    }
}
