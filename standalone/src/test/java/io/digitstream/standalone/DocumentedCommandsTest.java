package io.digitstream.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.digitstream.trainer.TrainerMain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/**
 * Every command, option and environment variable that documents, the compose file and scripts name, held against the
 * command lines. The processor's settings have a test of their own.
 */
class DocumentedCommandsTest {
    private static final Pattern CALL = Pattern.compile(
            "(?<![\\w/:])(?:(?:\\./)?digitstream|(?:\\S*/)?(?:standalone|trainer)\\.jar|trainer) (?=[a-z-])([^|;&>)]*)");

    /** Spans of traces, which begin like a call. */
    private static final Set<String> TRACES = Set.of("digitstream batch");

    private static final Pattern COMPOSED = Pattern.compile("command: \\[(.*)]");
    private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--[a-z][a-z-]*");
    private static final Pattern VARIABLE = Pattern.compile("(?<![\\w./$-])[A-Z]+(?:_[A-Z0-9]+)+_?(?![\\w(])");
    private static final Pattern WORD = Pattern.compile("\\b[A-Z]+(?:_[A-Z0-9]+)+\\b");
    private static final Pattern SETTING_ROW = Pattern.compile("(?m)^\\| `([a-z.-]+)` \\| .* \\| .* \\|$");
    private static final Pattern SUBSTITUTED = Pattern.compile("\\$\\{(\\w+)");

    /** Options of Docker's, Kafka's and Maven's own commands. */
    private static final Set<String> OTHER_OPTIONS = Set.of(
            "--alter",
            "--describe",
            "--execute",
            "--group",
            "--profile",
            "--reset-offsets",
            "--resource-pattern-type",
            "--rm",
            "--scale",
            "--shift-by",
            "--state",
            "--to-current",
            "--to-earliest",
            "--topic",
            "--volumes");

    /** Variables that others read: the JVM, glibc, OpenMP, terminals; or names that are no variables at all. */
    private static final Set<String> OTHER_VARIABLES = Set.of(
            "JAVA_OPTS",
            "JAVA_TOOL_OPTIONS",
            "MALLOC_ARENA_MAX",
            "MALLOC_TRIM_THRESHOLD_",
            "NO_COLOR",
            "OMP_WAIT_POLICY",
            "ORT_DISABLE_TELEMETRY",
            "SASL_SSL");

    @Test
    void everyCallIsUnderstood() throws IOException {
        Set<String> wrong = new TreeSet<>();
        int calls = 0;
        for (Path document : Documents.markdown()) {
            String text = Files.readString(document);
            for (String code : Stream.concat(Documents.lines(text).stream(), Documents.spans(text).stream())
                    .toList()) {
                for (String call : calls(code)) {
                    calls++;
                    problems(call)
                            .forEach(problem -> wrong.add(Documents.name(document) + ": " + call + ": " + problem));
                }
            }
        }
        String compose = Files.readString(Documents.ROOT.resolve("docker-compose.yml"));
        for (String words :
                COMPOSED.matcher(compose).results().map(found -> found.group(1)).toList()) {
            String call = words.replaceAll("[,\"]", "");
            if (!call.startsWith("processor")) {
                calls++;
                problems(call.startsWith("trainer") ? call : "digitstream " + call)
                        .forEach(problem -> wrong.add("docker-compose.yml: " + call + ": " + problem));
            }
        }

        assertThat(calls).isGreaterThan(40);
        assertThat(wrong).isEmpty();
    }

    @Test
    void everyOptionIsKnown() throws IOException {
        Set<String> known = new TreeSet<>(OTHER_OPTIONS);
        commands()
                .forEach(command ->
                        known.addAll(command.getCommandSpec().optionsMap().keySet()));
        Set<String> unknown = new TreeSet<>();
        for (Path document : Documents.markdown()) {
            String text = Files.readString(document);
            Stream.concat(Documents.lines(text).stream(), Documents.spans(text).stream())
                    .flatMap(code -> OPTION.matcher(code).results())
                    .map(MatchResult::group)
                    .filter(option -> !known.contains(option))
                    .forEach(option -> unknown.add(Documents.name(document) + " names " + option));
        }

        assertThat(unknown).isEmpty();
    }

    @Test
    void everyVariableIsKnown() throws IOException {
        Set<String> known = new TreeSet<>(OTHER_VARIABLES);
        SETTING_ROW
                .matcher(Files.readString(Documents.ROOT.resolve("README.md")))
                .results()
                .forEach(row -> known.add(variable(row.group(1))));
        SUBSTITUTED
                .matcher(Files.readString(Documents.ROOT.resolve("docker-compose.yml")))
                .results()
                .forEach(name -> known.add(name.group(1)));
        for (Path source :
                Documents.files(file -> file.toString().replace('\\', '/').matches(".+/src/main/.+\\.(java|avsc)"))) {
            WORD.matcher(Files.readString(source)).results().forEach(word -> known.add(word.group()));
        }
        Set<String> unknown = new TreeSet<>();
        for (Path document : Documents.today()) {
            VARIABLE.matcher(Files.readString(document))
                    .results()
                    .map(MatchResult::group)
                    // Kafka's are held against the processor's settings.
                    .filter(name -> !known.contains(name) && !name.startsWith("KAFKA_"))
                    .forEach(name -> unknown.add(Documents.name(document) + " names " + name));
        }

        assertThat(unknown).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "./digitstream read --image photos.zip",
                "digitstream reads --images photos.zip",
                "java -jar trainer/target/trainer.jar publish my.safetensors --rate 3",
                "trainer roll-back 1"
            })
    void noticesWrongCalls(String code) {
        assertThat(calls(code))
                .singleElement()
                .satisfies(call -> assertThat(problems(call)).isNotEmpty());
    }

    private static List<String> calls(String code) {
        return CALL.matcher(code)
                .results()
                .map(MatchResult::group)
                .filter(call -> !TRACES.contains(call))
                .toList();
    }

    /** What is wrong with a call: its command, or an option that its command has not. */
    private static List<String> problems(String call) {
        CommandLine command =
                call.matches("(\\S*/)?trainer.*") ? TrainerMain.commandLine() : StandaloneMain.commandLine();
        List<String> words = new ArrayList<>(List.of(call.trim().split("\\s+")));
        words.remove(0);
        for (CommandLine sub = command; sub != null && !words.isEmpty(); ) {
            sub = command.getSubcommands().get(words.get(0));
            if (sub != null) {
                command = sub;
                words.remove(0);
            }
        }
        List<String> problems = new ArrayList<>();
        if (!words.isEmpty()
                && !command.getSubcommands().isEmpty()
                && !words.get(0).startsWith("-")) {
            problems.add("no such command: " + words.get(0));
        }
        for (MatchResult option :
                OPTION.matcher(String.join(" ", words)).results().toList()) {
            if (!command.getCommandSpec().optionsMap().containsKey(option.group())) {
                problems.add("no such option: " + option.group());
            }
        }
        return problems;
    }

    private static List<CommandLine> commands() {
        List<CommandLine> commands = new ArrayList<>();
        collect(StandaloneMain.commandLine(), commands);
        collect(TrainerMain.commandLine(), commands);
        return commands;
    }

    private static void collect(CommandLine command, List<CommandLine> commands) {
        commands.add(command);
        command.getSubcommands().values().forEach(sub -> collect(sub, commands));
    }

    private static String variable(String setting) {
        return setting.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }
}
