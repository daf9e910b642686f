package io.digitstream.processor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program in a JVM of its own. */
class ProcessorMainTest {
    private final Path folder;

    ProcessorMainTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private record Ended(int code, String errors) {}

    @Test
    void printsAllWrongSettingsAndEndsWithCode2() throws Exception {
        Path file = folder.resolve("my.properties");
        Files.write(file, List.of("batch.max-size=many", "no.such.name=1", "kafka.poll.ms=often"));

        Ended ended = run(file);

        assertThat(ended.errors())
                .contains(
                        "These settings are wrong:",
                        "  batch.max-size: expected a whole number from 1 to 4,096, got 'many'",
                        "  no.such.name: there is no such setting",
                        "  kafka.poll.ms: ",
                        "  slots-per-task: expected a whole number from 1 to 4,096, got 'none'")
                .doesNotContain("Exception in thread");
        assertThat(ended.code()).isEqualTo(2);
    }

    @Test
    void saysWhichSettingsFileIsMissingAndEndsWithCode2() throws Exception {
        Ended ended = run(folder.resolve("none.properties"));

        assertThat(ended.errors()).contains("The settings file cannot be read", "none.properties");
        assertThat(ended.code()).isEqualTo(2);
    }

    private Ended run(Path file) throws IOException, InterruptedException {
        Path errors = folder.resolve("errors");
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                ProcessorMain.class.getName(),
                file.toString());
        builder.environment().put("SLOTS_PER_TASK", "none");
        Process process = builder.redirectError(errors.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            assertThat(process.waitFor(5, TimeUnit.MINUTES))
                    .as("the program ended")
                    .isTrue();
            return new Ended(process.exitValue(), Files.readString(errors, UTF_8));
        } finally {
            process.destroyForcibly();
        }
    }
}
