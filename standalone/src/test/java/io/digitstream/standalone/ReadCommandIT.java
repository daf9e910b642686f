package io.digitstream.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code read} with a broker and a processor of its own. */
final class ReadCommandIT {
    private static final String HEADER =
            "file,status,digits,confidence,weights,latency_ms,left,top,width,height,located";

    @Test
    void readsEveryFileAndSaysHowManyAreRight(@TempDir Path folder) throws IOException {
        PhotoFolder files = PhotoFolder.in(folder);
        Path csv = folder.resolve("readings.csv");
        CommandRun run = CommandRun.of(
                "read",
                "--images",
                files.photos().toString(),
                "--labels",
                files.labels().toString(),
                "--out",
                csv.toString());
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).hasSize(1);
        assertThat(run.lastLine()).matches("read 7 of 7, accuracy [01]\\.\\d{4} of 6 labelled, \\d+\\.\\d images/s");
        assertRows(Files.readAllLines(csv));
    }

    private static void assertRows(List<String> rows) {
        assertThat(rows).hasSize(1 + PhotoFolder.FILES).startsWith(HEADER);
        for (int i = 0; i < PhotoFolder.IMAGES; i++) {
            assertThat(rows.get(1 + i))
                    .matches("drawn-0000" + i
                            + "\\.png,(READ|UNCERTAIN|MORE_THAN_FIVE|NO_NUMBER),\\d{0,5},[01]\\.\\d{4},[^,]+,\\d+"
                            + "(,-?\\d+,-?\\d+,\\d+,\\d+,(true|false)|,,,,,)");
        }
        assertThat(rows.get(PhotoFolder.FILES)).matches(PhotoFolder.TEXT_FILE + ",REJECTED,,,,\\d+,,,,,");
    }
}
