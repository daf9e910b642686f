package io.digitstream.standalone.torture;

import io.digitstream.standalone.processes.Folders;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A disk in memory that is soon full. One thread. */
final class SmallDisk implements AutoCloseable {
    private static final int BLOCK_BYTES = 4_096;

    private final Path folder;
    private final Path ballast;

    /** @param folder where it is mounted, empty */
    SmallDisk(Path folder) throws IOException {
        this.folder = folder;
        this.ballast = folder.resolve("ballast");
        if (!mount(folder)) {
            throw new IOException("no disk can be mounted at " + folder);
        }
    }

    private static boolean mount(Path folder) {
        return Tool.run("mount", "-t", "tmpfs", "-o", "size=256m", "tmpfs", folder.toString());
    }

    /** Whether whoever runs this may mount one. */
    static boolean isPossible() {
        try {
            Path folder = Files.createTempDirectory("digitstream-disk-");
            boolean possible = mount(folder) && Tool.run("umount", folder.toString());
            Folders.delete(folder);
            return possible;
        } catch (IOException e) {
            return false;
        }
    }

    /** Leaves no byte free. */
    void fill() throws IOException {
        try (OutputStream out = Files.newOutputStream(ballast)) {
            byte[] block = new byte[BLOCK_BYTES];
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            if (!Files.exists(ballast)) {
                throw full;
            }
        }
    }

    /** Gives back what {@link #fill} took. */
    void free() throws IOException {
        Files.deleteIfExists(ballast);
    }

    @Override
    public void close() {
        Tool.run("umount", "--lazy", folder.toString());
    }
}
