package io.digitstream.standalone;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.digitstream.application.commandline.ExitCodes;
import io.digitstream.recognizer.image.ImageLimits;
import io.digitstream.recognizer.image.RejectionReason;
import io.digitstream.schemas.ReadingStatus;
import io.digitstream.schemas.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Tables and numbers of documents and deployment files that repeat what the code says. */
class DocumentedFactsTest {
    @Test
    void theTableOfTopicsHasTheirNames() throws IOException {
        Topics topics = Topics.defaults();

        assertThat(firstColumn("README.md", "topic"))
                .containsExactly(
                        topics.images(),
                        topics.recognitions(),
                        topics.rejectedImages(),
                        topics.labeledImages(),
                        topics.weights(),
                        topics.trainingReports());
    }

    @Test
    void theTableOfRejectionsHasEveryReason() throws IOException {
        assertThat(firstColumn("docs/operations.md", "reason"))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(RejectionReason.values()).map(Enum::name).toList());
    }

    @Test
    void theReadmeNamesEveryStatus() throws IOException {
        assertThat(read("README.md"))
                .contains(Stream.of(ReadingStatus.values())
                        .map(status -> "`" + status + "`")
                        .toList());
    }

    @Test
    void theTableOfExitCodesHasThoseOfEveryCommand() throws IOException {
        Set<String> documented = new TreeSet<>();
        firstColumn("docs/operations.md", "code").forEach(cell -> documented.addAll(List.of(cell.split(", "))));

        assertThat(documented)
                .containsAll(Stream.of(
                                ExitCodes.DONE,
                                ExitCodes.FAILED,
                                ExitCodes.WRONG_USAGE,
                                ExitCodes.INTERRUPTED,
                                ExitCodes.TERMINATED)
                        .map(line -> line.substring(0, line.indexOf(':')))
                        .toList());
    }

    @Test
    void theImageLimitsAreThoseOfTheCode() throws IOException {
        assertThat(read("docs/security.md"))
                .contains("Files over %d MiB and images over %d million pixels"
                        .formatted(ImageLimits.DEFAULT.maxBytes() >> 20, ImageLimits.DEFAULT.maxPixels() / 1_000_000));
    }

    @Test
    void portsAreTheSameEverywhere() throws IOException {
        String metrics = only("Dockerfile", "METRICS_PORT=(\\d+)");
        CommandLine command = StandaloneMain.commandLine().getSubcommands().get("page");
        String page =
                requireNonNull(command).getCommandSpec().findOption("--port").defaultValue();

        assertThat(only("Dockerfile", "EXPOSE (.*)")).isEqualTo(page + " " + metrics);
        assertThat(only("docker/healthy", "port=(\\d+)")).isEqualTo(page);
        assertThat(found("observability/prometheus/prometheus.yml", "(?:processor:|trainer:|port: )(\\d+)"))
                .hasSize(3)
                .containsOnly(metrics);
        assertThat(only("observability/prometheus/prometheus.yml", "page:(\\d+)"))
                .isEqualTo(page);
        assertThat(only("docs/operations.md", "each at port (\\d+)")).isEqualTo(metrics);
        assertThat(only("docs/operations.md", "but for the page\\s+at (\\d+)")).isEqualTo(page);
        assertThat(only("README.md", "readings in the terminal and at http://localhost:(\\d+)"))
                .isEqualTo(page);
        assertThat(only("docker-compose.yml", "PAGE_PORT:-\\d+}:(\\d+)")).isEqualTo(page);
    }

    /** The names of all alerts. */
    static List<String> alerts() throws IOException {
        return found("observability/prometheus/alerts.yml", "- alert: (\\w+)");
    }

    /** Of the table whose first column has this title; names are in backticks, or bare. */
    private static List<String> firstColumn(String document, String title) throws IOException {
        String table = only(document, "(?ms)^\\| " + title + " \\|.*?\\n\\|[-|]+\\n(.*?)^(?!\\|)");
        return table.lines()
                .map(row -> row.substring(2, row.indexOf(" |")).replace("`", ""))
                .toList();
    }

    private static String only(String file, String pattern) throws IOException {
        List<String> found = found(file, pattern);
        assertThat(found).as("%s in %s", pattern, file).hasSize(1);
        return found.get(0);
    }

    private static List<String> found(String file, String pattern) throws IOException {
        return Pattern.compile(pattern)
                .matcher(read(file))
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static String read(String file) throws IOException {
        return Files.readString(Documents.ROOT.resolve(file));
    }
}
