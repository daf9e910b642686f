package io.digitstream.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command line without a running system: help, wrong usage, missing files, a broker that is away. */
final class CommandLineTest {
    /** A port that nothing listens on: it is reserved, and below those that are given out. */
    private static final String NOWHERE = "127.0.0.1:1";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "read",
                "send",
                "watch",
                "page",
                "topics",
                "swaps",
                "torture",
                "bench path",
                "bench engines",
                "bench pipeline",
                "bench latency",
                "bench scale",
                "bench memory",
                "bench steps"
            })
    void helpsWithAnExample(String command) {
        String[] arguments = Stream.of((command + " --help").split(" "))
                .filter(argument -> !argument.isEmpty())
                .toArray(String[]::new);
        CommandRun run = CommandRun.of(arguments);
        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains("Example:")
                .anyMatch(line -> line.startsWith(("  digitstream " + command).stripTrailing()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "--nonsense",
                "read",
                "send",
                "send --drawn --images photos",
                "send --rate 2",
                "send --drawn --rate 0",
                "send --drawn --count 0",
                "topics --partitions 0",
                "page --host 0.0.0.0 --port 0",
                "watch --bootstrap-servers localhost",
                "watch --bootstrap-servers localhost:9092 --images-topic same --recognitions-topic same",
                "watch --bootstrap-servers localhost:9092 --connect-timeout 0",
                "read --images photos --timeout soon"
            })
    void answersWrongUsageWithTwo(String arguments) {
        CommandRun run = CommandRun.of(arguments.split(" "));
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).isNotEmpty();
    }

    @Test
    void whoeverServesThePageToOthersGivesATokenOrSaysThatNoneIsNeeded() {
        CommandRun run = CommandRun.of("page", "--host", "0.0.0.0", "--port", "0");
        assertThat(run.err())
                .anyMatch(line -> line.contains("others than this machine can reach 0.0.0.0: give a --token"));
    }

    @Test
    void saysInOneLineWhichFileIsMissing(@TempDir Path folder) {
        CommandRun run =
                CommandRun.of("read", "--images", folder.resolve("nothing").toString());
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).containsExactly("digitstream: no such file or folder: " + folder.resolve("nothing"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"read --images IMAGES", "send --images IMAGES", "watch", "topics"})
    void saysInOneLineThatTheBrokerIsAway(String arguments, @TempDir Path folder) throws IOException {
        Path image = Files.write(folder.resolve("a.png"), new byte[] {1});
        String complete =
                arguments.replace("IMAGES", image.toString()) + " --connect-timeout 1 --bootstrap-servers " + NOWHERE;
        CommandRun run = CommandRun.of(complete.split(" "));
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).containsExactly("digitstream: no Kafka broker answers at " + NOWHERE + " (waited 1 s)");
    }

    @Test
    void saysInOneLineThatAHostIsUnknown() {
        CommandRun run = CommandRun.of("watch", "--bootstrap-servers", "no-such-host.invalid:9092");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).hasSize(1).allMatch(line -> line.contains("no-such-host.invalid:9092"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"releases", "publish", "rollback", "pin", "export", "keys"})
    void helpsWithReleasesUnderItsOwnName(String command) {
        CommandRun run = CommandRun.of(command, "--help");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).anyMatch(line -> line.startsWith("Example: digitstream " + command));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "read", "watch", "releases", "rollback", "bench path", "bench pipeline"})
    void saysWhatExitCodesMean(String command) {
        CommandRun run = CommandRun.of((command + " --help").strip().split(" "));
        assertThat(run.out())
                .contains("  0     Done.", "  2     Wrong usage or settings.", "  130   Stopped by Ctrl-C.");
    }

    @Test
    void completesItsCommandsInTheShell() {
        CommandRun run = CommandRun.of("generate-completion");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .anyMatch(line -> line.startsWith("complete ") && line.contains(" digitstream"))
                .anyMatch(line -> line.contains("--bootstrap-servers"));
    }

    @Test
    void takesTheVersionFromTheBuild() {
        assertThat(CommandRun.of("--version").out()).isEqualTo(Arrays.asList("Digitstream (unpackaged)"));
    }
}
