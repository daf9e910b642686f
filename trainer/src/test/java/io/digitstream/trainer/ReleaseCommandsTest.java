package io.digitstream.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import io.digitstream.recognizer.weights.ShippedWeights;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;

/** The commands about releases on the topic, as far as they come without a broker. */
final class ReleaseCommandsTest {
    /** A port that nothing listens on: it is reserved, and below those that are given out. */
    private static final String NOWHERE = "127.0.0.1:1";

    private final Path folder;
    private final StringWriter out = new StringWriter();
    private final StringWriter errors = new StringWriter();

    ReleaseCommandsTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @ParameterizedTest
    @ValueSource(strings = {"releases", "publish", "rollback", "pin", "export", "keys"})
    void helpsWithAnExample(String command) {
        assertThat(run(command, "--help")).isZero();
        assertThat(out.toString()).contains("Example: trainer " + command);
    }

    @Test
    void helpSaysWhatIsUsual() {
        run("publish", "--help");
        assertThat(out.toString().replaceAll("\\s+", " "))
                .contains("--keep=K How many", "stay too. Default: 10")
                .contains(
                        "--bootstrap-servers=HOST:PORT The Kafka broker, several with commas between. Default: KAFKA_BOOTSTRAP_SERVERS of the environment, or localhost:9092")
                .contains("counts as away. Default: 30")
                .contains("--weights-topic=NAME Default: weights")
                .contains("--training-reports-topic=NAME Default: training-reports");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "publish",
                "publish my.safetensors --keep 0",
                "rollback",
                "pin",
                "export shipped-ad53db70",
                "keys",
                "releases --bootstrap-servers localhost",
                "releases --connect-timeout 0",
                "releases --connect-timeout 3601",
                "releases --weights-topic a/b",
                "releases --weights-topic same --training-reports-topic same"
            })
    void answersWrongUsageWithTwo(String arguments) {
        assertThat(run(arguments.split(" "))).isEqualTo(2);
        assertThat(errors.toString()).isNotEmpty();
    }

    @Test
    void saysWhatIsWrongWithAnOption() {
        run("releases", "--bootstrap-servers", "localhost");
        run("releases", "--connect-timeout", "0");
        run("releases", "--weights-topic", "images");
        run("publish", "my.safetensors", "--keep", "0");
        assertThat(errors.toString())
                .contains("--bootstrap-servers: expected HOST:PORT, several with commas between, not localhost")
                .contains("--connect-timeout: expected 1 to 3600, not 0")
                .contains("the topic of the weights: expected a name of its own, got \"images\"")
                .contains("--keep: expected 1 or more, not 0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"releases", "publish FILE", "rollback a", "pin a", "export a --out b"})
    void saysInOneLineThatTheBrokerIsAway(String arguments) throws IOException {
        Path file = Files.write(
                folder.resolve("a.safetensors"), ShippedWeights.load().write());
        String complete =
                arguments.replace("FILE", file.toString()) + " --connect-timeout 1 --bootstrap-servers " + NOWHERE;
        assertThat(run(complete.split(" "))).isEqualTo(1);
        assertThat(errors.toString().strip())
                .isEqualTo("trainer: no Kafka broker answers at " + NOWHERE + " (waited 1 s)");
    }

    @Test
    void handsKafkasPropertiesToItsClients() throws IOException {
        Path config = Files.writeString(folder.resolve("kafka.properties"), "security.protocol=PIGEON\n");
        assertThat(run("releases", "--command-config", config.toString())).isEqualTo(2);
        assertThat(errors.toString()).hasLineCount(1).contains("PIGEON");
    }

    @Test
    void saysThatKafkasPropertiesAreMissing() {
        assertThat(run("releases", "--command-config", "/does/not/exist")).isEqualTo(1);
        assertThat(errors.toString().strip()).isEqualTo("trainer: no such file or folder: /does/not/exist");
    }

    @Test
    void saysThatKafkasPropertiesAreNone() throws IOException {
        Path config = Files.writeString(folder.resolve("kafka.properties"), "ssl.key.password=\\uxyz\n");
        assertThat(run("releases", "--command-config", config.toString())).isEqualTo(1);
        assertThat(errors.toString()).hasLineCount(1).startsWith("trainer: " + config + ": ");
    }

    @Test
    void saysThatAFileIsNoReleaseBeforeItLooksForABroker() throws IOException {
        Path file = Files.writeString(folder.resolve("a.safetensors"), "no release at all");
        assertThat(run("publish", file.toString(), "--bootstrap-servers", NOWHERE))
                .isEqualTo(1);
        assertThat(errors.toString().strip())
                .startsWith("trainer: " + file + ": ")
                .hasLineCount(1);
    }

    @Test
    void saysThatAKeyIsNoneBeforeItLooksForABroker() throws IOException {
        Path file = Files.write(
                folder.resolve("a.safetensors"), ShippedWeights.load().write());
        Path key = Files.writeString(folder.resolve("key.pem"), "no key");
        assertThat(run("publish", file.toString(), "--sign", key.toString(), "--bootstrap-servers", NOWHERE))
                .isEqualTo(2);
        assertThat(errors.toString().strip())
                .isEqualTo("trainer: " + key + ": expected a PEM file with -----BEGIN PRIVATE KEY-----");
        assertThat(run("publish", file.toString(), "--sign", key + "s", "--bootstrap-servers", NOWHERE))
                .isEqualTo(2);
        assertThat(errors.toString()).endsWith("trainer: " + key + "s: there is no such file" + System.lineSeparator());
    }

    @Test
    void makesKeysAndSaysWhatTheyAreFor() {
        assertThat(run("keys", "--out", folder.resolve("keys").toString())).isZero();
        assertThat(out.toString().lines())
                .hasSize(2)
                .anySatisfy(line -> assertThat(line)
                        .startsWith(folder.resolve("keys/release-key.pem") + ": the private key, for 'trainer publish"))
                .anySatisfy(line ->
                        assertThat(line).startsWith(folder.resolve("keys/release-key.pub.pem") + ": the public key"));
        assertThat(folder.resolve("keys/release-key.pem")).exists();
        assertThat(folder.resolve("keys/release-key.pub.pem")).exists();
    }

    @Test
    void overwritesNoKeys() {
        run("keys", "--out", folder.toString());
        assertThat(run("keys", "--out", folder.toString())).isEqualTo(1);
        assertThat(errors.toString()).hasLineCount(1).contains("release-key.pem is there already");
    }

    private int run(String... arguments) {
        return TrainerMain.commandLine()
                .setColorScheme(Help.defaultColorScheme(Ansi.OFF))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(errors))
                .execute(arguments);
    }
}
