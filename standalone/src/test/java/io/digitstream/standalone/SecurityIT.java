package io.digitstream.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.digitstream.application.connection.Connection;
import io.digitstream.recognizer.weights.Release;
import io.digitstream.recognizer.weights.ShippedWeights;
import io.digitstream.schemas.Topics;
import io.digitstream.standalone.broker.SecuredBroker;
import io.digitstream.standalone.page.PageAccess;
import io.digitstream.standalone.page.PageServer;
import io.digitstream.standalone.processes.ProcessorProcess;
import io.digitstream.standalone.topics.TopicSetup;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A broker that talks TLS to users it knows, whose rights are those that docs/security.md says are enough. */
final class SecurityIT {
    private static final List<String> USERS = List.of("producer", "consumer", "processor", "trainer", "page");
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private static Path folder;

    @SuppressWarnings("NullAway.Init") // start sets it
    private static SecuredBroker broker;

    @BeforeAll
    static void start() throws Exception {
        broker = new SecuredBroker(Files.createDirectories(folder.resolve("broker")), USERS);
        try (Admin admin = Admin.create(connection(SecuredBroker.ADMIN).clientProperties())) {
            new TopicSetup(Topics.defaults(), 2).create(admin);
            admin.createAcls(AccessRights.documented()).all().get();
        }
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    private static Connection connection(String user) {
        return new Connection(
                broker.bootstrapServers(), broker.client(user), Topics.defaults(), Connection.USUAL_PATIENCE);
    }

    private static Map<String, Object> client(Map<String, String> security) {
        Map<String, Object> properties = new HashMap<>(security);
        properties.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers());
        return properties;
    }

    @Test
    void everyoneWorksWithTheirOwnRights() throws Exception {
        int metrics = freePort();
        Path keys = Files.createDirectories(folder.resolve("keys"));
        assertThat(trainer("keys", "--out", keys.toString())).isZero();
        Map<String, String> settings = settings(broker.client("processor"));
        settings.put("metrics.port", Integer.toString(metrics));
        settings.put("weights.public-key", keys.resolve("release-key.pub.pem").toString());
        try (ProcessorProcess processor =
                        ProcessorProcess.start(folder, "processor", broker.bootstrapServers(), settings);
                PageServer page = PageServer.start(connection("page"), PageAccess.open(), "127.0.0.1", 0)) {
            CommandRun sent = CommandRun.of(as("producer", "send", "--drawn", "--rate", "20", "--count", "20"));
            assertThat(sent.exitCode()).as("%s", sent).isZero();
            CommandRun seen = CommandRun.of(as("consumer", "watch", "--from-beginning", "--count", "20"));
            assertThat(seen.exitCode()).as("%s", seen).isZero();
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(get(page.port(), "/api/sights")).contains("drawn-00019"));
            assertThat(get(page.port(), "/health/ready")).contains("up");

            assertThat(trainer(as("trainer", "publish", release("unsigned")))).isZero();
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(processor.java().lastLines()).contains("is not signed"));
            String key = keys.resolve("release-key.pem").toString();
            assertThat(trainer(as("trainer", "publish", release("signed"), "--sign", key)))
                    .isZero();
            // It takes over before the next batch.
            String[] another = as("producer", "send", "--drawn", "--count", "1");
            await().atMost(PATIENCE).untilAsserted(() -> {
                assertThat(CommandRun.of(another).exitCode()).isZero();
                assertThat(get(metrics, "/metrics")).containsPattern("digitstream_weights\\{.*\"signed-.*\\} 1");
            });

