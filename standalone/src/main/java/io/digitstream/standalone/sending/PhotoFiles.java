package io.digitstream.standalone.sending;

import io.digitstream.application.commandline.FirstFew;
import io.digitstream.trainer.photos.LabelRow;
import io.digitstream.trainer.photos.LabeledFolder;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The files of a folder, a zip, or a single one, with what a label file says of them. One thread. */
public final class PhotoFiles implements Closeable {
    private final LabeledFolder folder;
    private final List<String> names;
    private final Map<String, LabelRow> labels = new HashMap<>();
    private final List<String> problems = new ArrayList<>();
    private final boolean whole;

    private PhotoFiles(LabeledFolder folder, boolean whole) {
        this.folder = folder;
        this.names = folder.names();
        this.whole = whole;
        problems.addAll(folder.problems());
        problems.addAll(FirstFew.lines(label(folder.rows())));
    }

    /**
     * Opens the files.
     *
     * @param whole whether the places that the labels give are hidden
     * @throws IOException if there is no such file, no file in it that can be read, or no label is one of a file
     */
    public static PhotoFiles open(Path images, @Nullable Path labelFile, boolean whole) throws IOException {
        LabeledFolder folder = LabeledFolder.open(images, labelFile);
        if (folder.names().isEmpty()) {
            folder.close();
            throw new IOException("no files in " + images);
        }
        return new PhotoFiles(folder, whole);
    }

    /** One result can be right for one number only. */
    private List<String> label(List<LabelRow> rows) {
        Map<String, TreeSet<String>> numbers = new HashMap<>();
        for (LabelRow row : rows) {
            numbers.computeIfAbsent(row.file(), file -> new TreeSet<>()).add(row.label());
            labels.merge(row.file(), row, (first, other) -> first.region() == null ? other : first);
        }
        numbers.values().removeIf(of -> of.size() == 1);
        labels.keySet().removeAll(numbers.keySet());
        return numbers.entrySet().stream()
                .map(file -> file.getKey() + " has several numbers, so no label is used: "
                        + FirstFew.names(List.copyOf(file.getValue())))
                .sorted()
                .toList();
    }

    /** In the order in which they are to be sent. */
    public List<String> names() {
        return names;
    }

    /** Returns what a person should know of the labels, a line each. */
    public List<String> problems() {
        return List.copyOf(problems);
    }

    /** The labels of those files that have one, by file. */
    public Map<String, String> labels() {
        Map<String, String> known = new HashMap<>();
        labels.forEach((name, row) -> known.put(name, row.label()));
        return known;
    }

    /**
     * The file of that name.
     *
     * @throws IOException if this file cannot be read; the message is the reason, without the name
     */
    public OutgoingImage read(String name) throws IOException {
        LabelRow row = labels.get(name);
        ByteBuffer file = ByteBuffer.wrap(folder.read(name));
        return row == null
                ? new OutgoingImage(name, file, null, null)
                : new OutgoingImage(name, file, whole ? null : row.region(), row.label());
    }

    @Override
    public void close() throws IOException {
        folder.close();
    }
}
