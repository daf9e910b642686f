package io.digitstream.processor.settings;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SettingsTableTest {
    private static final Path README = Path.of("..", "README.md");
    private static final Pattern TABLE =
            Pattern.compile("<!-- settings -->\\R(?<table>.*?)<!-- /settings -->", Pattern.DOTALL);

    /** A name or a default that changes breaks somebody's installation: change it here as well, and say so in the notes. */
    @Test
    void everySettingHasTheNameAndTheDefaultThatItAlwaysHad() {
        assertThat(Setting.ALL.stream().map(setting -> setting.name() + "=" + setting.standard()))
                .containsExactly(
                        "topics.images=images",
                        "topics.recognitions=recognitions",
                        "topics.rejected-images=rejected-images",
                        "topics.labeled-images=labeled-images",
                        "topics.weights=weights",
                        "topics.training-reports=training-reports",
                        "batch.max-size=32",
                        "batch.linger-ms=0",
                        "batch.target-ms=100",
                        "slots-per-task=64",
                        "images.max-bytes=10485760",
                        "images.max-pixels=50000000",
                        "looks.places=2",
                        "looks.sizes=2",
                        "uncertain-below=",
                        "digits.max=12",
                        "inference.engine=",
                        "inference.device=cpu",
                        "inference.precision=fp32",
                        "weights.public-key=",
                        "shadow.share=0",
                        "shadow.most-disagreement=0.1",
                        "schema.registry.url=",
                        "metrics.port=",
                        "metrics.host=localhost");
    }

    @Test
    void fewOfKafkasDefaultsAreChanged() {
        assertThat(KafkaNames.STANDARD)
                .isEqualTo(Map.ofEntries(
                        Map.entry("application.id", "digitstream-processor"),
                        Map.entry("bootstrap.servers", "localhost:9092"),
                        Map.entry("processing.guarantee", "exactly_once_v2"),
                        Map.entry("commit.interval.ms", "100"),
                        Map.entry("poll.ms", "5"),
                        Map.entry("fetch.max.wait.ms", "50"),
                        Map.entry("heartbeat.interval.ms", "500"),
                        Map.entry("global.consumer.max.partition.fetch.bytes", "16777216"),
                        Map.entry("producer.max.in.flight.requests.per.connection", "1"),
                        Map.entry("producer.batch.size", "262144"),
                        Map.entry("statestore.cache.max.bytes", "134217728")));
    }

    @Test
    void kafkasDefaultsThatAreChangedAreNamesOfKafka() {
        assertThat(KafkaNames.all()).containsAll(KafkaNames.STANDARD.keySet());
    }

    @Test
    void theReadmeSaysTheSame() throws IOException {
        String expected = expectedTable();
        Matcher table = TABLE.matcher(Files.readString(README));

        assertThat(table.find())
                .as("a table between <!-- settings --> and <!-- /settings -->")
                .isTrue();
        assertThat(table.group("table"))
                .as("the table of settings in README.md; it should be\n\n%s", expected)
                .isEqualToNormalizingNewlines(expected);
    }

    private static String expectedTable() {
        String own = Setting.ALL.stream()
                .map(setting -> row(setting.name(), setting.standard(), setting.meaning()))
                .collect(joining());
        String kafkas = new TreeMap<>(KafkaNames.STANDARD)
                .entrySet().stream()
                        .map(entry -> row("kafka." + entry.getKey(), entry.getValue(), "Kafka's setting of that name"))
                        .collect(joining());
        return "| setting | default | meaning |\n|---|---|---|\n" + own + kafkas;
    }

    private static String row(String name, String standard, String meaning) {
        return "| `%s` | %s | %s |\n".formatted(name, standard.isEmpty() ? "" : "`" + standard + "`", meaning);
    }
}
