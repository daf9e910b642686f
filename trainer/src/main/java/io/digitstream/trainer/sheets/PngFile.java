package io.digitstream.trainer.sheets;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Writes a picture, with an error that names the file where that fails: ImageIO's own says only that it cannot. */
public final class PngFile {
    private PngFile() {}

    /** @throws IOException if the file cannot be written */
    public static void write(BufferedImage picture, Path file) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(picture, "png", bytes);
        Files.write(file, bytes.toByteArray());
    }
}
