package io.digitstream.processor.settings;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.digitstream.recognizer.image.RejectionReason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every setting that a document, a script or the compose file names, by its name or its variable, held against the code. */
class DocumentedSettingsTest {
    private static final Path ROOT = Path.of("..");
    private static final List<String> PLACES = List.of(
            "README.md", "ARCHITECTURE.md", "docs", "Dockerfile", "docker", "docker-compose.yml", "digitstream", ".ci");

    private static final Pattern TEXT = Pattern.compile("[^.]+|.+\\.(md|yml)");
    private static final Pattern NAME = Pattern.compile("(?<![\\w./:@$-])[a-z]+(?:[.-][a-z0-9]+)+(?:\\.\\*)?");
    private static final Pattern FILE = Pattern.compile(".+\\.(csv|jar|json|md|onnx|pem|png|safetensors|sh|svg|zip)");
    private static final Pattern VARIABLE = Pattern.compile("(?<![\\w.])[A-Z]+(?:_[A-Z0-9]+)+(?![\\w(])");

    /** What the compose file takes from the shell that calls it. */
    private static final Pattern SUBSTITUTED = Pattern.compile("\\$\\{(\\w+)");

    /** A broker's variables are Kafka's, in an image of Kafka. */
    private static final Pattern BROKER = Pattern.compile("(?m)^( *)(?:x-)?broker[\\w-]*:.*\\n(?:(?:\\1 +.*)?\\n)*");

    private static final SettingNames NAMES = SettingNames.all();
    private static final Set<String> VARIABLES = Stream.concat(
                    Setting.ALL.stream().map(Setting::name),
                    KafkaNames.all().stream().map(name -> KafkaNames.PREFIX + name))
            .map(SettingNames::variable)
            .collect(toSet());

    private static final Set<String> LEGACY_VARIABLES = Setting.ALL.stream()
            .flatMap(setting -> setting.legacyNames().stream())
            .map(SettingNames::variable)
            .collect(toSet());

    /** They look like variables of the settings {@code inference.*}. */
    private static final Set<String> REASONS =
            Stream.of(RejectionReason.values()).map(Enum::name).collect(toSet());

    @Test
    void documentsNameNoSettingThatThereIsNot() throws IOException {
        String compose = Files.readString(ROOT.resolve("docker-compose.yml"));
        Set<String> composes = new TreeSet<>(found(SUBSTITUTED, compose, match -> match.group(1)));
        Set<String> unknown = new TreeSet<>();
        int documents = 0;
        for (Path document : documents()) {
            documents++;
            for (String name : unknownNames(Files.readString(document))) {
                if (!composes.contains(name)) {
                    unknown.add(ROOT.relativize(document) + " names " + name);
                }
            }
        }

        assertThat(documents).isGreaterThan(20);
        assertThat(unknown).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "`image.max-bytes`",
                "Set batch.size.",
                "(`kafka.bootstrap.server`,",
                "`slots-per-partition`",
                "`shadow.share-of=0.1`",
                "`metrics.port.*`",
                "IMAGE_MAX_BYTES=5",
                "`KAFKA_BOOTSTRAP_SERVER`",
                "    BATCH_SIZE=5 java -jar processor.jar"
            })
    void noticesASettingThatThereIsNot(String text) {
        assertThat(unknownNames(text)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "`images.max-bytes`",
                "`shadow.share=0.1`,",
                "Look at metrics.port.",
                "`kafka.producer.*`",
                "weights.safetensors, images.zip",
                "[slots](0001-slots-in-a-changelogged-store.md)",
                "IMAGES_MAX_BYTES=5",
                "WireFormat.IMAGE_EVENT",
                "`INFERENCE_FAILED`",
                "KAFKA_PRODUCER_LINGER_MS"
            })
    void acceptsSettingsAndWhatIsNone(String text) {
        assertThat(unknownNames(text)).isEmpty();
    }

    private static Set<String> unknownNames(String document) {
        String text = BROKER.matcher(document).replaceAll("");
        Set<String> unknown = new TreeSet<>();
        for (String name : found(NAME, text, MatchResult::group)) {
            if (NAMES.isLikeASetting(name) && !FILE.matcher(name).matches() && !isSetting(name)) {
                unknown.add(name);
            }
        }
        for (String variable : found(VARIABLE, text, MatchResult::group)) {
            if (!VARIABLES.contains(variable)
                    && !REASONS.contains(variable)
                    && (LEGACY_VARIABLES.contains(variable)
                            || !NAMES.unknownVariables(Map.of(variable, "")).isEmpty())) {
                unknown.add(variable);
            }
        }
        return unknown;
    }

    private static boolean isSetting(String name) {
        if (name.endsWith(".*")) {
            String group = SettingNames.variable(name.substring(0, name.length() - 1));
            return VARIABLES.stream().anyMatch(variable -> variable.startsWith(group));
        }
        return NAMES.isCurrent(name);
    }

    private static List<String> found(Pattern pattern, String text, Function<MatchResult, String> part) {
        return pattern.matcher(text).results().map(part).toList();
    }

    private static List<Path> documents() {
        return PLACES.stream()
                .map(ROOT::resolve)
                .flatMap(DocumentedSettingsTest::files)
                .filter(file -> TEXT.matcher(file.getFileName().toString()).matches())
                .sorted()
                .toList();
    }

    private static Stream<Path> files(Path place) {
        try (Stream<Path> files = Files.walk(place)) {
            return files.filter(Files::isRegularFile).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
