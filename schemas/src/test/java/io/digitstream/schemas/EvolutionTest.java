package io.digitstream.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaParser;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.io.JsonEncoder;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Today's classes against every version ever released, both ways; how to release one is told in the package's Javadoc. */
class EvolutionTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path PROPOSAL = Path.of("target", "proposed-release");
    private static final int HEADER_LENGTH = 10;

    /** One released version of the record of a format; its toString names the test. */
    record Released(WireFormat<?> format, int version, Schema schema) {
        @Override
        public String toString() {
            return format.type().getSimpleName() + " v" + version;
        }
    }

    static Stream<WireFormat<?>> formats() {
        return WireFormat.all().stream();
    }

    static Stream<Released> releasedVersions() {
        return formats().flatMap(format -> {
            List<Schema> schemas = ReleasedSchemas.of(format.type().getSimpleName());
            return IntStream.range(0, schemas.size()).mapToObj(i -> new Released(format, i + 1, schemas.get(i)));
        });
    }

    @ParameterizedTest
    @MethodSource("formats")
    void todaysSchemaIsTheNewestReleasedOne(WireFormat<?> format) throws IOException {
        List<Schema> released = ReleasedSchemas.of(format.type().getSimpleName());
        if (released.isEmpty() || !meaning(today(format)).equals(meaning(released.get(released.size() - 1)))) {
            propose(format, released.size() + 1);
            fail(
                    "The schema of %s is not the newest released one. Its next version, v%d, is in %s: look at it, and copy"
                            + " main and test from there into src. Never change a version that was released.",
                    format.type().getSimpleName(), released.size() + 1, PROPOSAL.toAbsolutePath());
        }
    }

    @ParameterizedTest
    @MethodSource("releasedVersions")
    void eachReleasedVersionAndTodaysReadEachOther(Released released) {
        assertThat(incompatibilities(released.schema(), today(released.format())))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("releasedVersions")
    void readsBytesThatEachReleasedVersionWrote(Released released) throws IOException {
        byte[] written = fixture(released, "bin");
        Schema today = today(released.format());

        assertThat(JSON.readTree(asJson(written, released.schema(), released.schema())))
                .as("the bytes say what the file beside them says")
                .isEqualTo(JSON.readTree(fixture(released, "json")));
        assertThat(asJson(rewritten(released.format(), written), today, today))
                .isEqualTo(asJson(written, released.schema(), today));
    }

    @ParameterizedTest
    @MethodSource("releasedVersions")
    void eachReleasedVersionReadsBytesThatWeWrite(Released released) {
        byte[] bytes = Samples.encoded(released.format());

        assertThatCode(() -> asJson(bytes, today(released.format()), released.schema()))
                .doesNotThrowAnyException();
    }

    static Stream<Released> olderRecognitions() {
        return releasedVersions()
                .filter(released -> released.format() == WireFormat.RECOGNITION && released.version() < 3);
    }

    /** Consumers that were compiled before numbers of more than five digits were read. */
    @ParameterizedTest
    @MethodSource("olderRecognitions")
    void oldReadersTakeATooLongNumberAsUncertainAndReadLongOnes(Released old) throws IOException {
        Recognition tooLong = Samples.recognition();
        tooLong.setStatus(ReadingStatus.TOO_LONG);
        tooLong.setDigits("");
        assertThat(JSON.readTree(asOldReadersSeeIt(tooLong, old)).get("status").asText())
                .isEqualTo("UNCERTAIN");

        Recognition eight = Samples.recognition();
        eight.setDigits("12345678");
        eight.setLengthDistribution(Collections.nCopies(10, 0.1f));
        eight.setDigitDistributions(Collections.nCopies(8, Collections.nCopies(11, 1 / 11f)));
        JsonNode seen = JSON.readTree(asOldReadersSeeIt(eight, old));
        assertThat(seen.get("status").asText()).isEqualTo("READ");
        assertThat(seen.get("digits").asText()).isEqualTo("12345678");
        assertThat(seen.get("digitDistributions")).hasSize(8);
    }

    private static String asOldReadersSeeIt(Recognition recognition, Released old) throws IOException {
        return asJson(WireFormat.RECOGNITION.encode(recognition), today(WireFormat.RECOGNITION), old.schema());
    }

    /** The first version by hand, so that not only Avro says what Avro read. */
    @Test
    void readsTheFirstRecognitionEverReleased() throws IOException {
        Released first = releasedVersions()
                .filter(released -> released.toString().equals("Recognition v1"))
                .findFirst()
                .orElseThrow();

        Recognition recognition = WireFormat.RECOGNITION.decode(fixture(first, "bin"));

        assertThat(recognition.getStatus()).isEqualTo(ReadingStatus.READ);
        assertThat(recognition.getDigits()).isEqualTo("0042");
        assertThat(recognition.getConfidence()).isEqualTo(0.875);
        assertThat(recognition.getLengthDistribution()).containsExactly(0f, 0f, 0f, 0.125f, 0.75f, 0.125f, 0f);
        assertThat(recognition.getDigitDistributions())
                .hasSize(5)
                .allSatisfy(position -> assertThat(position).hasSize(11));
        assertThat(recognition.getAlternatives())
                .containsExactly(
                        new Alternative(ReadingStatus.READ, "004", 0.0625),
                        new Alternative(ReadingStatus.MORE_THAN_FIVE, "", 0.03125));
        assertThat(recognition.getTakenInAt()).isEqualTo(Instant.parse("2026-03-01T12:00:00.124Z"));
        assertThat(recognition.getRegion()).isNull();
        assertThat(recognition.getLocated()).isFalse();
    }

    @Test
    void noticesANewFieldWithoutADefault() {
        assertThat(incompatibilities(
                        today(WireFormat.RECOGNITION),
                        altered(
                                WireFormat.RECOGNITION,
                                fields ->
                                        fields.addObject().put("name", "model").put("type", "string"))))
                .singleElement()
                .asString()
                .startsWith("today's cannot read the released one")
                .contains("model");
    }

    @Test
    void letsANewFieldWithADefaultPass() {
        assertThat(incompatibilities(
                        today(WireFormat.RECOGNITION),
                        altered(
                                WireFormat.RECOGNITION,
                                fields -> fields.addObject()
                                        .put("name", "model")
                                        .put("type", "string")
                                        .put("default", ""))))
                .isEmpty();
    }

    @Test
    void noticesThatAFieldWithoutADefaultIsGone() {
        assertThat(incompatibilities(
                        today(WireFormat.CURRENT_RELEASE), altered(WireFormat.CURRENT_RELEASE, ArrayNode::removeAll)))
                .singleElement()
                .asString()
                .startsWith("the released one cannot read today's");
    }

    @Test
    void noticesThatATypeHasChanged() {
        assertThat(incompatibilities(
                        today(WireFormat.WEIGHTS_CHUNK),
                        altered(
                                WireFormat.WEIGHTS_CHUNK,
                                fields -> ((ObjectNode) fields.get(1)).put("type", "string"))))
                .hasSize(2);
    }

    @Test
    void noticesThatAWiderNumberIsReadOnlyOneWay() {
        assertThat(incompatibilities(
                        today(WireFormat.WEIGHTS_CHUNK),
                        altered(WireFormat.WEIGHTS_CHUNK, fields -> ((ObjectNode) fields.get(1)).put("type", "long"))))
                .singleElement()
                .asString()
                .startsWith("the released one cannot read today's");
    }

    @Test
    void letsANewReadingStatusPassAsUncertain() {
        Schema altered =
                altered(WireFormat.RECOGNITION, fields -> ((ArrayNode) fields.findValue("symbols")).add("BLURRED"));

        assertThat(incompatibilities(today(WireFormat.RECOGNITION), altered)).isEmpty();
    }

    @Test
    void tellsSchemasApartByTheirMeaningAndNotByTheirDocumentation() {
        Schema today = today(WireFormat.CURRENT_RELEASE);

        assertThat(meaning(altered(WireFormat.CURRENT_RELEASE, fields -> ((ObjectNode) fields.get(0)).put("doc", "!"))))
                .isEqualTo(meaning(today));
        assertThat(meaning(
                        altered(WireFormat.CURRENT_RELEASE, fields -> ((ObjectNode) fields.get(0)).put("default", ""))))
                .isNotEqualTo(meaning(today));
    }

    private static List<String> incompatibilities(Schema released, Schema today) {
        List<String> found = new ArrayList<>();
        check("today's cannot read the released one: ", today, released, found);
        check("the released one cannot read today's: ", released, today, found);
        return found;
    }

    private static void check(String what, Schema reader, Schema writer, List<String> found) {
        var result = SchemaCompatibility.checkReaderWriterCompatibility(reader, writer);
        if (result.getType() != SchemaCompatibilityType.COMPATIBLE) {
            found.add(what + result.getResult().getIncompatibilities());
        }
    }

    private static Schema today(WireFormat<?> format) {
        return Samples.of(format).getSchema();
    }

    private static Schema altered(WireFormat<?> format, Consumer<ArrayNode> change) {
        JsonNode schema = tree(today(format));
        change.accept((ArrayNode) schema.get("fields"));
        return new SchemaParser().parse(schema.toString()).mainSchema();
    }

    /** What a schema says to machines: without documentation, and without what is for Java alone. */
    private static JsonNode meaning(Schema schema) {
        return without(tree(schema), List.of("doc", "avro.java.string"));
    }

    private static JsonNode without(JsonNode node, List<String> names) {
        if (node instanceof ObjectNode object) {
            object.remove(names);
            object.fieldNames().forEachRemaining(name -> object.set(name, without(object.get(name), names)));
            // {"type": "string"} and "string" are the same.
            return object.size() == 1 && object.get("type") instanceof TextNode type ? type : object;
        }
        if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, without(array.get(i), names));
            }
        }
        return node;
    }

    private static JsonNode tree(Schema schema) {
        try {
            return JSON.readTree(schema.toString());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] fixture(Released released, String extension) throws IOException {
        String name = path(released.format(), released.version(), extension);
        try (InputStream file = EvolutionTest.class.getResourceAsStream(name)) {
            if (file == null) {
                return fail("%s lacks its sample %s in src/test/resources", released, name);
            }
            return file.readAllBytes();
        }
    }

    private static String path(WireFormat<?> format, int version, String extension) {
        return "released/" + format.type().getSimpleName() + "/v" + version + "." + extension;
    }

    private static <T extends SpecificRecord> byte[] rewritten(WireFormat<T> format, byte[] bytes) {
        return format.encode(format.decode(bytes));
    }

    private static String asJson(byte[] bytes, Schema writer, Schema reader) throws IOException {
        Object value = new GenericDatumReader<>(writer, reader)
                .read(
                        null,
                        DecoderFactory.get().binaryDecoder(bytes, HEADER_LENGTH, bytes.length - HEADER_LENGTH, null));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        JsonEncoder encoder = EncoderFactory.get().jsonEncoder(reader, out, true);
        new GenericDatumWriter<>(reader).write(value, encoder);
        encoder.flush();
        return out.toString(UTF_8);
    }

    /** Today's schema in a file of its own, without what is for Java alone. */
    static String published(WireFormat<?> format) {
        return without(tree(today(format)), List.of("avro.java.string")).toPrettyString() + "\n";
    }

    /** Writes the files that a next version of this record consists of. */
    private static void propose(WireFormat<?> format, int version) throws IOException {
        byte[] sample = Samples.encoded(format);
        write("main", path(format, version, "avsc"), published(format).getBytes(UTF_8));
        write("test", path(format, version, "bin"), sample);
        write(
                "test",
                path(format, version, "json"),
                (asJson(sample, today(format), today(format)) + "\n").getBytes(UTF_8));
    }

    private static void write(String tree, String path, byte[] content) throws IOException {
        Path file = PROPOSAL.resolve(tree)
                .resolve("resources/io/digitstream/schemas")
                .resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
    }
}
