package io.digitstream.processor.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.digitstream.application.registry.RegistryAddress;
import io.digitstream.processor.CapturedLog;
import io.digitstream.processor.batch.BatchPolicy;
import io.digitstream.processor.batch.ShadowPolicy;
import io.digitstream.recognizer.engine.Device;
import io.digitstream.recognizer.engine.EngineChoice;
import io.digitstream.recognizer.engine.EngineKind;
import io.digitstream.recognizer.engine.Precision;
import io.digitstream.recognizer.image.ImageLimits;
import io.digitstream.recognizer.location.LookPlan;
import io.digitstream.schemas.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsReaderTest {
    private static final Map<String, String> NO_ENVIRONMENT = Map.of();

    private final Path folder;

    SettingsReaderTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void whatIsNotSetHasItsDefault() throws Exception {
        ProcessorSettings settings = SettingsReader.of(NO_ENVIRONMENT, null).read();

        assertThat(settings.topics()).isEqualTo(Topics.defaults());
        assertThat(settings.batch()).isEqualTo(new BatchPolicy(32, Duration.ZERO, Duration.ofMillis(100)));
        assertThat(settings.slotsPerTask()).isEqualTo(64);
        assertThat(settings.limits()).isEqualTo(ImageLimits.DEFAULT);
        assertThat(settings.looks()).isEqualTo(LookPlan.DEFAULT);
        assertThat(settings.threshold()).isEmpty();
        assertThat(settings.releaseKey()).isEmpty();
        assertThat(settings.shadow()).isEqualTo(new ShadowPolicy(0, 0.1));
        assertThat(settings.registry()).isEmpty();
        assertThat(settings.metricsPort()).isEmpty();
        assertThat(settings.metricsHost()).isEqualTo("localhost");
        assertThat(settings.kafka()).isEqualTo(KafkaNames.STANDARD);
    }

    @Test
    void readsAFile() throws Exception {
        ProcessorSettings settings = read(
                NO_ENVIRONMENT,
                "# photos of the north gate",
                "topics.images = north-images",
                "topics.recognitions = north-recognitions",
                "topics.rejected-images = north-rejected",
                "topics.labeled-images = north-labeled",
                "topics.weights = north-weights",
                "topics.training-reports = north-reports",
                "weights.public-key = " + key(),
                "shadow.share = 1",
                "shadow.most-disagreement = 0.02",
                "metrics.port = 0",
                "metrics.host = ::",
                "batch.max-size = 16",
                "batch.linger-ms = 5",
                "batch.target-ms = 50",
                "slots-per-task = 128",
                "images.max-bytes = 1000000",
                "images.max-pixels = 2147483648",
                "looks.places = 4",
                "looks.sizes = 5",
                "uncertain-below = 0.5",
                "inference.engine = dl4j",
                "kafka.bootstrap.servers = broker:9092",
                "kafka.producer.linger.ms = 7");

        assertThat(settings.topics())
                .isEqualTo(new Topics(
                        "north-images",
                        "north-recognitions",
                        "north-rejected",
                        "north-labeled",
                        "north-weights",
                        "north-reports"));
        assertThat(settings.batch()).isEqualTo(new BatchPolicy(16, Duration.ofMillis(5), Duration.ofMillis(50)));
        assertThat(settings.slotsPerTask()).isEqualTo(128);
        assertThat(settings.limits()).isEqualTo(new ImageLimits(1_000_000, 1L << 31));
        assertThat(settings.looks()).isEqualTo(new LookPlan(4, 5));
        assertThat(settings.threshold()).hasValue(0.5);
        assertThat(settings.engine().kind()).isEqualTo(EngineKind.DL4J);
        assertThat(settings.releaseKey()).map(PublicKey::getAlgorithm).contains("EdDSA");
        assertThat(settings.shadow()).isEqualTo(new ShadowPolicy(1, 0.02));
        assertThat(settings.metricsPort()).hasValue(0);
        assertThat(settings.metricsHost()).isEqualTo("::");
        assertThat(settings.kafka())
                .containsEntry("bootstrap.servers", "broker:9092")
                .containsEntry("producer.linger.ms", "7")
                .containsEntry("processing.guarantee", "exactly_once_v2");
    }

    @Test
    void theEnvironmentComesBeforeTheFile() throws Exception {
        Map<String, String> environment =
                Map.of("BATCH_MAX_SIZE", "4", "KAFKA_BOOTSTRAP_SERVERS", "from-environment:1");

        ProcessorSettings settings =
                read(environment, "batch.max-size=8", "batch.linger-ms=9", "kafka.bootstrap.servers=from-file:1");

        assertThat(settings.batch()).isEqualTo(new BatchPolicy(4, Duration.ofMillis(9), Duration.ofMillis(100)));
        assertThat(settings.kafka()).containsEntry("bootstrap.servers", "from-environment:1");
    }

    @Test
    void everySettingCanStandInTheEnvironment() throws Exception {
        Map<String, String> environment = Map.ofEntries(
                Map.entry("TOPICS_IMAGES", "a"),
                Map.entry("TOPICS_RECOGNITIONS", "b"),
                Map.entry("TOPICS_REJECTED_IMAGES", "c"),
                Map.entry("TOPICS_LABELED_IMAGES", "d"),
                Map.entry("TOPICS_WEIGHTS", "e"),
                Map.entry("TOPICS_TRAINING_REPORTS", "f"),
                Map.entry("WEIGHTS_PUBLIC_KEY", key().toString()),
                Map.entry("SHADOW_SHARE", "0.25"),
                Map.entry("SHADOW_MOST_DISAGREEMENT", "0.5"),
                Map.entry("SCHEMA_REGISTRY_URL", "http://registry:8081"),
                Map.entry("METRICS_PORT", "9464"),
                Map.entry("METRICS_HOST", "0.0.0.0"),
                Map.entry("BATCH_MAX_SIZE", "1"),
                Map.entry("BATCH_LINGER_MS", "2"),
                Map.entry("BATCH_TARGET_MS", "7"),
                Map.entry("SLOTS_PER_TASK", "3"),
                Map.entry("IMAGES_MAX_BYTES", "4"),
                Map.entry("IMAGES_MAX_PIXELS", "5"),
                Map.entry("LOOKS_PLACES", "6"),
                Map.entry("LOOKS_SIZES", "1"),
                Map.entry("UNCERTAIN_BELOW", "0.25"),
                Map.entry("DIGITS_MAX", "5"),
                Map.entry("INFERENCE_ENGINE", "onnx"),
                Map.entry("INFERENCE_PRECISION", "fp32"),
                Map.entry("INFERENCE_DEVICE", "cuda"));

        ProcessorSettings settings = SettingsReader.of(environment, null).read();

        assertThat(environment).hasSameSizeAs(Setting.ALL);
        assertThat(settings.topics()).isEqualTo(new Topics("a", "b", "c", "d", "e", "f"));
        assertThat(settings.batch()).isEqualTo(new BatchPolicy(1, Duration.ofMillis(2), Duration.ofMillis(7)));
        assertThat(settings.slotsPerTask()).isEqualTo(3);
        assertThat(settings.limits()).isEqualTo(new ImageLimits(4, 5));
        assertThat(settings.looks()).isEqualTo(new LookPlan(6, 1));
        assertThat(settings.threshold()).hasValue(0.25);
        assertThat(settings.digits()).isEqualTo(5);
        assertThat(settings.engine()).isEqualTo(new EngineChoice(EngineKind.ONNX, Device.CUDA, Precision.FP32));
        assertThat(settings.releaseKey()).isPresent();
        assertThat(settings.shadow()).isEqualTo(new ShadowPolicy(0.25, 0.5));
        assertThat(settings.registry()).hasValue(RegistryAddress.of("http://registry:8081"));
        assertThat(settings.metricsPort()).hasValue(9464);
        assertThat(settings.metricsHost()).isEqualTo("0.0.0.0");
    }

    @Test
    void saysWhatIsWrongWithAPublicKey() throws IOException {
        Path missing = folder.resolve("missing.pem");
        Path empty = Files.writeString(folder.resolve("empty.pem"), "");

        assertThat(problems(NO_ENVIRONMENT, "weights.public-key=" + missing))
                .singleElement()
                .asString()
                .startsWith("weights.public-key: " + missing)
                .contains("NoSuchFile");
        assertThat(problems(NO_ENVIRONMENT, "weights.public-key=" + empty))
                .singleElement()
                .asString()
                .contains("expected a PEM file with -----BEGIN PUBLIC KEY-----");
    }

    @Test
    void saysWhatIsWrongWithARegistrysAddress() {
        assertThat(problems(NO_ENVIRONMENT, "schema.registry.url=registry:8081"))
                .singleElement()
                .asString()
                .startsWith("schema.registry.url: expected the URL of a schema registry, such as http://registry:8081");
    }

    private Path key() throws IOException {
        return Files.writeString(folder.resolve("key.pub.pem"), """
                -----BEGIN PUBLIC KEY-----
                MCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=
                -----END PUBLIC KEY-----
                """);
    }

    @ParameterizedTest
    @CsvSource({
        "KAFKA_APPLICATION_ID, application.id, readers",
        "KAFKA_BOOTSTRAP_SERVERS, bootstrap.servers, broker:9092",
        "KAFKA_PROCESSING_GUARANTEE, processing.guarantee, at_least_once",
        "KAFKA_SECURITY_PROTOCOL, security.protocol, SASL_SSL",
        "KAFKA_SSL_TRUSTSTORE_LOCATION, ssl.truststore.location, /secrets/trust.p12",
        "KAFKA_GROUP_INSTANCE_ID, group.instance.id, north-1",
        "KAFKA_STATE_DIR, state.dir, /var/lib/digitstream",
        "KAFKA_NUM_STREAM_THREADS, num.stream.threads, 2",
        "KAFKA_LINGER_MS, linger.ms, 3",
        "KAFKA_PRODUCER_LINGER_MS, producer.linger.ms, 4",
        "KAFKA_CONSUMER_MAX_POLL_RECORDS, consumer.max.poll.records, 5",
        "KAFKA_MAIN_CONSUMER_MAX_POLL_RECORDS, main.consumer.max.poll.records, 6",
        "KAFKA_RESTORE_CONSUMER_MAX_POLL_RECORDS, restore.consumer.max.poll.records, 7",
        "KAFKA_GLOBAL_CONSUMER_MAX_POLL_RECORDS, global.consumer.max.poll.records, 8",
        "KAFKA_ADMIN_RETRIES, admin.retries, 9"
    })
    void kafkasSettingsPassThrough(String variable, String name, String value) throws Exception {
        assertThat(SettingsReader.of(Map.of(variable, value), null).read().kafka())
                .containsEntry(name, value);
        assertThat(read(NO_ENVIRONMENT, "kafka." + name + "=" + value).kafka()).containsEntry(name, value);
    }

    @Test
    void aSecretPassesThroughLetterByLetter() throws Exception {
        String secret = "org.example.Login required user=\"a,b\" password=\"p$${HOME}\\,{%s} ü\";";

        assertThat(SettingsReader.of(Map.of("KAFKA_SASL_JAAS_CONFIG", secret), null)
                        .read()
                        .kafka())
                .containsEntry("sasl.jaas.config", secret);
    }

    @Test
    void whatTheEnvironmentHoldsForOtherProgramsDoesNotMatter() throws Exception {
        Map<String, String> environment = Map.of(
                "KAFKA_HOME", "/opt/kafka",
                "KAFKA_OPTS", "-Xmx1g",
                "KAFKA_HEAP_OPTS", "-Xmx1g",
                "KAFKA_VERSION", "4.3.1",
                "PATH", "/usr/bin",
                "BATCH", "nightly",
                "IMAGES", "/srv/images",
                "TOPICS", "none");

        try (CapturedLog log = new CapturedLog(SettingsReader.class)) {
            assertThat(SettingsReader.of(environment, null).read())
                    .isEqualTo(SettingsReader.of(NO_ENVIRONMENT, null).read());
            assertThat(log.messages()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "image.max-bytes, IMAGE_MAX_BYTES, images.max-bytes",
        "image.max-pixels, IMAGE_MAX_PIXELS, images.max-pixels"
    })
    void takesTheFormerNameOfASettingWithAWarning(String former, String variable, String name) throws Exception {
        ProcessorSettings expected = read(NO_ENVIRONMENT, name + "=77");

        try (CapturedLog log = new CapturedLog(SettingsReader.class)) {
            assertThat(read(NO_ENVIRONMENT, former + "=77")).isEqualTo(expected);
            assertThat(read(Map.of(variable, "77"))).isEqualTo(expected);
            assertThat(read(Map.of(variable, "77"), name + " = 77")).isEqualTo(expected);
            assertThat(log.messages())
                    .hasSize(3)
                    .allSatisfy(message -> assertThat(message)
                            .startsWith("WARN " + former + " (" + variable + ") is the former name of " + name));
        }
    }

    @Test
    void theFormerNameOfASettingMustNotContradictIt() {
        String problem =
                "image.max-bytes is the former name of images.max-bytes, and the two are set to different values;"
                        + " remove image.max-bytes";

        assertThat(problems(NO_ENVIRONMENT, "image.max-bytes=1", "images.max-bytes=2"))
                .containsExactly(problem);
        assertThat(problems(Map.of("IMAGE_MAX_BYTES", "1"), "images.max-bytes=2"))
                .containsExactly(problem);
    }

    @Test
    void aWrongValueUnderAFormerNameIsAProblem() {
        try (CapturedLog log = new CapturedLog(SettingsReader.class)) {
            assertThat(problems(NO_ENVIRONMENT, "image.max-bytes=many"))
                    .containsExactly("images.max-bytes: expected a whole number from 1 to 536,870,912, got 'many'");
            assertThat(log.messages()).hasSize(1);
        }
    }

    @Test
    void saysEverythingThatIsWrongAtOnce() {
        List<String> problems = problems(
                Map.of("SLOTS_PER_TASK", "0"),
                "topics.images = no spaces please",
                "topics.weights = recognitions",
                "batch.max-size = many",
                "batch.linger-ms = -1",
                "batch.target-ms = 0",
                "images.max-bytes = 9999999999",
                "uncertain-below = 1.5",
                "batch.size = 3",
                "kafka.poll.ms = often",
                "kafka.processing.guarantee = exactly_twice",
                "kafka.producer.linger.ms = soon",
                "kafka.no.such.thing = 1");

        assertThat(problems)
                .hasSize(12)
                .anySatisfy(problem -> assertThat(problem)
                        .isEqualTo("batch.target-ms: expected a whole number from 1 to 60,000, got '0'"))
                .anySatisfy(problem -> assertThat(problem)
                        .isEqualTo("batch.size: there is no such setting; the nearest is batch.max-size"))
                .anySatisfy(problem -> assertThat(problem)
                        .startsWith("kafka.no.such.thing: there is no such setting; the nearest is "))
                .anySatisfy(problem -> assertThat(problem)
                        .startsWith("topics: ")
                        .contains("the topic of the images", "\"no spaces please\"")
                        .contains("the topic of the weights", "taken by the recognitions"))
                .anySatisfy(problem -> assertThat(problem)
                        .isEqualTo("batch.max-size: expected a whole number from 1 to 4,096, got 'many'"))
                .anySatisfy(problem -> assertThat(problem)
                        .isEqualTo("batch.linger-ms: expected a whole number from 0 to 60,000, got '-1'"))
                .anySatisfy(problem -> assertThat(problem)
                        .isEqualTo("slots-per-task: expected a whole number from 1 to 4,096, got '0'"))
                .anySatisfy(problem -> assertThat(problem)
                        .isEqualTo("images.max-bytes: expected a whole number from 1 to 536,870,912, got '9999999999'"))
                .anySatisfy(problem ->
                        assertThat(problem).isEqualTo("uncertain-below: expected a number from 0 to 1, got '1.5'"))
                .anySatisfy(problem ->
                        assertThat(problem).startsWith("kafka.poll.ms: ").contains("often"))
                .anySatisfy(problem -> assertThat(problem)
                        .startsWith("kafka.processing.guarantee: ")
                        .contains("exactly_twice"))
                .anySatisfy(problem -> assertThat(problem)
                        .startsWith("kafka.producer.linger.ms: ")
                        .contains("soon"));
    }

    @Test
    void theMessageHoldsAllProblems() {
        assertThatThrownBy(() -> ProcessorSettings.read(Map.of("batch.max-size", "0", "slots-per-task", "x")))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContainingAll("batch.max-size", "; ", "slots-per-task");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "4096"})
    void takesTheEndsOfARange(String size) throws Exception {
        assertThat(read(NO_ENVIRONMENT, "batch.max-size=" + size).batch().maxSize())
                .isEqualTo(Integer.parseInt(size));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "4097", "-1", "1.5", "1e3", "0x10", "99999999999999999999", "eins"})
    void refusesWhatLiesOutsideARangeOrIsNoWholeNumber(String size) {
        assertThat(problems(NO_ENVIRONMENT, "batch.max-size=" + size))
                .containsExactly("batch.max-size: expected a whole number from 1 to 4,096, got '" + size + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "6", "-1", "2.5", "all"})
    void refusesSizesOfLooksThatThereAreNot(String sizes) {
        assertThat(problems(NO_ENVIRONMENT, "looks.sizes=" + sizes, "looks.places=0"))
                .containsExactlyInAnyOrder(
                        "looks.sizes: expected a whole number from 1 to 5, got '" + sizes + "'",
                        "looks.places: expected a whole number from 1 to 10, got '0'");
    }

    @Test
    void takesTheUsualEngineUnlessOneIsNamed() throws InvalidSettingsException, IOException {
        assertThat(read(NO_ENVIRONMENT).engine()).isEqualTo(EngineChoice.USUAL);
        assertThat(read(NO_ENVIRONMENT, "inference.engine=dl4j").engine().kind())
                .isEqualTo(EngineKind.DL4J);
        assertThat(problems(NO_ENVIRONMENT, "inference.engine=abacus"))
                .containsExactly("inference.engine: expected onnx or dl4j, got 'abacus'");
    }

    @Test
    void takesADeviceAndAPrecisionThatTheEngineKnows() throws InvalidSettingsException, IOException {
        assertThat(read(NO_ENVIRONMENT, "inference.device=cuda", "inference.engine=onnx")
                        .engine())
                .isEqualTo(new EngineChoice(EngineKind.ONNX, Device.CUDA, Precision.FP32));
        assertThat(read(NO_ENVIRONMENT, "inference.precision=int8", "inference.engine=onnx")
                        .engine())
                .isEqualTo(new EngineChoice(EngineKind.ONNX, Device.CPU, Precision.INT8));
        assertThat(problems(NO_ENVIRONMENT, "inference.device=cuda", "inference.engine=dl4j"))
                .containsExactly("inference: dl4j does not run on cuda");
        assertThat(problems(NO_ENVIRONMENT, "inference.precision=int8", "inference.engine=dl4j"))
                .containsExactly("inference: dl4j on cpu does not compute in int8");
        assertThat(problems(NO_ENVIRONMENT, "inference.device=tpu"))
                .containsExactly("inference.device: expected cpu or cuda, got 'tpu'");
        assertThat(problems(NO_ENVIRONMENT, "inference.precision=fp16"))
                .containsExactly("inference.precision: expected fp32 or int8, got 'fp16'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "0.85", " 0.5 "})
    void takesAProbabilityAsTheThreshold(String threshold) throws Exception {
        assertThat(read(NO_ENVIRONMENT, "uncertain-below=" + threshold).threshold())
                .hasValue(Double.parseDouble(threshold));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-0.1", "1.01", "NaN", "50%", "half"})
    void refusesAThresholdThatIsNoProbability(String threshold) {
        assertThat(problems(NO_ENVIRONMENT, "uncertain-below=" + threshold))
                .containsExactly("uncertain-below: expected a number from 0 to 1, got '" + threshold + "'");
    }

    @Test
    void refusesAMisspeltNameInAFileAndWarnsOfOneInTheEnvironment() throws Exception {
        assertThat(problems(NO_ENVIRONMENT, "kafka.bootstrap.server=broker:9092"))
                .containsExactly(
                        "kafka.bootstrap.server: there is no such setting; the nearest is kafka.bootstrap.servers");
        try (CapturedLog log = new CapturedLog(SettingsReader.class)) {
            assertThat(read(Map.of("KAFKA_BOOTSTRAP_SERVER", "broker:9092"))).isEqualTo(read(NO_ENVIRONMENT));
            assertThat(log.messages())
                    .containsExactly(
                            "WARN KAFKA_BOOTSTRAP_SERVER: there is no such setting, it is ignored; the nearest is"
                                    + " KAFKA_BOOTSTRAP_SERVERS");
        }
    }

    @Test
    void warnsOfAMisspeltVariableWhateverElseIsWrong() {
        try (CapturedLog log = new CapturedLog(SettingsReader.class)) {
            assertThat(problems(Map.of("BATCH_SIZE", "8", "SLOTS_PER_TASK", "0")))
                    .hasSize(1);
            assertThat(log.messages()).hasSize(1).allMatch(message -> message.contains("BATCH_SIZE"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"BATCH_MAX_SIZE", "batch_max_size", "Batch_Max_Size", "batch.max-size"})
    void takesAVariableInAnyCaseWithoutAWarning(String variable) throws Exception {
        try (CapturedLog log = new CapturedLog(SettingsReader.class)) {
            assertThat(read(Map.of(variable, "7")).batch().maxSize()).isEqualTo(7);
            assertThat(log.messages()).isEmpty();
        }
    }

    @Test
    void offsetsOfImagesAreResetToTheEarliestAlone() throws Exception {
        assertThat(problems(
                        NO_ENVIRONMENT, "kafka.auto.offset.reset=latest", "kafka.main.consumer.auto.offset.reset=none"))
                .allSatisfy(problem -> assertThat(problem).contains("auto.offset.reset: expected earliest, got"))
                .hasSize(2);
        assertThat(read(NO_ENVIRONMENT, "kafka.auto.offset.reset=earliest").kafka())
                .containsEntry("auto.offset.reset", "earliest");
    }

    @Test
    void anEmptyValueIsLikeNone() throws Exception {
        assertThat(read(NO_ENVIRONMENT, "batch.max-size=", "uncertain-below=", "kafka.poll.ms="))
                .isEqualTo(SettingsReader.of(NO_ENVIRONMENT, null).read());
    }

    @Test
    void aConfigurationOfTheChangelogTopicIsSetOrLeftToTheBroker() throws Exception {
        assertThat(read(
                                Map.of("KAFKA_TOPIC_MAX_MESSAGE_BYTES", "8388608", "KAFKA_TOPIC_FLUSH_MS", ""),
                                "kafka.topic.segment.bytes=",
                                "kafka.topic.flush.ms=7",
                                "kafka.topic.min.insync.replicas = 2")
                        .changelog())
                .isEqualTo(Map.of(
                        "max.message.bytes",
                        "8388608",
                        "segment.bytes",
                        "",
                        "flush.ms",
                        "",
                        "min.insync.replicas",
                        "2"));
        assertThat(problems(NO_ENVIRONMENT, "kafka.topic.segment.byte=1"))
                .containsExactly(
                        "kafka.topic.segment.byte: there is no such setting; the nearest is kafka.topic.segment.bytes");
    }

    @Test
    void theChangelogTopicStaysCompacted() {
        assertThat(problems(NO_ENVIRONMENT, "kafka.topic.cleanup.policy=delete", "kafka.topic.message.timestamp.type="))
                .containsExactly(
                        "kafka.topic.cleanup.policy: expected compact, got 'delete'",
                        "kafka.topic.message.timestamp.type: expected CreateTime or LogAppendTime, got ''");
        assertThat(problems(NO_ENVIRONMENT, "kafka.topic.cleanup.policy=")).hasSize(1);
    }

    @Test
    void saysWhichFileIsNoPropertiesFile() throws IOException {
        Path file = Files.write(folder.resolve("binary.properties"), new byte[] {(byte) 0xff, (byte) 0xfe, 1});
        assertThatThrownBy(() -> SettingsReader.of(NO_ENVIRONMENT, file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("binary.properties");
        assertThatThrownBy(() -> read(NO_ENVIRONMENT, "weights.public-key=\\u00zz"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("my.properties");
    }

    @Test
    void saysWhichFileIsMissing() {
        assertThatThrownBy(() -> SettingsReader.of(NO_ENVIRONMENT, folder.resolve("none.properties")))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("none.properties");
    }

    @Test
    void aRecordMayBeLargerThanItsImage() throws Exception {
        assertThat(read(NO_ENVIRONMENT, "images.max-bytes=536870912").maxRecordBytes())
                .isGreaterThan(512 << 20);
    }

    private ProcessorSettings read(Map<String, String> environment, String... lines)
            throws IOException, InvalidSettingsException {
        Path file = folder.resolve("my.properties");
        Files.write(file, Arrays.asList(lines));
        return SettingsReader.of(environment, file).read();
    }

    private List<String> problems(Map<String, String> environment, String... lines) {
        InvalidSettingsException invalid =
                catchThrowableOfType(InvalidSettingsException.class, () -> read(environment, lines));
        assertThat(invalid).as("an exception for the settings").isNotNull();
        return invalid.problems();
    }
}
