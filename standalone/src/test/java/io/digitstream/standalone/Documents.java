package io.digitstream.standalone;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The files of the repository, and what documents contain. */
final class Documents {
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final Set<String> NOT_OURS = Set.of(".git", "target", "shared");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```.*?^```$");
    private static final Pattern INDENTED = Pattern.compile("(?m)^(?: {4}|\\t).*(?:\\n|$)");
    private static final Pattern SPAN = Pattern.compile("`([^`]+)`");

    private Documents() {}

    /** All Markdown files. */
    static List<Path> markdown() throws IOException {
        return files(file -> file.toString().endsWith(".md"));
    }

    /** All Markdown files but decisions, which speak of the day when they were taken. */
    static List<Path> today() throws IOException {
        return files(file -> file.toString().endsWith(".md") && !file.startsWith(ROOT.resolve("docs/decisions")));
    }

    /** All files but those that a build makes, sorted. */
    static List<Path> files(Predicate<Path> chosen) throws IOException {
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return NOT_OURS.contains(folder.getFileName().toString())
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile() && chosen.test(file)) {
                    files.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return files.stream().sorted().toList();
    }

    /** What stands in backticks within a line or two. */
    static List<String> spans(String markdown) {
        return SPAN.matcher(BLOCK.matcher(markdown).replaceAll(""))
                .results()
                .map(span -> span.group(1).replaceAll("\\s+", " "))
                .toList();
    }

    /** Lines of code: indented, or in a block. */
    static List<String> lines(String markdown) {
        List<String> code = new ArrayList<>();
        for (Pattern pattern : List.of(BLOCK, INDENTED)) {
            pattern.matcher(markdown)
                    .results()
                    .map(MatchResult::group)
                    .forEach(block ->
                            block.replaceAll("\\\\\\n\\s*", " ").lines().forEach(code::add));
        }
        return code;
    }

    /** A file as messages name it. */
    static String name(Path file) {
        return ROOT.relativize(file).toString();
    }
}
