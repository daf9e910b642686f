package io.digitstream.trainer.photos;

import io.digitstream.application.lifecycle.Closer;
import io.digitstream.recognizer.image.ImageLimits;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Image files in a folder, in a zip, or a single one; by their names inside it. Label files that lie among them, and what
 * macOS and Windows keep beside files, are left out. One thread.
 */
public final class ImageFolder implements Closeable {
    /** Far more than an image may have: a file that is larger is not read into memory. */
    static final int MOST_BYTES = 2 * ImageLimits.DEFAULT.maxBytes();

    private final Map<String, ImageFile> files = new TreeMap<>();
    private final Map<String, Integer> copies = new HashMap<>();
    private @Nullable ZipImages zip;

    private ImageFolder() {}

    /**
     * Opens a folder, a zip, or a single file.
     *
     * @throws IOException if there is no such folder or file, if it is another kind of archive or a broken zip, or if none
     *     of its files can be read
     */
    public static ImageFolder open(Path path) throws IOException {
        if (!Files.exists(path)) {
            throw new NoSuchFileException(path.toString(), null, "no such folder or file");
        }
        ImageFolder folder = new ImageFolder();
        try {
            if (Files.isDirectory(path)) {
                folder.addTree(path.toRealPath());
            } else {
                folder.addFile(path);
            }
            folder.requireOne(path);
            return folder;
        } catch (IOException | RuntimeException | Error e) {
            Closer.closeAfter(e, folder);
            throw e;
        }
    }

    private void addTree(Path root) throws IOException {
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (Files.isRegularFile(file)) {
                    add(root.relativize(file).toString(), new ImageFile(null, () -> contents(file)));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                if (file.equals(root)) {
                    throw e;
                }
                add(root.relativize(file).toString(), new ImageFile("cannot be opened (" + e + ")", () -> new byte[0]));
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private void addFile(Path path) throws IOException {
        ArchiveKind kind = ArchiveKind.of(head(path)).orElse(null);
        if (kind != null && !kind.isZip()) {
            throw new IOException(path + " is " + kind.description() + ": unpack it and name the folder");
        }
        if (kind != null || path.toString().toLowerCase(Locale.ROOT).endsWith(".zip")) {
            zip = ZipImages.open(path, kind);
            zip.forEach(this::add);
        } else {
            files.put(
                    FileName.relative(Objects.toString(path.getFileName(), "")),
                    new ImageFile(null, () -> contents(path)));
        }
    }

    private static byte[] head(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            return in.readNBytes(ArchiveKind.HEAD);
        }
    }

    private void add(String rawName, ImageFile file) {
        String name = FileName.relative(rawName);
        if (FileName.isMetadata(name) || name.toLowerCase(Locale.ROOT).endsWith(".csv")) {
            return;
        }
        String unique = name;
        while (files.putIfAbsent(unique, file) != null) {
            unique = name + " (" + (copies.merge(name, 1, Integer::sum) + 1) + ")";
        }
    }

    private static byte[] contents(Path file) throws IOException {
        byte[] contents;
        try (InputStream in = Files.newInputStream(file)) {
            contents = in.readNBytes(MOST_BYTES + 1);
        } catch (IOException e) {
            throw new IOException("cannot be read (" + e + ")", e);
        }
        if (contents.length > MOST_BYTES) {
            throw new IOException(tooLarge(Files.size(file)));
        }
        return contents;
    }

    static String tooLarge(long bytes) {
        return String.format(Locale.ROOT, "%,d bytes, which is more than any image may have (%,d)", bytes, MOST_BYTES);
    }

    private void requireOne(Path path) throws IOException {
        if (!files.isEmpty() && files.values().stream().allMatch(file -> file.problem() != null)) {
            Map.Entry<String, ImageFile> first = files.entrySet().iterator().next();
            throw new IOException(String.format(
                    Locale.ROOT,
                    "%s: none of its %,d files can be read; %s: %s",
                    path,
                    files.size(),
                    first.getKey(),
                    first.getValue().problem()));
        }
    }

    /** Returns the names of all files, sorted, with those that cannot be read. Of one name twice, the second ends in (2). */
    public List<String> names() {
        return List.copyOf(files.keySet());
    }

    /**
     * Returns the bytes of a file.
     *
     * @throws IOException if this file cannot be read; the message is the reason, without the name
     */
    public byte[] read(String name) throws IOException {
        ImageFile file = files.get(name);
        if (file == null) {
            throw new NoSuchFileException(name);
        }
        return file.read();
    }

    @Override
    public void close() throws IOException {
        if (zip != null) {
            zip.close();
        }
    }
}
