package io.digitstream.trainer.plots;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PlotFolderTest {
    private final Path folder;

    PlotFolderTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void isNoFile() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThatThrownBy(() -> PlotFolder.open(file))
                .isInstanceOf(IOException.class)
                .hasMessage("plots go into a folder, and " + file + " is a file");
    }

    @Test
    void cannotBeMadeInsideAFile() throws IOException {
        Path inside = Files.writeString(folder.resolve("file"), "").resolve("plots");
        assertThatThrownBy(() -> PlotFolder.open(inside))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("cannot make the folder " + inside + " for plots: ");
    }

    @Test
    void mustBeWritable() throws IOException {
        Path locked = Files.createDirectory(
                folder.resolve("locked"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("r-xr-xr-x")));
        assumeThat(Files.isWritable(locked)).as("root may write anywhere").isFalse();
        assertThatThrownBy(() -> PlotFolder.open(locked))
                .isInstanceOf(IOException.class)
                .hasMessage("the folder " + locked + " for plots is not writable");
    }
}
