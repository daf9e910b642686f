package io.digitstream.standalone.sending;

import io.digitstream.trainer.photos.ImageFolder;
import io.digitstream.trainer.photos.LabelFile;
import io.digitstream.trainer.photos.LabelRow;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The files of a folder, a zip, or a single one, with what a label file says of them. One thread. */
public final class PhotoFiles implements Closeable {
    private final ImageFolder folder;
    private final List<String> names;
    private final Map<String, LabelRow> labels;
    private final boolean whole;

    private PhotoFiles(ImageFolder folder, List<String> names, Map<String, LabelRow> labels, boolean whole) {
        this.folder = folder;
        this.names = names;
        this.labels = labels;
        this.whole = whole;
    }

    /**
     * Opens the files.
     *
     * @param whole whether the places that the labels give are hidden
     * @throws IOException if there is no such file, no file in it, or the labels make no sense
     */
    public static PhotoFiles open(Path images, @Nullable Path labelFile, boolean whole) throws IOException {
        Map<String, LabelRow> labels = new HashMap<>();
        if (labelFile != null) {
            LabelFile.read(labelFile).forEach(row -> labels.put(row.file(), row));
        }
        ImageFolder folder = ImageFolder.open(images);
        List<String> names = folder.names();
        if (names.isEmpty()) {
            folder.close();
            throw new IOException("no files in " + images);
        }
        return new PhotoFiles(folder, names, labels, whole);
    }

    /** In the order in which they are to be sent. */
    public List<String> names() {
        return names;
    }

    /** The labels of those files that have one, by file. */
    public Map<String, String> labels() {
        Map<String, String> known = new HashMap<>();
        for (String name : names) {
            LabelRow row = labels.get(name);
            if (row != null) {
                known.put(name, row.label());
            }
        }
        return known;
    }

    /** The file of that name. */
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
