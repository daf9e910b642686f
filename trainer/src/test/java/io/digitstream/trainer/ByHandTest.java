package io.digitstream.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.digitstream.application.connection.Connection;
import io.digitstream.schemas.CurrentRelease;
import io.digitstream.schemas.ReportKind;
import io.digitstream.schemas.Topics;
import io.digitstream.schemas.TrainingReport;
import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ByHandTest {
    private static final ByHand BY_HAND = new ByHand(
            new Connection("kafka:9092", Map.of(), Topics.defaults(), Connection.USUAL_PATIENCE),
            "ann",
            Instant.parse("2026-12-01T10:00:00Z"));

    @Test
    void reportsWhoDecidedAndWhatWasInForce() {
        TrainingReport report = BY_HAND.report("b", Optional.of(new CurrentRelease("a", true)), "pinned");

        assertThat(report.getKind()).isEqualTo(ReportKind.PUT_IN_FORCE);
        assertThat(report.getVersion()).isEqualTo("b");
        assertThat(report.getAgainst()).isEqualTo("a");
        assertThat(report.getAt()).isEqualTo("2026-12-01T10:00:00Z");
        assertThat(report.getBy()).isEqualTo("ann");
        assertThat(report.getReason()).isEqualTo("pinned by ann");
    }

    @Test
    void theFirstReleaseFollowsNone() {
        assertThat(BY_HAND.report("a", Optional.empty(), "published").getAgainst())
                .isNull();
    }

    /** On an empty topic: Avro has read nothing yet, and trusts none of our classes. */
    @Test
    void theFirstReportOfAProcessNeedsNothingReadBefore() throws IOException {
        try (URLClassLoader untouched = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
            assertThatCode(() -> untouched
                            .loadClass(FirstReport.class.getName())
                            .getMethod("make")
                            .invoke(null))
                    .doesNotThrowAnyException();
        }
    }

    private static URL[] classPath() throws MalformedURLException {
        List<URL> urls = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            urls.add(new File(entry).toURI().toURL());
        }
        return urls.toArray(new URL[0]);
    }

    /** What is loaded anew. */
    public static final class FirstReport {
        private FirstReport() {}

        /** Makes a report. */
        public static void make() {
            BY_HAND.report("a", Optional.empty(), "published");
        }
    }
}