            assertThat(get(metrics, "/metrics")).doesNotContain(SecuredBroker.password("processor"));
            assertThat(processor.java().stop()).isEqualTo(143);
            assertThat(String.join("\n", processor.java().lines())).doesNotContain(SecuredBroker.password("processor"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "producer, weights",
        "producer, recognitions",
        "producer, labeled-images",
        "consumer, images",
        "consumer, recognitions",
        "processor, images",
        "processor, weights",
        "processor, labeled-images",
        "trainer, recognitions",
        "trainer, labeled-images",
        "page, recognitions",
        "page, weights",
        "page, training-reports"
    })
    void nobodyWritesWhatIsNotTheirs(String user, String topic) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                client(broker.client(user)), new ByteArraySerializer(), new ByteArraySerializer())) {
            assertThatThrownBy(() -> producer.send(new ProducerRecord<>(topic, new byte[1]))
                            .get())
                    .hasCauseInstanceOf(AuthorizationException.class);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "producer, images",
        "producer, recognitions",
        "consumer, images",
        "consumer, labeled-images",
        "processor, recognitions",
        "processor, labeled-images",
        "trainer, images",
        "page, labeled-images"
    })
    void nobodyReadsWhatIsNotTheirs(String user, String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                client(broker.client(user)), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(new TopicPartition(topic, 0)));
            consumer.seekToBeginning(consumer.assignment());
            assertThatThrownBy(() -> consumer.poll(Duration.ofMinutes(2)))
                    .isInstanceOf(TopicAuthorizationException.class);
        }
    }

    @Test
    void nobodyIsLetInWithAWrongPassword() throws Exception {
        Map<String, String> wrong = broker.client("processor", "a-guess");
        try (Admin admin = Admin.create(client(wrong))) {
            assertThatThrownBy(() -> admin.listTopics().names().get())
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(SaslAuthenticationException.class);
        }
        try (ProcessorProcess processor =
                ProcessorProcess.start(folder, "stranger", broker.bootstrapServers(), settings(wrong))) {
            await().atMost(PATIENCE).until(() -> !processor.java().isAlive());
            assertThat(processor.java().lastLines())
                    .contains("The broker refuses")
                    .doesNotContain("a-guess");
        }
    }

    /** Whoever stands between cannot pass for the broker, and nothing is said in the clear. */
    @Test
    void nobodyTalksWithoutTlsNorTrustsAnotherCertificate() {
        Map<String, String> stranger = new HashMap<>(broker.client("page"));
        stranger.remove("ssl.truststore.location");
        stranger.remove("ssl.truststore.password");
        try (Admin admin = Admin.create(client(stranger))) {
            assertThatThrownBy(() -> admin.listTopics().names().get())
                    .hasCauseInstanceOf(SslAuthenticationException.class);
        }
        Map<String, Object> plain = client(Map.of(
                CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, "4000",
                CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, "2000"));
        try (Admin admin = Admin.create(plain)) {
            assertThatThrownBy(() -> admin.listTopics().names().get()).hasCauseInstanceOf(TimeoutException.class);
        }
    }

    /** A file of the shipped weights under another name. */
    private static String release(String name) throws Exception {
        Release shipped = ShippedWeights.load();
        Map<String, String> notes = new HashMap<>(shipped.metadata());
        notes.put("name", name);
        Path file = folder.resolve(name + ".safetensors");
        Files.write(
                file,
                Release.of(shipped.networks(), shipped.tensors(), shipped.reader(), shipped.lookReader(), notes)
                        .write());
        return file.toString();
    }

    private static Map<String, String> settings(Map<String, String> security) {
        Map<String, String> settings = new HashMap<>();
        security.forEach((name, value) -> settings.put("kafka." + name, value));
        return settings;
    }

    /** The words of a command, and how it is to log in. */
    private static String[] as(String user, String... words) throws Exception {
        Properties properties = new Properties();
        properties.putAll(broker.client(user));
        Path file = folder.resolve(user + ".properties");
        try (var out = Files.newBufferedWriter(file)) {
            properties.store(out, null);
        }
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--bootstrap-servers", broker.bootstrapServers(), "--command-config", file.toString()));
        return all.toArray(new String[0]);
    }

    private static int trainer(String... words) {
        return CommandRun.ofTrainer(words).exitCode();
    }

    private static String get(int port, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(PATIENCE)
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
