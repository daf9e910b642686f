package io.digitstream.trainer.plots;

import io.digitstream.trainer.sheets.PngFile;
import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.awt.font.TextLayout;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A folder that plots are written into. Immutable.
 *
 * @param path there, and writable when it was opened
 */
public record PlotFolder(Path path) {
    /**
     * Makes the folder if it is missing, and finds out whether plots can be drawn at all, so that nobody waits for an
     * evaluation first.
     *
     * @throws IOException if it is a file, cannot be made or written to, or if the machine has no fonts
     */
    public static PlotFolder open(Path path) throws IOException {
        if (Files.exists(path) && !Files.isDirectory(path)) {
            throw new IOException("plots go into a folder, and " + path + " is a file");
        }
        try {
            Files.createDirectories(path);
        } catch (IOException e) {
            throw new IOException("cannot make the folder " + path + " for plots: " + e, e);
        }
        if (!Files.isWritable(path)) {
            throw new IOException("the folder " + path + " for plots is not writable");
        }
        if (!findsFonts()) {
            throw new IOException("plots need fonts, and Java finds none on this machine: install fontconfig and a font"
                    + " (on Debian: apt-get install fontconfig fonts-dejavu-core)");
        }
        return new PlotFolder(path);
    }

    /** Java without fontconfig or without any font fails at its first text, with errors of several kinds. */
    static boolean findsFonts() {
        try {
            new TextLayout("0", new Font(Font.SANS_SERIF, Font.PLAIN, 12), new FontRenderContext(null, true, true));
            return true;
        } catch (InternalError | LinkageError | RuntimeException e) {
            return false;
        }
    }

    void write(String name, BufferedImage picture) throws IOException {
        PngFile.write(picture, path.resolve(name));
    }
}
