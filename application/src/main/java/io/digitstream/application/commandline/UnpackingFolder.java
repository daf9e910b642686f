package io.digitstream.application.commandline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A folder that native libraries are unpacked into before they are loaded. Immutable.
 *
 * @param property of the JVM that names another one
 */
record UnpackingFolder(Path path, String property) {
    /** Enough for the largest library. */
    private static final long NEEDED_BYTES = 128L << 20;

    /** Returns those of RocksDB, ONNX Runtime and the codecs, and of ND4J. */
    static Stream<UnpackingFolder> all() {
        String cache = System.getProperty(
                "org.bytedeco.javacpp.cachedir", System.getProperty("user.home", "") + "/.javacpp/cache");
        return Stream.of(
                new UnpackingFolder(Path.of(System.getProperty("java.io.tmpdir", "")), "java.io.tmpdir"),
                new UnpackingFolder(Path.of(cache), "org.bytedeco.javacpp.cachedir"));
    }

    /** Returns why nothing can be unpacked and loaded there; empty if it can. */
    Optional<String> problem() {
        Path existing = path.toAbsolutePath();
        while (!Files.exists(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        if (!Files.isDirectory(existing)) {
            return Optional.of("is not a folder");
        }
        if (!existing.equals(path.toAbsolutePath()) && property.equals("java.io.tmpdir")) {
            return Optional.of("does not exist");
        }
        try {
            Path file = Files.createTempFile(existing, "digitstream-", ".so");
            try {
                return file.toFile().setExecutable(true) && Files.isExecutable(file)
                        ? spaceProblem(existing)
                        : Optional.of("is mounted noexec");
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            return Optional.of(
                    "cannot be written to (" + Objects.requireNonNullElse(e.getMessage(), e.toString()) + ")");
        }
    }

    private static Optional<String> spaceProblem(Path folder) throws IOException {
        long free = Files.getFileStore(folder).getUsableSpace();
        return free < NEEDED_BYTES
                ? Optional.of("is full (%d MB free, %d MB needed)".formatted(free >> 20, NEEDED_BYTES >> 20))
                : Optional.empty();
    }
}
