package io.digitstream.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.digitstream.recognizer.weights.Release;
import io.digitstream.schemas.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Releases of other numbers of digits, and so of other input shapes, that a running processor takes over. */
final class ReleaseShapesIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Test
    void readsOnWithEachReleaseThatTakesOver(@TempDir Path folder) throws Exception {
        PhotoFolder files = PhotoFolder.in(folder);
        Release five = FormulaRelease.thatReads42(5, 1);
        Release eight = FormulaRelease.thatReads42(8, 2);
        try (LocalSystem system = LocalSystem.start(Topics.defaults())) {
            String broker = system.connection().bootstrapServers();
            for (Release next : List.of(eight, five, FormulaRelease.thatReads42(8, 3))) {
                trainer(broker, "publish", file(folder, next));
                awaitReadings(broker, files, next);
            }
            trainer(broker, "rollback", eight.version());
            awaitReadings(broker, files, eight);
        }
    }

    /** Every image is answered all along, at last by the release. */
    private static void awaitReadings(String broker, PhotoFolder files, Release release) {
        await().atMost(PATIENCE).until(() -> {
            CommandRun run =
                    CommandRun.of("read", "--images", files.photos().toString(), "--bootstrap-servers", broker);
            assertThat(run.exitCode()).isZero();
            assertThat(run.lastLine()).startsWith("read 7 of 7, ");
            return run.out().stream()
                            .filter(line -> line.contains(release.version()))
                            .count()
                    == PhotoFolder.IMAGES;
        });
    }

    private static String file(Path folder, Release release) throws IOException {
        return Files.write(folder.resolve(release.version() + ".safetensors"), release.write())
                .toString();
    }

    private static void trainer(String broker, String command, String argument) {
        CommandRun run = CommandRun.ofTrainer(command, argument, "--bootstrap-servers", broker);
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
    }
}
