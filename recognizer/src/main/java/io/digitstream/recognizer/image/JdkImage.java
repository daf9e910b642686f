package io.digitstream.recognizer.image;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.EOFException;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;

/** A file that one of the JDK's readers has open. They answer damaged files with unchecked exceptions too. One thread. */
final class JdkImage implements AutoCloseable {
    private final ImageReader reader;
    private final WatchedStream stream;
    private int width;
    private int height;

    private JdkImage(byte[] file, ImageFormat format) {
        stream = new WatchedStream(file);
        reader = readerFor(format);
        reader.setInput(stream, true, true);
    }

    /** Reads the file's header. */
    static JdkImage open(byte[] file, ImageFormat format) throws IOException {
        JdkImage image = new JdkImage(file, format);
        try {
            image.width = image.reader.getWidth(0);
            image.height = image.reader.getHeight(0);
            return image;
        } catch (IOException | RuntimeException e) {
            image.close();
            throw e;
        }
    }

    private static ImageReader readerFor(ImageFormat format) {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format.name());
        if (!readers.hasNext()) {
            throw new IllegalStateException("this Java runtime has no reader for " + format);
        }
        return readers.next();
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    BufferedImage decode(Rectangle part, int step) throws IOException {
        ImageReadParam parameters = reader.getDefaultReadParam();
        parameters.setSourceRegion(part);
        parameters.setSourceSubsampling(step, step, 0, 0);
        BufferedImage image = reader.read(0, parameters);
        if (stream.exhausted()) {
            // The JDK's JPEG reader paints what a cut file lacks grey, and only warns.
            throw new EOFException("the file ends before its last pixel");
        }
        return image;
    }

    @Override
    public void close() {
        reader.dispose();
        try {
            stream.close();
        } catch (IOException e) {
            throw new IllegalStateException("a stream over memory failed to close", e);
        }
    }
}
