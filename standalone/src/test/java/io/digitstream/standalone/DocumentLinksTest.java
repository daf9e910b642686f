package io.digitstream.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What documents link, and the classes, packages and files that they name: all of it is there. */
class DocumentLinksTest {
    private static final Pattern LINK = Pattern.compile("\\[([^\\]]*)]\\(([^)\\s]+)\\)");
    private static final Pattern ELSEWHERE = Pattern.compile("[a-z]+:.*");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.*)$");
    private static final Pattern TYPE = Pattern.compile("([A-Z][a-z]\\w*)(?:[.#]\\w+(?:\\(.*\\))?)?");
    private static final Pattern PACKAGE = Pattern.compile("io\\.digitstream(?:\\.[a-z]+)+");
    private static final Pattern FILE = Pattern.compile(
            "(?:\\./)?((?:\\.ci|application|docker|docs|observability|processor|recognizer|schemas|standalone|trainer)/[\\w./-]+)");

    /** In backticks like classes, and none of ours: the JDK's, files, words of Kafka's tools. */
    private static final Set<String> OTHERS = Set.of("Font", "Dockerfile", "Empty");

    @Test
    void everyLinkLeadsSomewhere() throws IOException {
        Set<String> broken = new TreeSet<>();
        for (Path document : Documents.markdown()) {
            LINK.matcher(Files.readString(document)).results().forEach(link -> {
                if (!isThere(document, link.group(2))) {
                    broken.add(Documents.name(document) + " links " + link.group(2));
                }
            });
        }

        assertThat(broken).isEmpty();
    }

    @Test
    void aLinkToAClassHasItsName() throws IOException {
        Set<String> wrong = new TreeSet<>();
        for (Path document : Documents.markdown()) {
            LINK.matcher(Files.readString(document)).results().forEach(link -> {
                String text = link.group(1).replace("`", "");
                if (link.group(2).endsWith(".java")
                        && TYPE.matcher(text).matches()
                        && !link.group(2).endsWith("/" + text + ".java")) {
                    wrong.add(Documents.name(document) + " calls " + link.group(2) + " " + text);
                }
            });
        }

        assertThat(wrong).isEmpty();
    }

    @Test
    void everyClassAndPackageThatIsNamedIsThere() throws IOException {
        List<Path> sources = Documents.files(file -> file.toString().matches(".+\\.(java|avsc)"));
        Set<String> types = sources.stream()
                .map(file -> file.getFileName().toString().replaceFirst("\\.\\w+$", ""))
                .collect(Collectors.toSet());
        Set<String> packages = sources.stream()
                .map(file -> file.toString()
                        .replace('\\', '/')
                        .replaceFirst(".*/java/", "")
                        .replaceFirst("/[^/]*$", ""))
                .map(folder -> folder.replace('/', '.'))
                .collect(Collectors.toSet());
        Set<String> alerts = Set.copyOf(DocumentedFactsTest.alerts());
        Set<String> unknown = new TreeSet<>();
        for (Path document : Documents.today()) {
            for (String span : Documents.spans(Files.readString(document))) {
                var type = TYPE.matcher(span);
                if (type.matches()
                        && !types.contains(type.group(1))
                        && !alerts.contains(span)
                        && !OTHERS.contains(type.group(1))) {
                    unknown.add(Documents.name(document) + " names the class " + span);
                }
                if (PACKAGE.matcher(span).matches() && !packages.contains(span)) {
                    unknown.add(Documents.name(document) + " names the package " + span);
                }
            }
        }

        assertThat(unknown).isEmpty();
    }

    @Test
    void everyFileThatIsNamedIsThere() throws IOException {
        Set<String> missing = new TreeSet<>();
        for (Path document : Documents.markdown()) {
            for (String span : Documents.spans(Files.readString(document))) {
                var file = FILE.matcher(span);
                if (file.matches()
                        && !span.contains("/target/")
                        && !span.endsWith("/target")
                        && !Files.exists(Documents.ROOT.resolve(file.group(1)))) {
                    missing.add(Documents.name(document) + " names " + span);
                }
            }
        }

        assertThat(missing).isEmpty();
    }

    private static boolean isThere(Path document, String link) {
        if (ELSEWHERE.matcher(link).matches()) {
            return true;
        }
        int hash = link.indexOf('#');
        String path = hash < 0 ? link : link.substring(0, hash);
        Path target = path.isEmpty() ? document : document.resolveSibling(path).normalize();
        if (!target.startsWith(Documents.ROOT) || !Files.exists(target)) {
            return false;
        }
        return hash < 0 || anchors(target).contains(link.substring(hash + 1));
    }

    /** As GitHub makes them of headings; of two that are the same only the first. */
    private static Set<String> anchors(Path document) {
        try {
            return HEADING.matcher(Files.readString(document))
                    .results()
                    .map(heading -> LINK.matcher(heading.group(1)).replaceAll("$1"))
                    .map(heading -> heading.strip()
                            .toLowerCase(Locale.ROOT)
                            .replaceAll("[^\\p{L}\\p{N}_ -]", "")
                            .replace(' ', '-'))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
