package io.digitstream.recognizer.image;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Iterator;
import java.util.function.Predicate;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * A file that a reader has open: the JDK's, or TwelveMonkeys' for a JPEG in the colours of print. They answer damaged files with
 * unchecked exceptions too. One thread.
 */
final class EncodedImage implements AutoCloseable {
    private final ImageReader reader;
    private final ImageInputStream stream;
    private final JpegWarnings warnings = new JpegWarnings();
    private final boolean ended;
    private int width;
    private int height;

    private EncodedImage(byte[] file, boolean ended, ImageReader reader) {
        this.reader = reader;
        this.ended = ended;
        this.stream = new MemoryCacheImageInputStream(new ByteArrayInputStream(file));
        reader.addIIOReadWarningListener(warnings);
        reader.setInput(stream, true, true);
    }

    /**
     * Reads the file's header.
     *
     * @param ended whether it was the file's writer who said where the image ends
     */
    static EncodedImage open(byte[] file, ImageFormat format, boolean ended) throws IOException {
        try {
            return openAsItIs(file, format, ended);
        } catch (IIOException e) {
            // The JDK's reader takes no colour profile that lacks a part or has one twice.
            byte[] bare = format == ImageFormat.JPEG ? JpegSegments.withoutProfile(file) : file;
            if (bare.length == file.length) {
                throw e;
            }
            return openAsItIs(bare, format, ended);
        }
    }

    private static EncodedImage openAsItIs(byte[] file, ImageFormat format, boolean ended) throws IOException {
        EncodedImage image = new EncodedImage(file, ended, reader(format, EncodedImage::isOfTheJdk));
        try {
            if (format == ImageFormat.JPEG && image.isOfInks()) {
                image.close();
                image = new EncodedImage(file, ended, reader(format, reader -> !isOfTheJdk(reader)));
            }
            image.width = image.reader.getWidth(0);
            image.height = image.reader.getHeight(0);
            return image;
        } catch (IOException | RuntimeException e) {
            image.close();
            throw e;
        }
    }

    /** Whether its colours are those of print (CMYK, YCCK), which the JDK's reader makes no image of. */
    private boolean isOfInks() throws IOException {
        return !reader.getImageTypes(0).hasNext();
    }

    private static boolean isOfTheJdk(ImageReader reader) {
        return reader.getClass().getModule().equals(ImageIO.class.getModule());
    }

    private static ImageReader reader(ImageFormat format, Predicate<ImageReader> wanted) {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format.name());
        while (readers.hasNext()) {
            ImageReader reader = readers.next();
            if (wanted.test(reader)) {
                return reader;
            }
        }
        throw new IllegalStateException("no such reader for " + format);
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
        if (warnings.tellOfMissingPixels(ended)) {
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
