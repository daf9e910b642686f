package io.digitstream.standalone.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.digitstream.schemas.Topics;
import io.digitstream.standalone.broker.EmbeddedBroker;
import io.digitstream.standalone.broker.PolicyBroker;
import io.digitstream.standalone.broker.SecuredBroker;
import io.digitstream.standalone.processes.JavaProcess;
import io.digitstream.standalone.processes.ProcessorProcess;
import io.digitstream.standalone.topics.TopicSetup;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong around an application when it starts: it ends, and one line says what to change. */
@Timeout(value = 15, unit = TimeUnit.MINUTES)
final class StartUpProblemsIT {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String PROCESSOR_FAILS = "ERROR [main] ProcessorMain - ";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private static Path folder;

    @SuppressWarnings("NullAway.Init") // start sets it
    private static EmbeddedBroker broker;

    @BeforeAll
    static void start() throws Exception {
        broker = EmbeddedBroker.start(folder.resolve("broker"), 0);
        try (Admin admin =
                Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers()))) {
            new TopicSetup(Topics.defaults(), 1).create(admin);
        }
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void aPortThatIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            Map<String, String> settings = Map.of("metrics.port", port, "metrics.host", "127.0.0.1");
            assertThat(processor("port", 1, settings)).contains("127.0.0.1:" + port, "in use", "METRICS_PORT");
            assertThat(trainer("trainer-port", 1, "run", "--metrics-port", port, "--metrics-host", "127.0.0.1"))
                    .contains("127.0.0.1:" + port, "in use", "METRICS_PORT");
            assertThat(standalone("page-port", 1, "page", "--host", "127.0.0.1", "--port", port))
                    .contains("127.0.0.1:" + port, "name another");
        }
    }

    @Test
    void aTemporaryFolderThatIsNone() throws Exception {
        String option = "-Djava.io.tmpdir=" + Files.createFile(folder.resolve("no-folder"));
        assertThat(processor("tmp", 2, broker.bootstrapServers(), Map.of(), option))
                .contains("native library", "no-folder", "is not a folder", "java.io.tmpdir");
        assertThat(program("standalone-tmp", 2, "standalone.StandaloneMain", List.of(option), "--once"))
                .contains("no-folder");
    }

    @Test
    void aTemporaryFolderThatNothingCanBeExecutedFrom() throws Exception {
        Path noexec = Files.createDirectories(folder.resolve("noexec"));
        assumeThat(succeeds("mount", "-t", "tmpfs", "-o", "noexec", "tmpfs", noexec.toString()))
                .as("who may mount runs this")
                .isTrue();
        try {
            String option = "-Djava.io.tmpdir=" + noexec;
            assertThat(processor("noexec", 2, broker.bootstrapServers(), Map.of(), option))
                    .contains("native library", noexec + ", which is mounted noexec", "java.io.tmpdir");
        } finally {
            succeeds("umount", "-l", noexec.toString());
        }
    }

    /** False also where there is no such program. */
    private static boolean succeeds(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void aStateFolderThatCannotBeMadeOrIsTaken() throws Exception {
        Path file = Files.createFile(folder.resolve("state-file"));
        assertThat(processor(
                        "state",
                        2,
                        Map.of("kafka.state.dir", file.resolve("state").toString())))
                .contains(file.toString(), "kafka.state.dir");

        try (ProcessorProcess first = ProcessorProcess.start(folder, "first", broker.bootstrapServers(), Map.of())) {
            Path lock = first.state().resolve("digitstream-processor").resolve(".lock");
            await().atMost(PATIENCE).until(() -> Files.exists(lock));
            assertThat(processor(
                            "second", 1, Map.of("kafka.state.dir", first.state().toString())))
                    .contains(first.state().toString(), "kafka.state.dir");
        }
    }

    @Test
    void aWorkFolderThatCannotBeMade() throws Exception {
        Path file = Files.createFile(folder.resolve("work-file"));
        assertThat(trainer("work", 2, "run", "--work", file.toString())).contains(file.toString());
        assertThat(trainer(
                        "work-below", 2, "run", "--work", file.resolve("work").toString()))
                .contains(file.toString());
    }

    @Test
    void aHostThatNobodyKnows() throws Exception {
        String unknown = "no-such-host.invalid:9092";
        assertThat(processor("host", 1, unknown, Map.of())).contains("bootstrap.servers");
        assertThat(trainer("trainer-host", 1, "releases", "--bootstrap-servers", unknown))
                .contains(unknown);
        assertThat(standalone("standalone-host", 1, "topics", "--bootstrap-servers", unknown))
                .contains(unknown);
    }

    @Test
    void aTruststoreThatIsNone() throws Exception {
        Path store = Files.writeString(folder.resolve("trust.p12"), "no store");
        Map<String, String> security = Map.of(
                "security.protocol", "SSL",
                "ssl.truststore.location", store.toString(),
                "ssl.truststore.type", "PKCS12",
                "ssl.truststore.password", "none");
        assertThat(processor("trust", 2, "127.0.0.1:1", prefixed(security))).contains(store.toString());
        assertThat(trainer(
                        "trainer-trust",
                        2,
                        "releases",
                        "--bootstrap-servers",
                        "127.0.0.1:1",
                        "--command-config",
                        file("trust", security)))
                .contains(store.toString());
    }

    @Test
    void tlsWhereTheBrokerSpeaksNone() throws Exception {
        Map<String, String> security = Map.of("security.protocol", "SSL");
        assertThat(processor("tls", 2, prefixed(security)))
                .contains(broker.bootstrapServers(), "does not speak TLS", "security.protocol");
        assertThat(standalone("standalone-tls", 2, "watch", "--command-config", file("tls", security)))
                .contains(broker.bootstrapServers(), "does not speak TLS");
    }

    @Test
    void noTlsWhereTheBrokerSpeaksIt() throws Exception {
        try (SecuredBroker secured =
                new SecuredBroker(Files.createDirectories(folder.resolve("secured")), List.of("processor"))) {
            String servers = secured.bootstrapServers();
            assertThat(processor("plain", 2, servers, Map.of())).contains(servers, "speaks TLS", "security.protocol");
            assertThat(trainer("trainer-plain", 2, "releases", "--bootstrap-servers", servers))
                    .contains(servers, "speaks TLS");

            Map<String, String> untrusted = new HashMap<>(secured.client("processor"));
            untrusted.keySet().removeIf(name -> name.startsWith("ssl.truststore"));
            assertThat(processor("untrusted", 2, servers, prefixed(untrusted)))
                    .contains("The broker refuses the connection", "certification path", "ssl.*");
            assertThat(trainer(
                            "trainer-untrusted",
                            2,
                            "releases",
                            "--bootstrap-servers",
                            servers,
                            "--command-config",
                            file("untrusted", untrusted)))
                    .contains(servers, "certification path");

            Map<String, String> guess = secured.client("processor", "a-guess");
            assertThat(processor("guess", 2, servers, prefixed(guess)))
                    .contains("The broker refuses the connection", "sasl.*")
                    .doesNotContain("a-guess");
            assertThat(standalone(
                            "standalone-guess",
                            2,
                            "topics",
                            "--bootstrap-servers",
                            servers,
                            "--command-config",
                            file("guess", guess)))
                    .contains(servers, "invalid credentials")
                    .doesNotContain("a-guess");
        }
    }

    /** It is waited for: another broker of the cluster may be reached later. */
    @Test
    void anAdvertisedAddressThatCannotBeReached() throws Exception {
        String nobody = "127.0.0.1:1";
        Map<String, String> settings = Map.of("advertised.listeners", "BROKER://" + nobody);
        try (PolicyBroker unreachable =
                new PolicyBroker(folder.resolve("unreachable"), PolicyBroker.Hosted.class, settings)) {
            String servers = unreachable.bootstrapServers();
            String expected = "the broker at %s advertises %s, which cannot be reached".formatted(servers, nobody);
            try (ProcessorProcess processor = ProcessorProcess.start(folder, "advertised", servers, Map.of())) {
                await().atMost(PATIENCE)
                        .untilAsserted(
                                () -> assertThat(processor.java().lastLines()).contains(expected));
            }
            assertThat(standalone("standalone-advertised", 1, "topics", "--bootstrap-servers", servers))
                    .contains(expected);
        }
    }

    private static String processor(String name, int code, Map<String, String> settings) throws Exception {
        return processor(name, code, broker.bootstrapServers(), settings);
    }

    /** The one line that a processor ends with. */
    private static String processor(
            String name, int code, String servers, Map<String, String> settings, String... options) throws Exception {
        try (ProcessorProcess processor = ProcessorProcess.start(folder, name, servers, settings, List.of(options))) {
            return onlyLine(processor.java(), code, PROCESSOR_FAILS);
        }
    }

    private static String trainer(String name, int code, String... words) throws Exception {
        return program(name, code, "trainer.TrainerMain", List.of(), words);
    }

    private static String standalone(String name, int code, String... words) throws Exception {
        return program(name, code, "standalone.StandaloneMain", List.of(), words);
    }

    /** The one line that a command ends with. */
    private static String program(String name, int code, String main, List<String> options, String... words)
            throws Exception {
        List<String> all = Stream.concat(Stream.of("-Xmx256m", "-XX:TieredStopAtLevel=1"), options.stream())
                .toList();
        String broker = Stream.of(words).anyMatch("--bootstrap-servers"::equals) || words[0].startsWith("--")
                ? ""
                : "--bootstrap-servers=" + StartUpProblemsIT.broker.bootstrapServers();
        List<String> arguments = Stream.concat(
                        Stream.of(words), Stream.of(broker).filter(word -> !word.isEmpty()))
                .toList();
        try (JavaProcess java =
                new JavaProcess(folder.resolve(name + ".log"), all, "io.digitstream." + main, arguments)) {
            return onlyLine(java, code, main.startsWith("trainer") ? "trainer: " : "digitstream: ");
        }
    }

    private static String onlyLine(JavaProcess java, int code, String mark) throws IOException, InterruptedException {
        await().atMost(PATIENCE).until(() -> !java.isAlive());
        String log = String.join("\n", java.lines());
        assertThat(java.stop()).as(log).isEqualTo(code);
        assertThat(log).doesNotContain("\tat ");
        List<String> lines =
                java.lines().stream().filter(line -> line.contains(mark)).toList();
        assertThat(lines).as(log).hasSize(1);
        return lines.get(0);
    }

    private static Map<String, String> prefixed(Map<String, String> security) {
        Map<String, String> settings = new HashMap<>();
        security.forEach((name, value) -> settings.put("kafka." + name, value));
        return settings;
    }

    private static String file(String name, Map<String, String> security) throws IOException {
        List<String> lines = security.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .toList();
        return Files.write(folder.resolve(name + ".client"), lines).toString();
    }
}
