package io.digitstream.trainer.photos;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.ProviderNotFoundException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Image files in a folder, in a zip, or a single one; by their names inside it. */
public final class ImageFolder implements Closeable {
    private final Path root;
    private final @Nullable FileSystem zip;

    private ImageFolder(Path root, @Nullable FileSystem zip) {
        this.root = root;
        this.zip = zip;
    }

    /** @throws IOException if there is no such folder or file, or the zip cannot be opened */
    public static ImageFolder open(Path path) throws IOException {
        if (!Files.exists(path)) {
            throw new NoSuchFileException(path.toString(), null, "no such folder or file");
        }
        if (path.toString().toLowerCase(Locale.ROOT).endsWith(".zip")) {
            FileSystem zip = zip(path);
            return new ImageFolder(zip.getPath("/"), zip);
        }
        return new ImageFolder(path, null);
    }

    private static FileSystem zip(Path path) throws IOException {
        try {
            return FileSystems.newFileSystem(path);
        } catch (ProviderNotFoundException e) {
            // What the JDK says of a broken zip whose name does not end in lower case.
            throw new IOException(path + " is not a zip file", e);
        }
    }

    /** Names of all files, sorted; a label file that lies among them is not an image and left out. */
    public List<String> names() throws IOException {
        if (Files.isRegularFile(root)) {
            return List.of(Objects.toString(root.getFileName(), ""));
        }
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .filter(name -> !name.toLowerCase(Locale.ROOT).endsWith(".csv"))
                    .sorted()
                    .toList();
        }
    }

    /** The bytes of a file. */
    public byte[] read(String name) throws IOException {
        return Files.readAllBytes(Files.isRegularFile(root) ? root : root.resolve(name));
    }

    @Override
    public void close() throws IOException {
        if (zip != null) {
            zip.close();
        }
    }
}
