package io.digitstream.trainer.photos;

import io.digitstream.application.commandline.FirstFew;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Finds out which file each name in a CSV means. First the same name, however it is written (Unicode form, {@code \} for
 * {@code /}, {@code ./} before it, spaces around it); then one that has folders before it on one side only; then one whose
 * extension is in other case. The last two only where no other name and no other file comes into question. One use.
 */
final class NameMatch {
    /** Folders that are compared at most. */
    private static final int MOST_FOLDERS = 16;

    private final Map<String, String> found = new HashMap<>();
    private final Set<String> open;
    private final Set<String> free;
    private final List<String> ambiguous = new ArrayList<>();
    private final int names;

    private NameMatch(Collection<String> names, Collection<String> files) {
        this.open = new LinkedHashSet<>(names);
        this.free = new LinkedHashSet<>(files);
        this.names = open.size();
    }

    static NameMatch of(Collection<String> names, Collection<String> files) {
        NameMatch match = new NameMatch(names, files);
        match.sameNames();
        match.related(NameMatch::asIs, true);
        match.related(NameMatch::withSmallExtension, false);
        match.related(NameMatch::withSmallExtension, true);
        return match;
    }

    private void sameNames() {
        Map<String, String> byKey = new HashMap<>();
        free.forEach(file -> byKey.putIfAbsent(asIs(file), file));
        for (String name : List.copyOf(open)) {
            String file = free.contains(name) ? name : byKey.get(asIs(name));
            if (file != null) {
                found.put(name, file);
                open.remove(name);
            }
        }
        found.values().forEach(free::remove);
    }

    private void related(UnaryOperator<String> key, boolean withFolders) {
        if (open.isEmpty() || free.isEmpty()) {
            return;
        }
        Map<String, Set<String>> byPath = new HashMap<>();
        Map<String, Set<String>> byEnd = new HashMap<>();
        for (String file : free) {
            String path = key.apply(file);
            byPath.computeIfAbsent(path, any -> new TreeSet<>()).add(file);
            if (withFolders) {
                ends(path)
                        .forEach(end -> byEnd.computeIfAbsent(end, any -> new TreeSet<>())
                                .add(file));
            }
        }
        Map<String, Set<String>> files = new LinkedHashMap<>();
        Map<String, Set<String>> namesOf = new HashMap<>();
        for (String name : open) {
            String path = key.apply(name);
            Set<String> candidates = new TreeSet<>(byPath.getOrDefault(path, Set.of()));
            if (withFolders) {
                candidates.addAll(byEnd.getOrDefault(path, Set.of()));
                ends(path).forEach(end -> candidates.addAll(byPath.getOrDefault(end, Set.of())));
            }
            candidates.forEach(file ->
                    namesOf.computeIfAbsent(file, any -> new TreeSet<>()).add(asIs(name)));
            if (!candidates.isEmpty()) {
                files.put(name, candidates);
            }
        }
        files.forEach((name, candidates) -> settle(name, List.copyOf(candidates), namesOf));
        files.values().forEach(candidates -> candidates.forEach(free::remove));
    }

    private void settle(String name, List<String> candidates, Map<String, Set<String>> namesOf) {
        open.remove(name);
        String file = candidates.get(0);
        Set<String> rivals = Objects.requireNonNull(namesOf.get(file));
        if (candidates.size() > 1) {
            ambiguous.add(asIs(name) + " may mean any of these files, so none is used: " + FirstFew.names(candidates));
        } else if (rivals.size() > 1) {
            ambiguous.add(asIs(name) + " is not used: the file " + file + " may be meant by any of these names: "
                    + FirstFew.names(List.copyOf(rivals)));
        } else {
            found.put(name, file);
        }
    }

    /** The path without its first folder, without its first two, and so on. */
    private static Stream<String> ends(String path) {
        return Stream.iterate(path, rest -> rest.indexOf('/') >= 0, rest -> rest.substring(rest.indexOf('/') + 1))
                .limit(MOST_FOLDERS)
                .map(rest -> rest.substring(rest.indexOf('/') + 1));
    }

    private static String asIs(String name) {
        return FileName.relative(name.strip());
    }

    private static String withSmallExtension(String name) {
        String path = asIs(name);
        int dot = path.lastIndexOf('.');
        return dot < path.lastIndexOf('/') + 1
                ? path
                : path.substring(0, dot) + path.substring(dot).toLowerCase(Locale.ROOT);
    }

    /** Returns the file of each name that means one. */
    Map<String, String> files() {
        return Map.copyOf(found);
    }

    /** Returns a line for each name that may mean several files, or whose file may be meant by several names. */
    List<String> ambiguous() {
        return List.copyOf(ambiguous);
    }

    /** Returns a line for each kind of name that means no file, or no single one. */
    List<String> problems() {
        List<String> problems = new ArrayList<>(FirstFew.lines(ambiguous));
        if (!open.isEmpty()) {
            problems.add(String.format(
                    Locale.ROOT,
                    "%,d of %,d names match no file: %s",
                    open.size(),
                    names,
                    FirstFew.names(open.stream().map(NameMatch::asIs).toList())));
        }
        return problems;
    }
}
