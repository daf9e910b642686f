package io.digitstream.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The files in docs/schemas, for users of other languages: each is one record whole, as it is written today. */
class PublishedSchemasTest {
    private static final Path PUBLISHED = Path.of("..", "docs", "schemas");
    private static final Path RELEASED =
            Path.of("src", "main", "resources", "io", "digitstream", "schemas", "released");
    private static final Path PROPOSAL = Path.of("target", "proposed-release", "docs", "schemas");
    private static final int HEADER_LENGTH = 10;

    static Stream<WireFormat<?>> formats() {
        return WireFormat.all().stream();
    }

    @ParameterizedTest
    @MethodSource("formats")
    void eachRecordIsPublishedAsItIsToday(WireFormat<?> format) throws IOException {
        String expected = EvolutionTest.published(format);
        Path file = published(format);
        if (!Files.exists(file) || !Files.readString(file).equals(expected)) {
            Files.createDirectories(PROPOSAL);
            Files.writeString(PROPOSAL.resolve(file.getFileName()), expected);
        }

        assertThat(file).as("the same as in %s", PROPOSAL.toAbsolutePath()).hasContent(expected);
    }

    @ParameterizedTest
    @MethodSource("formats")
    void eachFileIsParsedAlone(WireFormat<?> format) throws IOException {
        Schema parsed = new Schema.Parser().parse(published(format).toFile());

        assertThat(parsed.getFullName()).isEqualTo(format.type().getName());
        assertThat(fingerprint(parsed)).isEqualTo(fingerprint(format.schema()));
    }

    @Test
    void nothingElseIsPublished() throws IOException {
        try (Stream<Path> files = Files.list(PUBLISHED)) {
            assertThat(files)
                    .containsExactlyInAnyOrderElementsOf(
                            formats().map(PublishedSchemasTest::published).toList());
        }
    }

    @ParameterizedTest
    @MethodSource("formats")
    void theNewestReleasedFileIsParsedAloneAndIsTheSame(WireFormat<?> format) throws IOException {
        List<Path> versions = released(format);
        for (Path version : versions) {
            assertThat(new Schema.Parser().parse(version.toFile()).getFullName())
                    .isEqualTo(format.type().getName());
        }

        Schema newest =
                new Schema.Parser().parse(versions.get(versions.size() - 1).toFile());
        assertThat(fingerprint(newest)).isEqualTo(fingerprint(format.schema()));
    }

    /** What the README's Python does, without any class of ours: files, the header's fingerprint, a generic reader. */
    @ParameterizedTest
    @MethodSource("formats")
    void filesAloneReadEveryRecordThatWasEverReleased(WireFormat<?> format) throws IOException {
        Schema reader = new Schema.Parser().parse(published(format).toFile());
        for (Path version : released(format)) {
            String sample = slashed(version).replace("src/main/", "src/test/").replace(".avsc", ".bin");
            byte[] value = Files.readAllBytes(Path.of(sample));
            String fingerprint = HexFormat.of().formatHex(value, 2, HEADER_LENGTH);
            Schema writer = schemaOf(fingerprint, format);
            GenericRecord record = new GenericDatumReader<GenericRecord>(writer, reader)
                    .read(
                            null,
                            DecoderFactory.get()
                                    .binaryDecoder(value, HEADER_LENGTH, value.length - HEADER_LENGTH, null));

            assertThat(value).startsWith(0xC3, 0x01);
            assertThat(writer).isEqualTo(new Schema.Parser().parse(version.toFile()));
            assertThat(record.getSchema()).isEqualTo(reader);
        }
    }

    @Test
    void theReadmesPythonNamesTheseFiles() throws IOException {
        assertThat(Files.readString(Path.of("..", "README.md")))
                .contains("docs/schemas/Recognition.avsc", "schemas/" + slashed(RELEASED) + "/Recognition/*.avsc");
    }

    private static String slashed(Path path) {
        return path.toString().replace('\\', '/');
    }

    private static Schema schemaOf(String fingerprint, WireFormat<?> format) throws IOException {
        for (Path version : released(format)) {
            Schema schema = new Schema.Parser().parse(version.toFile());
            if (fingerprint(schema).equals(fingerprint)) {
                return schema;
            }
        }
        throw new AssertionError("no released schema has the fingerprint " + fingerprint);
    }

    private static Path published(WireFormat<?> format) {
        return PUBLISHED.resolve(format.type().getSimpleName() + ".avsc");
    }

    private static List<Path> released(WireFormat<?> format) throws IOException {
        try (Stream<Path> files = Files.list(RELEASED.resolve(format.type().getSimpleName()))) {
            return files.sorted(Comparator.comparing(file ->
                            Integer.valueOf(file.getFileName().toString().replaceAll("\\D", ""))))
                    .toList();
        }
    }

    /** In hexadecimal, as in the header of a value. */
    private static String fingerprint(Schema schema) {
        try {
            return HexFormat.of().formatHex(SchemaNormalization.parsingFingerprint("CRC-64-AVRO", schema));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
