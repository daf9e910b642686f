package io.digitstream.standalone.observation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.digitstream.application.connection.Connection;
import io.digitstream.application.endpoint.Endpoint;
import io.digitstream.schemas.Topics;
import io.digitstream.standalone.page.PageAccess;
import io.digitstream.standalone.page.PageServer;
import io.digitstream.trainer.metrics.CycleMetrics;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of folder observability and docs/operations.md, held against what the applications really show. */
final class MetricNamesIT {
    private static final Path PROMETHEUS = Path.of("..", "observability", "prometheus");
    private static final Path DASHBOARD = Path.of("..", "observability", "grafana", "dashboards", "digitstream.json");
    private static final Path OPERATIONS = Path.of("..", "docs", "operations.md");
    private static final Path COMPOSE = Path.of("..", "docker-compose.yml");
    private static final Pattern ALERT = Pattern.compile("- alert: (\\w+)");
    private static final Pattern ALERT_ROW = Pattern.compile("^\\| `([A-Z][a-z]\\w+)` \\|", Pattern.MULTILINE);
    private static final Pattern TARGET = Pattern.compile("(?:targets|names): \\[(\\w+)");
    private static final Pattern SERVICE = Pattern.compile("^  (\\w+):$", Pattern.MULTILINE);

    /** By the names of the applications. */
    private static final Map<String, String> SCRAPES = new LinkedHashMap<>();

    @BeforeAll
    static void scrape(@TempDir Path folder) throws Exception {
        try (ObservedProcessor processor = ObservedProcessor.start(folder, List.of())) {
            processor.awaitReady();
            SCRAPES.put("processor", processor.scrape());
        }
        try (Endpoint trainer = Endpoint.open("localhost", OptionalInt.empty())) {
            assertThat(new CycleMetrics(trainer.registry())).isNotNull();
            SCRAPES.put("trainer", trainer.scrape());
        }
        Connection nowhere = Connection.to("127.0.0.1:1", Topics.defaults());
        try (PageServer page = PageServer.start(nowhere, PageAccess.open(), "localhost", 0)) {
            SCRAPES.put("page", get(page.port()));
        }
    }

    private static String get(int port) throws IOException {
        try (var metrics =
                URI.create("http://localhost:" + port + "/metrics").toURL().openStream()) {
            return new String(metrics.readAllBytes(), UTF_8);
        }
    }

    @Test
    void alertsAskForMetricsThatAreShown() throws IOException {
        Set<String> asked = MetricNames.asked(Files.readString(PROMETHEUS.resolve("alerts.yml")));

        assertThat(asked).hasSizeGreaterThan(15);
        assertThat(known()).containsAll(asked);
    }

    @Test
    void theDashboardAsksForMetricsThatAreShown() throws IOException {
        List<String> expressions =
                new ObjectMapper().readTree(DASHBOARD.toFile()).findValuesAsText("expr");
        Set<String> asked = MetricNames.asked(String.join("\n", expressions));

        assertThat(asked).hasSizeGreaterThan(30);
        assertThat(known()).containsAll(asked);
    }

    private static Set<String> known() {
        Set<String> known = new TreeSet<>();
        SCRAPES.values().forEach(scrape -> {
            known.addAll(MetricNames.shown(scrape));
            known.addAll(MetricNames.families(scrape).keySet());
        });
        return known;
    }

    @Test
    void everyMetricIsDocumentedAsItIsShown() throws IOException {
        String expected = SCRAPES.entrySet().stream()
                .map(scrape -> rows(scrape.getKey(), MetricNames.families(scrape.getValue())))
                .collect(Collectors.joining());

        assertThat(Files.readString(OPERATIONS))
                .as("the table of metrics; it should be\n\n%s", expected)
                .contains("|---|---|---|---|\n" + expected + "\n");
    }

    private static String rows(String application, Map<String, MetricNames.Family> families) {
        List<String> rows = new ArrayList<>();
        families.forEach((name, family) ->
                rows.add("| `%s` | %s | %s | %s |\n".formatted(name, application, family.type(), family.meaning())));
        return String.join("", rows);
    }

    @Test
    void everyAlertIsDocumented() throws IOException {
        assertThat(found(ALERT_ROW, OPERATIONS))
                .containsExactlyElementsOf(found(ALERT, PROMETHEUS.resolve("alerts.yml")));
    }

    @Test
    void prometheusAsksTheServicesThatComposeStarts() throws IOException {
        List<String> targets = found(TARGET, PROMETHEUS.resolve("prometheus.yml"));

        assertThat(targets).hasSize(4);
        assertThat(found(SERVICE, COMPOSE)).containsAll(targets);
    }

    private static List<String> found(Pattern pattern, Path file) throws IOException {
        return pattern.matcher(Files.readString(file))
                .results()
                .map(found -> found.group(1))
                .toList();
    }
}
