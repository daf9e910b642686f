package io.digitstream.trainer.photos;

import io.digitstream.application.commandline.FirstFew;
import io.digitstream.application.lifecycle.Closer;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The files of a folder or zip with the labels that a label file gives them. One thread. */
public final class LabeledFolder implements Closeable {
    private final ImageFolder folder;
    private final List<LabelRow> rows;
    private final List<String> problems;

    private LabeledFolder(ImageFolder folder, List<LabelRow> rows, List<String> problems) {
        this.folder = folder;
        this.rows = List.copyOf(rows);
        this.problems = List.copyOf(problems);
    }

    /**
     * Opens the files, and finds the file of each label.
     *
     * @param labels null for none
     * @throws IOException if files or labels cannot be opened, or no label is one of a file
     */
    public static LabeledFolder open(Path images, @Nullable Path labels) throws IOException {
        ImageFolder folder = ImageFolder.open(images);
        try {
            return labels == null
                    ? new LabeledFolder(folder, List.of(), List.of())
                    : label(folder, images, LabelFile.read(labels));
        } catch (IOException | RuntimeException | Error e) {
            Closer.closeAfter(e, folder);
            throw e;
        }
    }

    private static LabeledFolder label(ImageFolder folder, Path images, LabelFile labels) throws IOException {
        List<String> names = folder.names();
        NameMatch match =
                NameMatch.of(labels.rows().stream().map(LabelRow::file).toList(), names);
        if (match.files().isEmpty() && !isNothing(names, labels)) {
            throw new IOException(noneMatched(names, images, labels)
                    + match.ambiguous().stream()
                            .findFirst()
                            .map(why -> "; " + why)
                            .orElse(""));
        }
        Map<String, Set<String>> contradictions = new TreeMap<>();
        List<LabelRow> rows = withoutContradictions(matched(labels, match), contradictions);
        List<String> problems = new ArrayList<>(FirstFew.lines(labels.problems()));
        List<String> more = new ArrayList<>(FirstFew.lines(contradictions.entrySet().stream()
                .map(file -> file.getKey() + " has different labels, so none is used: "
                        + FirstFew.names(List.copyOf(file.getValue())))
                .toList()));
        more.addAll(match.problems());
        more.addAll(withoutLabel(names, Set.copyOf(match.files().values())));
        more.forEach(problem -> problems.add(labels.path() + ": " + problem));
        return new LabeledFolder(folder, rows, problems);
    }

    private static boolean isNothing(List<String> names, LabelFile labels) {
        return names.isEmpty() && labels.rows().isEmpty() && labels.problems().isEmpty();
    }

    private static String noneMatched(List<String> names, Path images, LabelFile labels) {
        if (labels.rows().isEmpty()) {
            return labels.path() + " has no labels"
                    + (labels.problems().isEmpty()
                            ? ""
                            : "; " + labels.problems().get(0));
        }
        return String.format(
                Locale.ROOT,
                "none of the %,d labels of %s matches a file of %s: a label is of '%s', %s",
                labels.rows().size(),
                labels.path(),
                images,
                FileName.relative(labels.rows().get(0).file()),
                names.isEmpty() ? "and there are no files" : "a file is called '" + names.get(0) + "'");
    }

    /** Those rows whose files are there, with the names that these have. */
    private static List<LabelRow> matched(LabelFile labels, NameMatch match) {
        List<LabelRow> rows = new ArrayList<>();
        for (LabelRow row : labels.rows()) {
            String file = match.files().get(row.file());
            if (file != null) {
                rows.add(new LabelRow(file, row.label(), row.region(), row.confidence()));
            }
        }
        return rows;
    }

    /** A photo may show several numbers, each in a box of its own; only one of them can be in the same box. */
    private static List<LabelRow> withoutContradictions(List<LabelRow> rows, Map<String, Set<String>> contradictions) {
        Map<LabelRow, LabelRow> first = new LinkedHashMap<>();
        Set<LabelRow> contradicted = new HashSet<>();
        for (LabelRow row : rows) {
            LabelRow place = new LabelRow(row.file(), "", row.region());
            LabelRow other = first.putIfAbsent(place, row);
            if (other != null && !other.label().equals(row.label())) {
                contradicted.add(place);
                contradictions
                        .computeIfAbsent(row.file(), file -> new TreeSet<>())
                        .addAll(List.of(other.label(), row.label()));
            }
        }
        first.keySet().removeAll(contradicted);
        return List.copyOf(first.values());
    }

    private static List<String> withoutLabel(List<String> names, Set<String> labelled) {
        List<String> images = names.stream().filter(FileName::isImage).toList();
        List<String> unlabelled =
                images.stream().filter(name -> !labelled.contains(name)).toList();
        return unlabelled.isEmpty()
                ? List.of()
                : List.of(String.format(
                        Locale.ROOT,
                        "%,d of %,d image files have no label: %s",
                        unlabelled.size(),
                        images.size(),
                        FirstFew.names(unlabelled)));
    }

    /** Returns the names of all files, sorted. */
    public List<String> names() {
        return folder.names();
    }

    /** Returns the labels in their file's order, each with the name of its file as {@link #names} has it. */
    public List<LabelRow> rows() {
        return rows;
    }

    /**
     * Returns what a person should know of the labels, a line each: rows that make no sense, names that match no file, files
     * without a label.
     */
    public List<String> problems() {
        return problems;
    }

    /** @throws IOException if the file cannot be read; its message is the reason, without the name */
    public byte[] read(String name) throws IOException {
        return folder.read(name);
    }

    @Override
    public void close() throws IOException {
        folder.close();
    }
}
