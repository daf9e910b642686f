package io.digitstream.standalone.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.apicurio.registry.serde.avro.AvroKafkaDeserializer;
import io.apicurio.registry.serde.avro.AvroKafkaSerializer;
import io.digitstream.processor.ProcessorApplication;
import io.digitstream.processor.results.RejectionHeaders;
import io.digitstream.processor.settings.ProcessorSettings;
import io.digitstream.recognizer.weights.Release;
import io.digitstream.recognizer.weights.ShippedWeights;
import io.digitstream.schemas.ImageEvent;
import io.digitstream.schemas.Topics;
import io.digitstream.schemas.WireFormat;
import io.digitstream.standalone.broker.EmbeddedBroker;
import io.digitstream.standalone.topics.TopicSetup;
import io.digitstream.synthetic.SyntheticNumber;
import io.digitstream.synthetic.SyntheticNumbers;
import io.digitstream.trainer.TrainerMain;
import io.digitstream.trainer.releasing.GoldenImages;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A system with a schema registry, Apicurio's own, and others who know nothing of us but that registry. */
final class RegistryIT {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** 325, clear. */
    private static final SyntheticNumber NUMBER = new SyntheticNumbers(7).draw(13);

    private final Path folder;

    RegistryIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void othersWriteImagesAndReadResultsByTheRegistryAlone() throws Exception {
        Optional<Path> java = NewerJava.find(RegistryServer.NEEDED_JAVA);
        Assumptions.assumeTrue(
                java.isPresent(),
                "Apicurio Registry needs Java " + RegistryServer.NEEDED_JAVA + ", and there is none here");
        try (RegistryServer registry = RegistryServer.start(java.get(), folder.resolve("registry.log"));
                EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"), 0)) {
            String servers = broker.bootstrapServers();
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
                new TopicSetup(Topics.defaults(), 1).create(admin);
            }
            registry.awaitReady();
            try (ProcessorApplication processor = ProcessorApplication.start(settings(servers, registry))) {
                processor.awaitRunning(PATIENCE);
                byte[] framed = send(servers, registry);

                List<ConsumerRecord<String, byte[]>> results = read(servers, "recognitions", 5);
                assertReadByConvention(results, registry);
                assertReadByApicurio(results, registry);
                assertUnknownIdIsRejected(servers, framed);
                assertReleaseIsTakenOver(servers, registry);
                assertThat(registry.get("/subjects"))
                        .extracting(JsonNode::asText)
                        .contains(
                                "images-value",
                                "recognitions-value",
                                "training-reports-value",
                                "weights-io.digitstream.schemas.CurrentRelease",
                                "weights-io.digitstream.schemas.WeightsChunk",
                                "weights-io.digitstream.schemas.WeightsRelease");
            }
        }
    }

    private ProcessorSettings settings(String servers, RegistryServer registry) throws Exception {
        return ProcessorSettings.read(Map.of(
                "kafka.bootstrap.servers", servers,
                "kafka.state.dir", folder.resolve("state").toString(),
                "schema.registry.url", registry.url()));
    }

    /** The same photo as bare PNG and JPEG, single-object encoded, and by Apicurio's serializer in its two ways. */
    private static byte[] send(String servers, RegistryServer registry) throws Exception {
        ImageEvent event = new ImageEvent(ByteBuffer.wrap(file("png")), null, null, "door");
        byte[] framed;
        byte[] withReferences;
        try (AvroKafkaSerializer<ImageEvent> whole = serializer(registry, true);
                AvroKafkaSerializer<ImageEvent> parts = serializer(registry, false)) {
            framed = whole.serialize("images", event);
            withReferences = parts.serialize("doors", event);
        }
        send(servers, "png", file("png"));
        send(servers, "jpeg", file("jpeg"));
        send(servers, "single object", WireFormat.IMAGE_EVENT.encode(event));
        send(servers, "confluent", framed);
        send(servers, "with references", withReferences);
        return framed;
    }

    private static byte[] file(String format) throws IOException {
        BufferedImage photo = NUMBER.photo();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(photo, format, bytes);
        return bytes.toByteArray();
    }

    private static AvroKafkaSerializer<ImageEvent> serializer(RegistryServer registry, boolean whole) {
        AvroKafkaSerializer<ImageEvent> serializer = new AvroKafkaSerializer<>();
        serializer.configure(
                Map.of(
                        "apicurio.registry.url",
                        registry.ownUrl(),
                        "apicurio.registry.auto-register",
                        true,
                        "apicurio.registry.dereference-schema",
                        whole),
                false);
        return serializer;
    }

    private static void send(String servers, String key, byte[] value) throws Exception {
        Map<String, Object> properties = Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, servers);
        try (var producer = new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>("images", key, value)).get();
        }
    }

    private static List<ConsumerRecord<String, byte[]>> read(String servers, String topic, int count) {
        Map<String, Object> properties = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                servers,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed");
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            Awaitility.await().atMost(PATIENCE).until(() -> {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
                return records.size() >= count;
            });
        }
        return records;
    }

    /** With nothing but a zero, four bytes of an id, Confluent's API and Avro. */
    private static void assertReadByConvention(List<ConsumerRecord<String, byte[]>> results, RegistryServer registry)
            throws Exception {
        Map<String, String> digits = new HashMap<>();
        for (ConsumerRecord<String, byte[]> result : results) {
            digits.put(
                    result.key(),
                    byConvention(result.value(), registry).get("digits").toString());
        }
        assertThat(digits).containsOnlyKeys("png", "jpeg", "single object", "confluent", "with references");
        assertThat(digits.values()).containsOnly(NUMBER.digits());
    }

    private static GenericRecord byConvention(byte[] bytes, RegistryServer registry) throws Exception {
        ByteBuffer value = ByteBuffer.wrap(bytes);
        assertThat(value.get()).isZero();
        JsonNode answer = registry.get("/schemas/ids/" + value.getInt());
        Schema schema = new Schema.Parser().parse(answer.get("schema").asText());
        BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(bytes, value.position(), value.remaining(), null);
        GenericRecord record = new GenericDatumReader<GenericRecord>(schema).read(null, decoder);
        assertThat(decoder.isEnd()).isTrue();
        return record;
    }

    private static void assertReadByApicurio(List<ConsumerRecord<String, byte[]>> results, RegistryServer registry) {
        try (AvroKafkaDeserializer<GenericRecord> deserializer = new AvroKafkaDeserializer<>()) {
            deserializer.configure(Map.of("apicurio.registry.url", registry.ownUrl()), false);
            assertThat(results)
                    .extracting(result -> deserializer
                            .deserialize(result.topic(), result.headers(), result.value())
                            .get("digits")
                            .toString())
                    .containsOnly(NUMBER.digits());
        }
    }

    private static void assertUnknownIdIsRejected(String servers, byte[] framed) throws Exception {
        byte[] unknown = framed.clone();
        ByteBuffer.wrap(unknown).putInt(1, 123_456_789);
        send(servers, "unknown", unknown);

        ConsumerRecord<String, byte[]> rejected =
                read(servers, "rejected-images", 1).get(0);
        assertThat(rejected.key()).isEqualTo("unknown");
        assertThat(rejected.value()).isEqualTo(unknown);
        assertThat(Objects.requireNonNull(rejected.headers().lastHeader(RejectionHeaders.MESSAGE))
                        .value())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("expected an ImageEvent, got schema id 123456789, which the schema registry does not know");
    }

    private void assertReleaseIsTakenOver(String servers, RegistryServer registry) throws Exception {
        Release release = another(ShippedWeights.load());
        Path file = folder.resolve("another.safetensors");
        Files.write(file, release.write());

        int exitCode = TrainerMain.commandLine()
                .execute(
                        "publish",
                        file.toString(),
                        "--bootstrap-servers",
                        servers,
                        "--schema-registry-url",
                        registry.url());

        assertThat(exitCode).isZero();
        // It is taken over between two batches, so there must be some.
        Awaitility.await().atMost(PATIENCE).until(() -> {
            send(servers, "png", file("png"));
            return read(servers, "training-reports", 1).size() == 2;
        });
        List<ConsumerRecord<String, byte[]>> reports = read(servers, "training-reports", 2);
        assertThat(byConvention(reports.get(0).value(), registry).get("kind")).hasToString("PUT_IN_FORCE");
        GenericRecord takenOver = byConvention(reports.get(1).value(), registry);
        assertThat(takenOver.get("kind")).as("%s", takenOver).hasToString("TAKEN_OVER");
        assertThat(takenOver.get("version")).hasToString(release.version());
    }

    private static Release another(Release shipped) throws Exception {
        Map<String, String> notes = new TreeMap<>(shipped.metadata());
        notes.put("name", "another");
        return GoldenImages.into(
                Release.of(shipped.networks(), shipped.tensors(), shipped.reader(), shipped.lookReader(), notes));
    }
}
