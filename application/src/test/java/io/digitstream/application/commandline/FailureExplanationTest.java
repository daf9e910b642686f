package io.digitstream.application.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailureExplanationTest {
    @Test
    void saysWhichPortIsTaken() {
        assertThat(line(1, new UncheckedIOException("port 1:2", new BindException("Address already in use"))))
                .startsWith("port 1:2: Address already in use: stop what has the port, or name another (METRICS_PORT");
        assertThat(line(2, new IOException("port 1:2", new BindException("Cannot assign requested address"))))
                .startsWith("port 1:2: Cannot assign requested address: name another (METRICS_PORT");
        assertThat(line(2, new UncheckedIOException("port a:2", new UnknownHostException("a"))))
                .startsWith("port a:2: no host of that name is known: name another (METRICS_PORT");
    }

    @Test
    void saysWhatTheBrokerRefuses() {
        assertThat(line(2, new ExecutionException(new SaslAuthenticationException("invalid credentials"))))
                .contains("invalid credentials", "sasl.*");
        assertThat(line(1, new ExecutionException(new TopicAuthorizationException("Not authorized: [images]"))))
                .contains("Not authorized: [images]", "docs/security.md");
    }

    @Test
    void namesTheFileThatAClientCannotLoad() {
        Exception store = new KafkaException(
                "Failed to create new KafkaAdminClient",
                new KafkaException(
                        "Failed to load SSL keystore /trust.p12 of type PKCS12", new IOException("bad password")));
        assertThat(line(2, store)).contains("Failed to load SSL keystore /trust.p12 of type PKCS12: bad password");
    }

    @Test
    void tellsAHostThatIsUnknownFromASettingThatIsWrong() {
        assertThat(line(1, client("No resolvable bootstrap urls given in bootstrap.servers")))
                .contains("bootstrap.servers");
        assertThat(line(2, client("Invalid value x for configuration y")))
                .contains("Invalid value x for configuration y");
    }

    private static Exception client(String problem) {
        return new KafkaException("Failed to create new KafkaAdminClient", new ConfigException(problem));
    }

    @Test
    void saysWhichFileOrFolderCannotBeUsed() {
        assertThat(line(2, new AccessDeniedException("/data/lock"))).contains("permission denied: /data/lock");
        assertThat(line(2, new FileAlreadyExistsException("/work"))).contains("/work is a file, not a folder");
        assertThat(line(2, new FileSystemException("/data/lock", null, "Read-only file system")))
                .contains("/data/lock: Read-only file system");
        assertThat(line(1, new FileSystemException("/data/lock", null, "No space left on device")))
                .contains("/data/lock: No space left on device");
    }

    @Test
    void saysWhoHasTheStateFolder() {
        assertThat(
                        line(
                                1,
                                new KafkaException(
                                        "Unable to initialize state, this can happen if multiple instances of Kafka"
                                                + " Streams are running in the same state directory (current state directory is [/s/a])")))
                .contains("[/s/a]", "kafka.state.dir");
        assertThat(line(
                        2,
                        new KafkaException(
                                "x.y.ZException: state directory [/s/a] doesn't exist and couldn't be created")))
                .startsWith("state directory [/s/a]");
    }

    @Test
    void saysThatALibraryDoesNotRunHere() {
        assertThat(line(2, new IllegalStateException("no weights", new UnsatisfiedLinkError("wrong ELF class"))))
                .contains("wrong ELF class", System.getProperty("os.arch"));
        assertThat(line(
                        2,
                        new ExceptionInInitializerError(new RuntimeException("Failed to load onnx-runtime library"))))
                .contains("a native library cannot be loaded");
    }

    @Test
    void findsFoldersThatNothingCanBeUnpackedInto(@TempDir Path folder) throws IOException {
        Path file = java.nio.file.Files.createFile(folder.resolve("file"));
        assertThat(new UnpackingFolder(folder, "java.io.tmpdir").problem()).isEmpty();
        assertThat(new UnpackingFolder(file, "java.io.tmpdir").problem()).contains("is not a folder");
        assertThat(new UnpackingFolder(file.resolve("in"), "java.io.tmpdir").problem())
                .contains("is not a folder");
        assertThat(new UnpackingFolder(folder.resolve("none"), "java.io.tmpdir").problem())
                .contains("does not exist");
    }

    @Test
    void leavesABugItsStackTrace() {
        assertThat(FailureExplanation.of(new NullPointerException("a bug"))).isEmpty();
        assertThat(FailureExplanation.of(new IllegalStateException("another", new IllegalArgumentException())))
                .isEmpty();
        assertThat(FailureExplanation.of(new KafkaException("it failed"))).isEmpty();
    }

    @Test
    void saysEachProblemOnALineOfItsOwn() {
        FailureExplanation explained = FailureExplanation.of(new MisconfiguredException(List.of("one", "two")))
                .orElseThrow();
        assertThat(explained.lines()).containsExactly("one", "two");
        assertThat(explained.exitCode()).isEqualTo(2);
    }

    private static String line(int exitCode, Throwable failure) {
        FailureExplanation explained = FailureExplanation.of(failure).orElseThrow();
        assertThat(explained.exitCode()).isEqualTo(exitCode);
        assertThat(explained.lines()).hasSize(1);
        return explained.lines().get(0);
    }
}
